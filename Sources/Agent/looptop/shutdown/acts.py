"""The acts: a signal to this process or its master, or the agent's own ways out; each leaves a line."""

import os
import signal
import socket
import struct
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set

from .. import protocol
from ..client import Client
from ..details import awaits
from ..paths import start_ticks
from ..protocol import Refusal
from ..registry import TaskRef
from ..voice import warn
from .cancelling import CancelWatch
from .handlers import handling
from .plan import main_task, plan
from .servers import master_of
from .watch import Watch

if TYPE_CHECKING:
    from ..server import Server

SIGNALS = ("SIGTERM", "SIGINT", "SIGQUIT", "SIGKILL")
LONGEST = 10_000
"""Tasks through which a cancellation is followed."""
QUIETLY = 0.05
"""Seconds that an answer gets to leave before a signal may end everything."""


class Shutdown:
    """What clients ask for, and what is told to them while it goes on."""

    def __init__(self, server: "Server") -> None:
        self.server = server
        self.watch: Optional[Watch] = None
        self.alone: Optional[CancelWatch] = None
        self.read_only = os.environ.get("LOOPTOP_READ_ONLY", "") not in ("", "0")

    def is_read_only(self, client: Client) -> bool:
        """True for a client that has said so, and for all where the service wants it."""
        return self.read_only or client.read_only

    def plan(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        """The answer to `shutdown.plan`."""
        return plan(self.server, self.is_read_only(client))

    def begin(self, client: Client, id: Any, params: Dict[str, Any]) -> None:
        """The answer to `shutdown.begin`, and then the act."""
        way, deadline = params.get("way", "signal"), params.get("deadline")
        if way not in ("signal", "main", "all", "watch"):
            raise Refusal(protocol.BAD_PARAMETERS, "no such way", "one of signal, main, all, watch")
        if way == "watch":
            self.watch = self.watch or Watch(self.server, "the shutdown that others have begun", None)
            client.send(protocol.result_line(id, {"begun": self.watch.begun_at}))
            return None
        self.may(client)
        if deadline is not None and (type(deadline) not in (int, float) or not 0 < deadline <= 86400):
            raise Refusal(protocol.BAD_PARAMETERS, "deadline is not from 0 to 86400", "give seconds, such as 10")
        if way == "signal":
            return self.signal(client, id, params)
        record = main_task(self.server) if way == "main" else None
        if way == "main" and record is None:
            raise Refusal(protocol.BAD_PARAMETERS, "no main task: the loop runs for ever", 'use the way "all"')
        loop = self.loop(record)
        self.start("cancelled the main task" if way == "main" else "cancelled all tasks", client, None, deadline)
        self.answer(client, id)
        if record is not None:
            self.cancel_in_loop(record, client)
        else:
            asyncio = sys.modules["asyncio"]
            loop.call_soon_threadsafe(_end_all, loop, asyncio)

    def may(self, client: Client) -> None:
        """Raises where this client may not act."""
        if self.is_read_only(client):
            why = "LOOPTOP_READ_ONLY is set in the service" if self.read_only else "this client is read-only"
            raise Refusal(protocol.READ_ONLY, "refused: %s" % why, "nothing was done; connect without it to act")

    def signal(self, client: Client, id: Any, params: Dict[str, Any]) -> None:
        """A signal, from within: right in every pid namespace. The answer leaves first."""
        name, process = params.get("signal", "SIGTERM"), params.get("process", "self")
        if name not in SIGNALS:
            raise Refusal(protocol.BAD_PARAMETERS, "no such signal", "one of " + ", ".join(SIGNALS))
        number = getattr(signal, name)
        pid = os.getpid()
        if process == "parent":
            pid = self.master(params)
        elif process != "self":
            raise Refusal(protocol.BAD_PARAMETERS, "process is neither self nor parent", 'give "self" or "parent"')
        how = handling(number, self.server.loops) if process == "self" and name in ("SIGTERM", "SIGINT") else None
        where = "its master %d" % pid if process == "parent" else "process %d" % pid
        self.start("%s sent to %s" % (name, where), client, how, None)
        self.answer(client, id)
        os.kill(pid, number)

    def answer(self, client: Client, id: Any) -> None:
        """Answers before the act, for afterwards there may be nobody to do it."""
        client.send(protocol.result_line(id, {"begun": self.watch.begun_at if self.watch else time.time()}))
        ends = time.monotonic() + QUIETLY
        while client.outgoing and time.monotonic() < ends:
            client.flush()

    def master(self, params: Dict[str, Any]) -> int:
        """The master's pid, if it is the process that the client means."""
        master = master_of()
        if master is None:
            raise Refusal(protocol.BAD_PARAMETERS, "this process has no master", 'signal it itself: "process": "self"')
        pid = int(master["pid"])
        wanted = params.get("start_ticks")
        if wanted is not None and wanted != start_ticks(pid):
            raise Refusal(protocol.BAD_PARAMETERS, "process %d is another by now" % pid, "ask shutdown.plan again")
        return pid

    def start(self, what: str, client: Client, how: Any, deadline: Optional[float]) -> None:
        """From here on it is watched; the first picture goes out with the next second."""
        told = "%s by %s" % (what, peer(client))
        if self.watch is None or time.time() - self.watch.begun_at > 3600:
            self.watch = Watch(self.server, what, how)
        self.watch.tell(told)
        if deadline is not None:
            self.watch.deadline = time.time() + deadline
        self.log(told)

    def log(self, text: str, record: Optional[TaskRef] = None) -> None:
        """An act leaves a line in the event log and on the service's standard error."""
        serial, name = (None, None) if record is None else (record.serial, record.name)
        self.server.events.add("act", serial, name, text)
        warn(text)

    def loop(self, record: Optional[TaskRef]) -> Any:
        """The loop that a task runs in, or else the main one."""
        loops = self.server.loops.all
        found = loops.get(record.loop or 0) if record is not None else None
        if found is None:
            main = threading.main_thread().ident
            running = sorted((loop for loop in loops.values() if loop.running), key=lambda loop: loop.ident != main)
            found = running[0] if running else None
        loop = None if found is None else found.ref()
        if loop is None:
            raise Refusal(protocol.BAD_PARAMETERS, "no loop runs", "send a signal instead")
        return loop

    def cancel(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        """The answer to `shutdown.cancel`."""
        self.may(client)
        serial = params.get("task")
        if type(serial) is not int:
            raise Refusal(protocol.BAD_PARAMETERS, "task is not an integer", "give the id of a task")
        record = self.server.scanner.find(serial)
        task = None if record is None else record()
        if record is None or task is None or task.done():
            raise Refusal(protocol.NO_TASK, "no task %d" % serial, "it may have ended")
        circle = self.circle(record)
        if circle:
            names = " waits for ".join("#%d" % one for one in circle)
            hint = "end one of them in the code: break the circle there"
            words = "a circle of tasks cannot be cancelled: %s; Python would go round it" % names
            raise Refusal(protocol.BAD_PARAMETERS, words, hint)
        requests = self.cancel_in_loop(record, client)
        return {"task": serial, "requests": requests}

    def cancel_in_loop(self, record: TaskRef, client: Client) -> int:
        """Asks a task to end, in its loop's thread."""
        task: Any = record()
        loop = self.loop(record)
        who = peer(client)
        text = "#%d %s: cancel requested by %s" % (record.serial, record.name or "", who)
        watch = self.watch
        if watch is None:
            self.cancels_alone().by_us(record.serial, who, None if record.view is None else record.view.location)
        else:
            watch.tell(text)
            watch.cancels.by_us(record.serial, who, None if record.view is None else record.view.location)
        self.log(text, record)
        before = int(task.cancelling()) if hasattr(task, "cancelling") else 0
        loop.call_soon_threadsafe(task.cancel)
        return before + 1

    def cancels_alone(self) -> CancelWatch:
        """What becomes of a cancellation is followed without a shutdown too."""
        if self.alone is None:
            self.alone = CancelWatch()
        return self.alone

    def circle(self, record: TaskRef) -> List[int]:
        """Tasks that wait for each other, where a cancellation of this one would come to them; none mostly."""
        server = self.server
        by_serial = {one.serial: one for one in server.scanner.known}
        done: Set[int] = set()
        path: List[int] = []
        stack = [(record.serial, False)]
        while stack and len(done) < LONGEST:
            serial, leaving = stack.pop()
            if leaving:
                path.pop()
                done.add(serial)
                continue
            if serial in path:
                return path[path.index(serial) :] + [serial]
            one = by_serial.get(serial)
            task = None if one is None else one()
            if serial in done or one is None or task is None or one.view is None:
                continue
            path.append(serial)
            stack.append((serial, True))
            stack += [(next_one, False) for next_one in awaits(server, one, task)]
        return []

    def look(self) -> None:
        """After a tick."""
        cancels = self.alone
        if self.watch is not None:
            self.watch.tick()
            cancels = self.watch.cancels
        elif cancels is not None and cancels.asked:
            cancels.look(self.server.scanner.known, {})
        for record, place in cancels.news() if cancels is not None else ():
            text = "#%d swallowed its cancellation" % record.serial
            self.server.events.add("act", record.serial, record.name, text, place)
            if self.watch is not None:
                at = "" if place is None else " at %s:%d" % (os.path.basename(place.file), place.line)
                self.watch.tell(text + at)

    def second(self) -> None:
        """Once a second: what is left, for those who want to know."""
        watch = self.watch
        if watch is None or not any("shutdown" in client.topics for client in self.server.clients):
            return
        status = watch.status()
        for client in self.server.clients:
            if "shutdown" in client.topics and not client.overflowed:
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


def peer(client: Client) -> str:
    """`uid 1000 (pid 6120)`, or where a TCP client comes from."""
    try:
        if client.connection.family != socket.AF_UNIX:
            return "a client at %s:%d" % client.connection.getpeername()[:2]
        raw = client.connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        pid, uid, _ = struct.unpack("3i", raw)
    except OSError:
        return "a client that has gone"
    return "uid %d (pid %d)" % (uid, pid)
