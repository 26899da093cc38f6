"""One task is asked to end, in its own loop; what becomes of that is followed."""

import os
from typing import Any, Callable, Dict, List, Optional, Set

from ..observer.observer import Observer
from ..observer.task_in_full import awaits
from ..reading.futures import futures
from ..reading.record import TaskRef
from ..reading.threads import main_ident
from ..wire import protocol
from ..wire.client import Client
from ..wire.protocol import Refusal
from .cancel_watch import CancelWatch
from .permission import Permission, peer

LONGEST = 10_000
"""Tasks through which a cancellation is followed."""


class Cancel:
    """The answers to `shutdown.cancel`, and what is seen of each afterwards, with a shutdown and without."""

    def __init__(self, observer: Observer, permission: Permission) -> None:
        self.observer = observer
        self.permission = permission
        self.watch: Optional[CancelWatch] = None
        self.tell: Optional[Callable[[str], None]] = None
        """Hears what happens, where a shutdown is watched; that looks at `watch` by itself."""

    def follow(self, watch: CancelWatch, tell: Callable[[str], None]) -> None:
        """A shutdown is watched from here on."""
        self.watch, self.tell = watch, tell

    def cancel(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        """The answer to `shutdown.cancel`."""
        self.permission.may(client)
        serial = params.get("task")
        if type(serial) is not int:
            raise Refusal(protocol.BAD_PARAMETERS, "task is not an integer", "give the id of a task")
        record = self.observer.scanner.find(serial)
        task = None if record is None else record()
        if record is None or task is None or futures.done(task):
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
        self.watch = self.watch or CancelWatch()
        self.watch.by_us(record.serial, who, None if record.view is None else record.view.location)
        if self.tell is not None:
            self.tell(text)
        self.permission.log(text, record)
        before = futures.cancel_requests(task)
        loop.call_soon_threadsafe(task.cancel)
        return before + 1

    def loop(self, record: Optional[TaskRef]) -> Any:
        """The loop that a task runs in, or else the main one."""
        loops = self.observer.loops.all
        found = loops.get(record.loop or 0) if record is not None else None
        if found is None:
            main = main_ident()
            running = sorted((loop for loop in loops.values() if loop.running), key=lambda loop: loop.ident != main)
            found = running[0] if running else None
        loop = None if found is None else found.ref()
        if loop is None:
            raise Refusal(protocol.BAD_PARAMETERS, "no loop runs", "send a signal instead")
        return loop

    def circle(self, record: TaskRef) -> List[int]:
        """Tasks that wait for each other, where a cancellation of this one would come to them; none mostly."""
        by_serial = {one.serial: one for one in self.observer.scanner.known}
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
            stack += [(next_one, False) for next_one in awaits(self.observer, one, task)]
        return []

    def look(self) -> None:
        """After a look at the tasks: who has swallowed what was asked of it."""
        watch = self.watch
        if watch is None:
            return
        if self.tell is None and watch.asked:
            watch.look(self.observer.scanner.known, {})
        for record, place in watch.news():
            text = "#%d swallowed its cancellation" % record.serial
            self.observer.events.add("act", record.serial, record.name, text, place)
            if self.tell is not None:
                at = "" if place is None else " at %s:%d" % (os.path.basename(place.file), place.line)
                self.tell(text + at)
