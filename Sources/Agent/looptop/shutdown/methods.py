"""The end of the service: a signal to this process or its master, or the agent's own ways out."""

import os
import signal
import sys
from time import gmtime, strftime
from typing import Any, Callable, Dict, Optional, Set

from ..acts.cancel import Cancel
from ..acts.permission import Permission, peer
from ..observer.observer import Observer
from ..process.socket_paths import start_ticks, started
from ..real_time import time
from ..text import text
from ..wire import protocol
from ..wire.client import Client
from ..wire.clients import Clients
from ..wire.protocol import Refusal
from .plan import main_task, plan
from .server_rules import command_of, master_of
from .signal_handlers import Handling, handling
from .watch import Watch

SIGNALS = ("SIGTERM", "SIGINT", "SIGQUIT", "SIGKILL")
QUIETLY = 0.05
"""Seconds that an answer gets to leave before a signal may end everything."""


class Shutdown:
    """What clients ask for, and what is told to them while it goes on; `own` tells the agent's descriptors."""

    def __init__(
        self, observer: Observer, clients: Clients, own: Callable[[], Set[int]], permission: Permission, cancel: Cancel
    ) -> None:
        self.observer = observer
        self.clients = clients
        self.own = own
        self.permission = permission
        self.cancel = cancel
        self.watch: Optional[Watch] = None

    def plan(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        """The answer to `shutdown.plan`."""
        return plan(self.observer, self.own(), self.permission.is_read_only(client))

    def begin(self, client: Client, id: Any, params: Dict[str, Any]) -> None:
        """The answer to `shutdown.begin`, and then the act."""
        way, deadline = params.get("way", "signal"), params.get("deadline")
        if way not in ("signal", "main", "all", "watch"):
            raise Refusal(protocol.BAD_PARAMETERS, "no such way", "one of signal, main, all, watch")
        if way == "watch":
            watch = self.watch or self.begin_watch("the shutdown that others have begun", None)
            client.send(protocol.result_line(id, {"begun": watch.begun_at}))
            return None
        self.permission.may(client)
        if deadline is not None and (type(deadline) not in (int, float) or not 0 < deadline <= 86400):
            raise Refusal(protocol.BAD_PARAMETERS, "deadline is not from 0 to 86400", "give seconds, such as 10")
        if way == "signal":
            return self.signal(client, id, params)
        self.must_be(os.getpid(), params)
        record = main_task(self.observer) if way == "main" else None
        if way == "main" and record is None:
            raise Refusal(protocol.BAD_PARAMETERS, "no main task: the loop runs for ever", 'use the way "all"')
        loop = self.cancel.loop(record)
        self.start("cancelled the main task" if way == "main" else "cancelled all tasks", client, None, deadline)
        self.answer(client, id)
        if record is not None:
            self.cancel.cancel_in_loop(record, client)
        else:
            asyncio = sys.modules["asyncio"]
            loop.call_soon_threadsafe(_end_all, loop, asyncio)

    def signal(self, client: Client, id: Any, params: Dict[str, Any]) -> None:
        """A signal, from within: right in every pid namespace. The answer leaves first."""
        name, process = params.get("signal", "SIGTERM"), params.get("process", "self")
        if name not in SIGNALS:
            raise Refusal(protocol.BAD_PARAMETERS, "no such signal", "one of " + ", ".join(SIGNALS))
        number = getattr(signal, name)
        pid = os.getpid()
        if process == "parent":
            pid = self.master()
        elif process != "self":
            raise Refusal(protocol.BAD_PARAMETERS, "process is neither self nor parent", 'give "self" or "parent"')
        self.must_be(pid, params)
        how = handling(number, self.observer.loops) if process == "self" and name in ("SIGTERM", "SIGINT") else None
        where = "its master %d" % pid if process == "parent" else "process %d" % pid
        self.start("%s sent to %s" % (name, where), client, how, None, pid)
        self.answer(client, id)
        os.kill(pid, number)

    def answer(self, client: Client, id: Any) -> None:
        """Answers before the act, for afterwards there may be nobody to do it."""
        client.send(protocol.result_line(id, {"begun": self.watch.begun_at if self.watch else time.time()}))
        ends = time.monotonic() + QUIETLY
        while client.outgoing and time.monotonic() < ends:
            client.flush()

    def master(self) -> int:
        """The master's pid."""
        master = master_of()
        if master is None:
            raise Refusal(protocol.BAD_PARAMETERS, "this process has no master", 'signal it itself: "process": "self"')
        return int(master["pid"])

    def must_be(self, pid: int, params: Dict[str, Any]) -> None:
        """Raises where this is not the process that the client means."""
        wanted = params.get("start_ticks")
        if wanted is not None and wanted != start_ticks(pid):
            raise Refusal(
                protocol.BAD_PARAMETERS, "process %d is not the one that was shown" % pid, "ask shutdown.plan again"
            )

    def start(self, what: str, client: Client, how: Any, deadline: Optional[float], pid: Optional[int] = None) -> None:
        """From here on it is watched; the first picture goes out with the next second."""
        told = "%s by %s" % (what, peer(client))
        watch = self.watch
        if watch is None or time.time() - watch.begun_at > 3600:
            watch = self.begin_watch(what, how)
        watch.tell(told)
        if deadline is not None:
            watch.deadline = time.time() + deadline
        self.permission.log("%s: %s" % (told, described(os.getpid() if pid is None else pid)))

    def begin_watch(self, what: str, how: Optional[Handling]) -> Watch:
        """From now on an end is watched."""
        watch = self.watch = Watch(self.observer, self.own, what, how)
        self.cancel.follow(watch.cancels, watch.tell)
        return watch

    def look(self) -> None:
        """After a look at the tasks."""
        if self.watch is not None:
            self.watch.tick()
        self.cancel.look()

    def second(self) -> None:
        """Once a second: what is left, for those who want to know."""
        watching = self.clients.with_topic("shutdown")
        if self.watch is None or not watching:
            return
        status = self.watch.status()
        for client in watching:
            if not client.overflowed:
                client.notify("shutdown", dict(status))


def _end_all(loop: Any, asyncio: Any) -> None:
    """Runs in the loop: cancels all tasks, waits for their ends, stops the loop."""
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if not tasks:
        loop.stop()
        return
    ends = asyncio.gather(*tasks, return_exceptions=True)
    ends.add_done_callback(lambda ends: loop.stop())


def described(pid: int) -> str:
    """`process 4711, python app.py, started 2026-11-23 03:15:02 UTC`: which one it is, also once it is gone."""
    begun = started(pid)
    when = "unknown" if begun is None else strftime("%Y-%m-%d %H:%M:%S UTC", gmtime(begun))
    return "process %d, %s, started %s" % (pid, text(command_of(pid)) or "?", when)
