"""What will happen to *this* service: the answer to `shutdown.plan`. It acts on nothing."""

import os
import signal
from typing import Any, Dict, List, Optional, Set
from weakref import ref

from ..observer.observer import Observer
from ..process.socket_paths import start_ticks, started
from ..reading.futures import futures
from ..reading.locations import location
from ..reading.sliced import sliced
from ..reading.threads import Thread, main_ident, threads
from ..resources.executors import running_jobs
from ..safe import field, imported, items
from .phase_marks import is_main, main_thread_is_in
from .server_rules import command_of, master_of, rules, server_name, version_of
from .signal_handlers import UNKNOWN, Handling, disposition, handlings
from .sockets import sockets

SETTERS = ("uvicorn", "hypercorn", "sanic")
"""Servers that handle SIGTERM themselves, and end only by their own handler."""
DEADLINE = 10.0
"""Seconds after which a way of the agent's own gives up waiting."""


def plan(observer: Observer, own: Set[int], read_only: bool) -> Dict[str, Any]:
    """The whole answer."""
    observer.look()
    name = server_name()
    signals = handlings(observer.loops)
    known = rules(observer, name)
    master = master_of()
    warnings = list(known.cautions)
    if master is not None:
        words = "this is a worker of process %d: signal that one, or it may start another in its place"
        warnings.insert(0, words % master["pid"])
        if disposition(signal.SIGTERM, master["pid"]) == "default":
            warnings.insert(0, "process %d does not handle SIGTERM: it would leave its workers behind" % master["pid"])
    elif signals[0].action == "default":
        warnings.insert(0, "nobody handles SIGTERM: it kills the process at once, and nothing is cleaned up")
        if children():
            warnings.insert(1, "the processes that it has started (%d) go on without it" % children())
    elif master is None:
        warnings[:0] = not_the_servers(signals, name)
    return {
        "pid": os.getpid(),
        "start_ticks": start_ticks(os.getpid()),
        "started": started(os.getpid()),
        "command": command_of(os.getpid()),
        "server": name,
        "version": None if name is None else version_of(name),
        "parent": master,
        "signals": [one.wire() for one in signals],
        "steps": known.steps,
        "timeouts": [limit.wire() for limit in known.timeouts],
        "second": None if known.second is None else {"signal": known.second[0], "effect": known.second[1]},
        "ways": ways(observer, signals, master),
        "in_flight": in_flight(observer, own),
        "warnings": warnings,
        "read_only": read_only,
    }


def not_the_servers(signals: List[Handling], server: Optional[str]) -> List[str]:
    """Where SIGTERM is not the server's any more: a library, or the service, has set a handler of its own since."""
    terminate = signals[0]
    if server not in SETTERS or terminate.action != "handler" or terminate.effect != UNKNOWN or terminate.code is None:
        return []
    place = location(terminate.code, terminate.code.co_firstlineno)
    where = "%s (%s:%d)" % (terminate.name, os.path.basename(place.file), place.line)
    words = "SIGTERM goes to %s, not to %s, whose handler was replaced or never set: it ends only if that code ends it"
    return [words % (where, server)]


def ways(observer: Observer, signals: List[Handling], master: Optional[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """How it can be ended, those first that let it clean up, the gentlest of them first."""
    found = []
    if master is not None:
        found.append(_to_master(master["pid"]))
    # What is done to one worker alone ends no application: its master may start another in its place.
    is_whole = master is None
    terminate, interrupt = signals
    found.append(_way("signal", terminate.effect, is_whole and terminate.action == "handler", "SIGTERM"))
    if main_task(observer) is not None:
        run = main_thread_is_in("asyncio/runners.py:run", "uvloop/__init__.py:run")
        words = "cancels the main task, as asyncio.run does on SIGINT; it then cancels the others and closes its loop"
        if not run:
            words = "cancels the task that run_until_complete() waits for"
        found.append(_way("main", words, is_whole))
    elif any(loop.running for loop in observer.loops.all.values()):
        words = "cancels every task, waits for their ends (gather, return_exceptions=True), then stops the loop"
        main = main_ident()
        is_in_main = any(loop.running and loop.ident == main for loop in observer.loops.all.values())
        if not is_in_main:
            words += "; it does not run in the main thread, which goes on"
        found.append(_way("all", words, is_whole and is_in_main))
    if interrupt.action != "ignored":
        found.append(_way("signal", interrupt.effect, is_whole and interrupt.action == "handler", "SIGINT"))
    return sorted(found, key=lambda way: not way["graceful"])


def _way(way: str, effect: str, graceful: bool, signal: Optional[str] = None, process: str = "self") -> Dict[str, Any]:
    """A row of `ways`."""
    return {"way": way, "signal": signal, "process": process, "effect": effect, "graceful": graceful}


def _to_master(pid: int) -> Dict[str, Any]:
    action = disposition(signal.SIGTERM, pid)
    words = {
        "default": "process %d does not handle it: it dies at once, and its workers go on without it",
        "ignored": "process %d ignores it: nothing happens",
        "handler": "process %d stops its workers",
    }
    told = words.get(action or "", "process %d should stop its workers; whether it handles it cannot be seen") % pid
    return _way("signal", told, action in ("handler", None), "SIGTERM", "parent")


def children() -> int:
    """How many processes this one has started, and has not outlived."""
    count = 0
    for thread in os.listdir("/proc/self/task"):
        try:
            with open("/proc/self/task/%s/children" % thread, "rb") as file:
                count += len(file.read().split())
        except OSError:
            continue  # ended by now, or a kernel that does not tell
    return count


def main_task(observer: Observer) -> Any:
    """The record of the task that the main thread's loop runs until its end; None under `run_forever`."""
    main = {loop.id for loop in observer.loops.all.values() if loop.ident == main_ident()}
    for record in sliced(observer.scanner.known):
        task = record()
        if task is not None and record.loop in main and not futures.done(task) and is_main(task):
            return record
        del task
    return None


def in_flight(observer: Observer, own: Set[int], known_ports: Any = frozenset()) -> Dict[str, Any]:
    """What an end would touch now."""
    seen = sockets(own, set(known_ports))
    return {
        "listeners": seen.listeners,
        "connections": seen.connections,
        "requests": observer.requests.counts()[0],
        "tasks": len(observer.scanner.known),
        "jobs": len(running_jobs(threads())),
        "threads": len(lasting_threads()),
        "held": held(observer),
    }


def lasting_threads() -> List[Thread]:
    """Threads that the interpreter waits for at its end, those of executors apart."""
    return [
        thread for thread in threads() if not thread.daemon and thread.ident != main_ident() and not is_worker(thread)
    ]


def is_worker(thread: Thread) -> bool:
    """True for a thread of a thread pool."""
    references = items(field(imported("concurrent.futures.thread", "_threads_queues"), "data"))
    return any(type(kept) is ref and kept() is thread.thing for kept in references)


def held(observer: Observer) -> List[Dict[str, Any]]:
    """Pools that have handed something out."""
    rows = []
    for resource in list(observer.census.ledger.resources.values()):
        if resource.kind == "pool" and resource.reading is not None:
            taken = resource.reading.fields.get("in_use")
            if taken:
                rows.append({"pool": resource.name or resource.type, "in_use": taken})
    return rows
