"""The event loops of the service: found when they start to run, or where they ran before the agent came."""

import sys
import threading
from typing import Any, Deque, Dict, List, Optional, Set, Tuple
from weakref import ref

from ..process.start_time import process_started
from ..reading import event_loop
from ..reading.await_chain import await_links
from ..reading.event_loop import current_task
from ..reading.futures import futures
from ..reading.threads import main_ident, thread_of
from ..real_time import time
from . import sightings
from .control_loop import is_control_loop, is_control_thread
from .exception_handler import follow_exceptions, unfollow_exceptions
from .loop import Loop
from .run_once import Counter
from .slow_callbacks import Slow
from .stillness import Stillness

SIGHT_EVERY = 1.0
"""Seconds between two looks for loops that no task shows."""
YOUNG = 10.0
"""Seconds of a process's life in which it may still be on the way to its loop."""


class Loops:
    """All loops that were seen."""

    def __init__(self, told: Deque[Any]) -> None:
        self.all: Dict[int, Loop] = {}
        self.by_id: Dict[int, Loop] = {}
        self.closed: List[Loop] = []
        self.foreign: Dict[int, Any] = {}
        self.next_id = 1
        self.adding = threading.Lock()
        self.no_loop: Optional[str] = "starting"
        self.rows: List[Dict[str, Any]] = []
        self.late = False
        self.hidden = False
        self.sight_due = 0.0
        self.process_started = process_started()
        self.stillness = Stillness()
        self.has_new = False
        self.on_found: List[Any] = []
        self.counter: Optional[Counter] = None
        self.counting: Optional[str] = None
        self.slow = Slow()
        self.told = told

    def of(self, loop: Any) -> Optional[Loop]:
        """What is known of a loop; it is known from now on."""
        if loop is None:
            return None
        found = self.by_id.get(id(loop))
        if found is not None and found.ref() is loop:
            return found
        if self.is_foreign(loop):
            return None
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

    def is_foreign(self, loop: Any) -> bool:
        """True for a loop that is none of the service's, and whose tasks are not its tasks."""
        known = self.foreign.get(id(loop))
        if known is not None and known() is loop:
            return True
        if not (is_control_loop(loop) or is_control_thread()):
            return False
        alive = [(key, known) for key, known in list(self.foreign.items()) if known() is not None]
        self.foreign = {**dict(alive), id(loop): ref(loop)}
        return True

    def started(self, loop: Any) -> None:
        """A loop begins to run in the calling thread."""
        found = self.of(loop)
        if found is not None:
            found.ident, found.native = threading.get_ident(), threading.get_native_id()
            found.sent = found.clock = found.before = None
            found.alive = time.perf_counter()
            found.outside = None
            found.watch_select(loop, self.slow.threshold)
            if found.meter is not None:
                found.meter.restart()  # before it counts as running: until now it did nothing
            found.running = True
            self.count(found)

    def runs(self, loop: Any, ident: int, native: int) -> None:
        """A loop runs in a thread for some time already; what is put around it comes with the next look."""
        found = self.of(loop)
        if found is not None and not found.running:
            found.ident, found.native, found.running = ident, native, True
            found.alive = time.perf_counter()

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
        return loop is not None and not event_loop.debug(loop)

    def steps(self) -> Optional[int]:
        """Steps of all tasks counted so far; None while those of a running loop are not."""
        running = [found.id for found in list(self.all.values()) if found.running]
        if self.counting != "all" or self.counter is None or not running or not all(map(self.is_counted, running)):
            return None
        return self.counter.steps

    def discover(self) -> None:
        """Forgets loops that are gone, and finds out about those that started before the agent."""
        if self.late and (self.has_new or time.perf_counter() >= self.sight_due):
            self.sight_due = time.perf_counter() + SIGHT_EVERY
            self.sight()
        for found in list(self.all.values()):
            loop = found.ref()
            if loop is None or event_loop.is_closed(loop):
                if loop is not None:
                    # it has a function of ours still, which is emptied as garbage before the loop is, unless we keep it
                    self.closed.append(found)
                    found.unwatch()
                del self.all[found.id]
                for key in [key for key, value in list(self.by_id.items()) if value is found]:
                    del self.by_id[key]
                continue
            ident = event_loop.thread_ident(loop)
            if ident is not None and ident != found.ident:
                found.ident, found.native = ident, None
            running = event_loop.is_running(loop)
            found.running = found.running if running is None else running
            if found.running and found.meter is None:
                found.watch_select(loop, self.slow.threshold)
            if found.running and found.handler is None:
                found.handler = follow_exceptions(loop, self.told) or False
            self.count(found)
        self.closed = [found for found in self.closed if found.ref() is not None]
        self.has_new = False
        self.no_loop = self.absence()
        self.rows = [self.row(found) for found in list(self.all.values())]

    def came_late(self, here: Optional[Tuple[int, Any]]) -> bool:
        """asyncio was there before the agent, and loops may run: true where one is found. `here`: one that is known."""
        self.late = True
        found = self.of(here[1]) if here is not None else None
        if found is not None and here is not None:
            found.ident = here[0]
        self.sight()
        return bool(self.all)

    def sight(self) -> None:
        """Finds loops that began to run unseen and have no task."""
        sight = sightings.look(threading.get_ident())
        self.hidden = sight.hidden
        for loop, ident in sight.loops:
            found = self.of(loop)
            if found is not None and ident is not None:
                found.ident = ident
        places = {found.ident for found in list(self.all.values())}
        lost = [found for found in list(self.all.values()) if found.ident is None and _is_running(found.ref())]
        for found in lost:
            self.place(found, sight.hosts - places, len(lost) == 1)

    def place(self, found: Loop, hosts: Set[int], is_only_one: bool) -> None:
        """The thread of a loop that does not tell it: the one that runs its task, or the only one left."""
        task = current_task(found.ref())
        links = [] if task is None else await_links(futures.coroutine(task))
        idents = sightings.threads_in(links[0][0]) if links else set()
        if len(idents) != 1:
            idents = hosts if is_only_one else set()
        if len(idents) == 1:
            found.ident = next(iter(idents))

    def absence(self) -> Optional[str]:
        """Where there is no loop, what is known of that.

        `starting`: the process is young and does something, or imports; `unknown`: one may run that cannot be seen from
        here; `trio`: none of asyncio's; `none`.
        """
        if self.all:
            return None
        if sightings.trio_runs():
            return "trio"
        stands_still = self.stillness.look()
        is_young = time.time() - self.process_started < YOUNG and not stands_still
        if is_young or sightings.is_importing():
            return "starting"
        return "unknown" if self.hidden else "none"

    def alive(self) -> List[Any]:
        """The loops themselves."""
        loops = [found.ref() for found in list(self.all.values())]
        return [loop for loop in loops if loop is not None]

    def wire(self) -> Dict[str, Any]:
        """Params of `loops`."""
        return {"rows": self.rows, "none": self.no_loop}

    def row(self, found: Loop) -> Dict[str, Any]:
        """One row of `loops`."""
        loop = found.ref()
        thread = thread_of(found.ident) if found.running else None
        return {
            "id": found.id,
            "implementation": found.implementation,
            "module": found.module,
            "running": found.running,
            "debug": None if loop is None else event_loop.debug(loop),
            "thread": None if thread is None else thread.native,
            "thread_name": None if thread is None else thread.name,
            "main": thread is not None and thread.ident == main_ident(),
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
            found.running, found.sent, found.native, found.clock = False, None, None, None
            found.samples.clear()

    def release(self) -> None:
        """Puts every selector and every `_run_once` back."""
        self.count_steps(None)
        closed, self.closed = self.closed, []
        for found in [*self.all.values(), *closed]:
            found.unwatch()
            loop = found.ref()
            if loop is not None and found.handler:
                unfollow_exceptions(loop, found.handler)
            found.handler = None


def _is_running(loop: Any) -> bool:
    return loop is not None and event_loop.is_running(loop) is True
