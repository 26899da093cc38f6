"""One look at all tasks, in slices: what is new, what has changed, what has ended."""

import sys
import time
from types import CoroutineType, GeneratorType
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple
from weakref import ref

from .effort import SLICE, Effort, sliced
from .errors import error_text
from .links import Links, await_links
from .locations import Location, created_at
from .loops import Loops
from .names import is_named
from .protocol import text
from .registry import ENDED, NEW, Registry, TaskRef
from .suspension import suspended_place
from .waits import UNKNOWN, Classifier

RESEND = 1.0
"""Seconds after which the steps of a task that only runs on are told again."""
LONGEST_SAMPLE = 1.0
"""Seconds that one sight of a running task stands for, at most."""

RUNNING, READY, WAITING, CANCELLING = range(4)
DONE, FAILED, CANCELLED = range(3)


class View(NamedTuple):
    """What of a task changes: shared by all tasks that do the same."""

    state: int
    location: Optional[Location]
    kind: Optional[str]
    on: Optional[str]
    on_task: Optional[int]


class End(NamedTuple):
    """The end of a task."""

    serial: int
    outcome: Optional[int]
    ended: float
    error: Optional[str]
    name: Optional[str]
    created: Optional[float]
    location: Optional[Location]


class Scanner:
    """Compares the service with what it was one tick ago."""

    def __init__(self, registry: Registry, loops: Loops, effort: Effort) -> None:
        self.registry = registry
        self.loops = loops
        self.effort = effort
        self.classifier = Classifier()
        self.tick = 0
        self.strays_due = 0.0
        self.known: List[TaskRef] = []
        self.views: Dict[View, View] = {}
        self.states = [0, 0, 0, 0]
        self.scanned = self.resend_due = time.time()
        self.resends = False
        self.ended_total = 0
        self.new: List[TaskRef] = []
        self.changed: List[TaskRef] = []
        self.ended: List[End] = []
        self.brief: List[End] = []
        self.on_sight: Tuple[Callable[[TaskRef, Any, Any, Links], None], ...] = ()

    def scan(self) -> Iterator[None]:
        """One tick; between two slices nothing of the service is held."""
        self.new, self.changed, self.ended, self.brief = [], [], [], []
        self.tick += 1
        if len(self.views) > 10_000:
            self.views.clear()
        self.classifier.learn()
        self.loops.discover()
        running = self.loops.running_tasks()
        states = [0, 0, 0, 0]
        known: List[TaskRef] = []
        now = time.time()
        since, self.scanned = min(now - self.scanned, LONGEST_SAMPLE), now
        self.resends = self.loops.counting is not None and now >= self.resend_due
        if self.resends:
            self.resend_due = now + RESEND
        slice_ends = time.perf_counter() + SLICE
        if sys.version_info >= (3, 14) and now > self.strays_due:
            self.registry.find_strays(sys.modules.get("asyncio"), self.loops.alive(), len(self.known))
            self.strays_due = time.time() + (1.0 if len(self.known) < 20_000 else 5.0)
        wanted = self.effort.wanted
        for position, record in enumerate(self.registry.references()):
            if position & 15 == 0 and time.perf_counter() > slice_ends:
                yield
                slice_ends = time.perf_counter() + SLICE
            task = record()
            if task is None:
                continue
            if type(record) is not TaskRef:
                record = self.registry.adopt(task)
            if record.seen == ENDED:
                continue
            if record.seen == NEW:
                record.fill()
            try:
                alive = self.look(record, task, running, now)
            except (AttributeError, TypeError, ValueError, RuntimeError):
                # a foreign task without asyncio's own attributes, or one that changed under the eyes
                alive = record.view is not None
            if wanted and record.serial in wanted:
                self.effort.begin(record, task)
            del task
            if alive:
                known.append(record)
                states[record.view.state] += 1
                if record.view.state == RUNNING and not self.effort.is_exact(record):
                    record.busy += since
        if self.loops.has_new:
            # a task has shown its loop: clients hear of that first
            self.loops.discover()
        tick = self.tick
        for position, record in enumerate(self.known):
            if position & 255 == 0 and time.perf_counter() > slice_ends:
                yield
                slice_ends = time.perf_counter() + SLICE
            if record.seen != tick and record.seen != ENDED:
                self.end(record, None, now, None)
        if tick == 1:
            # what is there counts as created, so that created - ended is what lives
            self.registry.before = self.registry.last_serial() - len(known)
        self.known = known
        self.states = states
        # creations that no tick saw have come and gone
        self.ended_total = max(self.ended_total, self.registry.created() - len(known))

    def look(self, record: TaskRef, task: Any, running: Dict[int, int], now: float) -> bool:
        """Brings the record up to date; false if the task has ended."""
        if task.done():
            if record.view is not None:
                self.end(record, *_outcome(task, now))
            else:
                self.note_brief(record, task, now)
            record.seen = ENDED
            return False
        first = record.view is None
        awaited = task._fut_waiter
        last = record.awaited
        if awaited is not None and last is not None and last() is awaited:
            state = CANCELLING if _is_cancelling(task) else WAITING
            if record.view.state != state:
                self.show(record, record.view._replace(state=state))
        else:
            links = self.refresh(record, task, awaited, running, now)
            for told in self.on_sight:
                told(record, task, awaited, links)
        if first:
            self.new.append(record)
        elif record.changed == self.tick or (self.resends and awaited is None):
            self.changed.append(record)
        record.seen = self.tick
        return True

    def refresh(self, record: TaskRef, task: Any, awaited: Any, running: Dict[int, int], now: float) -> Links:
        """Reads a task that has run since the last look; what it is suspended in."""
        if record.view is None:
            loop = self.loops.of(task._loop)
            record.loop = None if loop is None else loop.id
            record.coroutine = _coroutine_name(task._coro)
            created_at(record)
        name = _task_name(task)
        if name != record.name:
            record.name = name
            record.changed = record.renamed = self.tick
        links = await_links(task._coro)
        place = suspended_place(links, awaited is not None)
        if awaited is None:
            state = RUNNING if id(task) in running else CANCELLING if _is_cancelling(task) else READY
            record.awaited = record.since = None
            self.show(record, View(state, place, None, None, None))
            return links
        state = CANCELLING if _is_cancelling(task) else WAITING
        wait = self.classifier.wait(awaited, links) if links else UNKNOWN
        record.exact = record.view is not None or record.created is not None
        try:
            record.awaited = ref(awaited)
        except TypeError:
            record.awaited = None
        if not self.effort.is_exact(record):
            record.steps += 1  # it waits for something else than before: at least one more
        record.since = now
        record.changed = self.tick
        self.show(record, View(state, place, wait.kind, wait.on, wait.on_task))
        return links

    def show(self, record: TaskRef, view: View) -> None:
        """Keeps a view, the same object for the same content."""
        if view != record.view:
            record.view = self.views.setdefault(view, view) if view.on_task is None else view
            record.changed = self.tick

    def end(self, record: TaskRef, outcome: Optional[int], ended: float, error: Optional[str]) -> None:
        """Notes an end, once."""
        record.seen = ENDED
        place = created_at(record)
        self.ended.append(End(record.serial, outcome, ended, error, record.name, record.created, place))

    def note_brief(self, record: TaskRef, task: Any, now: float) -> None:
        """A task that came and went between two ticks, and that somebody still has: for the log, not the list."""
        outcome, ended, error = _outcome(task, now)
        name = _task_name(task)
        if outcome == FAILED or is_named(name):
            self.brief.append(End(record.serial, outcome, ended, error, name, record.created, created_at(record)))

    def find(self, serial: int) -> Optional[TaskRef]:
        """The record of a live task."""
        for record in sliced(self.known):
            if record.serial == serial:
                return record
        return None


def _outcome(task: Any, now: float) -> Tuple[Optional[int], float, Optional[str]]:
    if task.cancelled():
        return CANCELLED, now, None
    # not exception(): that would mark it as retrieved
    error = task._exception
    return (DONE, now, None) if error is None else (FAILED, now, error_text(error))


def _is_cancelling(task: Any) -> bool:
    if task._must_cancel:
        return True
    return sys.version_info >= (3, 11) and bool(task.cancelling() > 0)


def _task_name(task: Any) -> str:
    name = text(task.get_name())
    return "?" if name is None else name


def _coroutine_name(coroutine: Any) -> str:
    kind = type(coroutine)
    if kind in (CoroutineType, GeneratorType) or kind.__module__.startswith("_cython_"):
        return text(coroutine.__qualname__) or "?"
    return text(kind.__name__) or "?"
