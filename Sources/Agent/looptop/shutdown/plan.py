"""What will happen to *this* service: the answer to `shutdown.plan`. It acts on nothing."""

import os
import sys
import threading
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set

from ..effort import sliced
from ..paths import start_ticks
from ..resources.executors import running_jobs
from .handlers import Handling, handlings
from .servers import master_of, rules, server_name, version_of
from .sockets import sockets
from .stage import is_main, main_thread_is_in

if TYPE_CHECKING:
    from ..server import Server

DEADLINE = 10.0
"""Seconds after which a way of the agent's own gives up waiting."""


def plan(server: "Server", read_only: bool) -> Dict[str, Any]:
    """The whole answer."""
    server.look()
    name = server_name()
    signals = handlings(server.loops)
    known = rules(server, name)
    master = master_of()
    warnings = [known.caution] if known.caution else []
    if master is not None:
        words = "this is a worker of process %d: signal that one, or it may start another in its place"
        warnings.insert(0, words % master["pid"])
    return {
        "pid": os.getpid(),
        "start_ticks": start_ticks(os.getpid()),
        "server": name,
        "version": None if name is None else version_of(name),
        "parent": master,
        "signals": [one.wire() for one in signals],
        "steps": known.steps,
        "timeouts": [limit.wire() for limit in known.timeouts],
        "second": None if known.second is None else {"signal": known.second[0], "effect": known.second[1]},
        "ways": ways(server, signals, master),
        "in_flight": in_flight(server),
        "warnings": warnings,
        "read_only": read_only,
    }


def ways(server: "Server", signals: List[Handling], master: Optional[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """How it can be ended, the gentlest that fits first."""
    terminate, interrupt = signals
    found = []
    if master is not None:
        words = "SIGTERM to the master %d, which stops its workers" % master["pid"]
        found.append({"way": "signal", "signal": "SIGTERM", "process": "parent", "effect": words, "graceful": True})
    handled = terminate.action == "handler"
    found.append(
        {
            "way": "signal", "signal": "SIGTERM", "process": "self", "effect": terminate.effect,
            "graceful": handled and master is None,
        }
    )  # fmt: skip
    if main_task(server) is not None:
        run = main_thread_is_in("asyncio/runners.py:run", "uvloop/__init__.py:run")
        words = "cancels the main task, as asyncio.run does on SIGINT; it then cancels the others and closes its loop"
        if not run:
            words = "cancels the task that run_until_complete() waits for"
        found.append({"way": "main", "signal": None, "process": "self", "effect": words, "graceful": not handled})
    elif any(loop.running for loop in server.loops.all.values()):
        words = "cancels every task, waits for their ends (gather, return_exceptions=True), then stops the loop"
        found.append({"way": "all", "signal": None, "process": "self", "effect": words, "graceful": not handled})
    if interrupt.action != "ignored":
        found.append(
            {
                "way": "signal", "signal": "SIGINT", "process": "self", "effect": interrupt.effect,
                "graceful": interrupt.action == "handler",
            }
        )  # fmt: skip
    return found


def main_task(server: "Server") -> Any:
    """The record of the task that the main thread's loop runs until its end; None under `run_forever`."""
    main = {loop.id for loop in server.loops.all.values() if loop.ident == threading.main_thread().ident}
    for record in sliced(server.scanner.known):
        task = record()
        if task is not None and record.loop in main and not task.done() and is_main(task):
            return record
        del task
    return None


def in_flight(server: "Server", known_ports: Any = frozenset()) -> Dict[str, Any]:
    """What an end would touch now."""
    seen = sockets(own_descriptors(server), set(known_ports))
    return {
        "listeners": seen.listeners,
        "connections": seen.connections,
        "requests": server.requests.counts()[0],
        "tasks": len(server.scanner.known),
        "jobs": len(running_jobs(threading.enumerate())),
        "threads": len(lasting_threads(server)),
        "held": held(server),
    }


def own_descriptors(server: "Server") -> Set[int]:
    """The agent's own sockets."""
    return server.reception.descriptors() | {client.connection.fileno() for client in server.clients}


def lasting_threads(server: "Server") -> List[threading.Thread]:
    """Threads that the interpreter waits for at its end, those of executors apart."""
    return [
        thread
        for thread in threading.enumerate()
        if not thread.daemon and thread is not threading.main_thread() and not is_worker(thread)
    ]


def is_worker(thread: threading.Thread) -> bool:
    """True for a thread of a thread pool."""
    futures = sys.modules.get("concurrent.futures.thread")
    queues = getattr(futures, "_threads_queues", None)
    return queues is not None and thread in queues


def held(server: "Server") -> List[Dict[str, Any]]:
    """Pools that have handed something out."""
    rows = []
    for resource in list(server.census.ledger.resources.values()):
        if resource.kind == "pool" and resource.reading is not None:
            taken = resource.reading.fields.get("in_use")
            if taken:
                rows.append({"pool": resource.name or resource.type, "in_use": taken})
    return rows
