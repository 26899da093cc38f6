"""The event loops of the service: found when they start to run, or where they ran before the agent came."""

import sys
import threading
import time
from collections import deque
from typing import Any, Deque, Dict, List, Optional

from .handlers import WAITING, follow_exceptions, unfollow_exceptions
from .loop import Loop, current_task, thread_of
from .slow import Slow
from .steps import Counter

FROM_FRAMES = sys.version_info >= (3, 14)
"""Earlier versions keep their tasks where the agent finds them, and with them their loops. Only from 3.13 on do the
locals of a frame read from outside not write into it."""


class Loops:
    """All loops that were seen."""

    def __init__(self) -> None:
        self.all: Dict[int, Loop] = {}
        self.by_id: Dict[int, Loop] = {}
        self.next_id = 1
        self.adding = threading.Lock()
        self.rows: List[Dict[str, Any]] = []
        self.frames_due = 0.0
        self.has_new = False
        self.on_found: List[Any] = []
        self.counter: Optional[Counter] = None
        self.counting: Optional[str] = None
        self.slow = Slow()
        self.told: Deque[Any] = deque(maxlen=WAITING)

    def of(self, loop: Any) -> Optional[Loop]:
        """What is known of a loop; it is known from now on."""
        if loop is None:
            return None
        found = self.by_id.get(id(loop))
        if found is not None and found.ref() is loop:
            return found
        with self.adding:
            found = self.by_id.get(id(loop))
            if found is not None and found.ref() is loop:
                return found
            try:
                found = Loop(self.next_id, loop)
            except TypeError:
                return None
            self.next_id += 1
            self.has_new = True
            self.all[found.id] = self.by_id[id(loop)] = found
        for told in self.on_found:
            try:
                told(loop)
            except Exception:
                break  # a loop that takes no task factory: its tasks are found by polling
        return found

    def started(self, loop: Any) -> None:
        """A loop begins to run in the calling thread."""
        found = self.of(loop)
        if found is not None:
            found.ident = threading.get_ident()
            found.sent = None
            found.running = True
            found.watch_select(loop, self.slow.threshold)
            if found.meter is not None:
                found.meter.restart()
            self.count(found)

    def stopped(self) -> None:
        """No loop runs in the calling thread any more."""
        ident = threading.get_ident()
        for found in list(self.all.values()):
            if found.ident == ident and found.running:
                found.running = False
                found.sent = None
                found.uncount()  # it goes round in a circle with its loop

    def count_steps(self, counting: Optional[str]) -> None:
        """Counts the steps of `all` tasks, of those `looked` at, or none; switched between two iterations of a loop."""
        if counting != self.counting:
            for found in list(self.all.values()):
                found.uncount()
        self.counting = counting
        for found in list(self.all.values()):
            self.count(found)

    def count(self, found: Loop) -> None:
        """Counts the steps of a loop, if that is wanted."""
        asyncio = sys.modules.get("asyncio")
        if self.counting is None or asyncio is None:
            return
        if self.counter is None:
            self.counter = Counter(asyncio)
        found.count(self.counter, self.counting == "looked")

    def is_counted(self, id: Optional[int]) -> bool:
        """True if the steps of this loop's tasks are counted, at least of those that are looked at."""
        found = self.all.get(id or 0)
        loop = found.ref() if found is not None and found.run_once is not None else None
        return loop is not None and not loop.get_debug()

    def steps(self) -> Optional[int]:
        """Steps of all tasks counted so far; None while those of a running loop are not."""
        running = [found.id for found in list(self.all.values()) if found.running]
        if self.counting != "all" or self.counter is None or not running or not all(map(self.is_counted, running)):
            return None
        return self.counter.steps

    def discover(self) -> None:
        """Forgets loops that are gone, and finds out about those that started before the agent."""
        if FROM_FRAMES and time.perf_counter() >= self.frames_due:
            self.frames_due = time.perf_counter() + 1.0
            self.discover_in_frames()
        for found in list(self.all.values()):
            loop = found.ref()
            if loop is None or loop.is_closed():
                del self.all[found.id]
                for key in [key for key, value in list(self.by_id.items()) if value is found]:
                    del self.by_id[key]
                continue
            ident = getattr(loop, "_thread_id", None)
            if ident is not None:
                found.ident = ident
            found.running = bool(loop.is_running())
            if found.running and found.meter is None:
                found.watch_select(loop, self.slow.threshold)
            if found.running and found.handler is None:
                found.handler = follow_exceptions(loop, self.told) or False
            self.count(found)
        self.has_new = False
        self.rows = [self.row(found) for found in list(self.all.values())]

    def discover_in_frames(self) -> None:
        """Finds loops that began to run unseen, such as uvloop's where it was imported before the agent."""
        owners = _owners()
        own = threading.get_ident()
        for ident, top in sys._current_frames().items():
            frame: Any = top if ident != own else None
            while frame is not None:
                attribute = owners.get(id(frame.f_code))
                if attribute is not None:
                    owner = frame.f_locals.get("self")
                    found = self.of(getattr(owner, attribute, None) if attribute else owner)
                    if found is not None:
                        found.ident = ident
                    break
                frame = frame.f_back

    def alive(self) -> List[Any]:
        """The loops themselves."""
        loops = [found.ref() for found in list(self.all.values())]
        return [loop for loop in loops if loop is not None]

    def row(self, found: Loop) -> Dict[str, Any]:
        """One row of `loops`."""
        loop = found.ref()
        thread = thread_of(found.ident) if found.running else None
        return {
            "id": found.id,
            "implementation": found.implementation,
            "module": found.module,
            "running": found.running,
            "debug": None if loop is None else bool(loop.get_debug()),
            "thread": getattr(thread, "native_id", None),
            "thread_name": None if thread is None else thread.name,
            "main": thread is threading.main_thread(),
        }

    def running_tasks(self) -> Dict[int, int]:
        """id() of the task that each loop runs right now: the loop's number."""
        running: Dict[int, int] = {}
        for found in list(self.all.values()):
            task = current_task(found.ref())
            if task is not None:
                running[id(task)] = found.id
        return running

    def forget(self) -> None:
        """In a forked child: the parent's loops do not run here."""
        self.adding = threading.Lock()
        self.count_steps(None)
        for found in list(self.all.values()):
            found.running, found.sent = False, None
            found.samples.clear()

    def release(self) -> None:
        """Puts every selector and every `_run_once` back."""
        self.count_steps(None)
        for found in list(self.all.values()):
            found.unwatch()
            loop = found.ref()
            if loop is not None and found.handler:
                unfollow_exceptions(loop, found.handler)
            found.handler = None


def _owners() -> Dict[int, str]:
    """id() of the code that runs a loop: where its `self` keeps the loop; empty where it is the loop itself."""
    owners: Dict[int, str] = {}
    for module, kind, method, attribute in (
        ("asyncio.runners", "Runner", "run", "_loop"),
        ("asyncio.base_events", "BaseEventLoop", "run_forever", ""),
    ):
        code = getattr(getattr(getattr(sys.modules.get(module), kind, None), method, None), "__code__", None)
        if code is not None:
            owners[id(code)] = attribute
    return owners
