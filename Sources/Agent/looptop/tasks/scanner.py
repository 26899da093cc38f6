"""One look at all tasks, in slices: what is new, what has changed, what has ended."""

import sys
from collections import deque
from types import CoroutineType, GeneratorType
from typing import Any, Callable, Deque, Dict, Generator, Iterator, List, NamedTuple, Optional, Tuple
from weakref import ref

from ..loops.loops import Loops
from ..reading.await_chain import Links, await_links, is_cython
from ..reading.errors import error_text
from ..reading.futures import futures
from ..reading.locations import Location, created_at
from ..reading.record import ENDED, NEW, TaskRef
from ..reading.sliced import SLICE, sliced
from ..reading.suspension import be_frugal, suspended_place
from ..reading.task_names import is_named
from ..reading.wait_kinds import UNKNOWN, Classifier
from ..real_time import time
from ..remote.waits import Remote
from ..safe import class_module, class_name, exact, field_in_c, module
from ..text import text
from ..trouble import troubles
from .accounting import Effort
from .creation_hook import Registry, Unlisted
from .failures import Failures
from .running_frames import running_place
from .states import CANCELLED, CANCELLING, DONE, FAILED, READY, RUNNING, WAITING

RESEND = 1.0
"""Seconds after which the steps of a task that only runs on are told again."""
PUZZLED = 15.0
"""Seconds for which a task that does not go on is read again and again, where something about it was not known."""
MOST_PUZZLES = 500
"""Tasks that one tick reads again for that."""
FRESH = 2.5
"""Seconds: what has begun between two looks that are further apart began some time between them, who knows when."""
LONGEST_SAMPLE = 1.0
"""Seconds that one sight of a running task stands for, at most."""


class View(NamedTuple):
    """What of a task changes: shared by all tasks that do the same."""

    state: int
    location: Optional[Location]
    kind: Optional[str]
    on: Optional[str]
    on_task: Optional[int]
    peer: Optional[str] = None


class End(NamedTuple):
    """The end of a task."""

    serial: int
    outcome: Optional[int]
    ended: float
    error: Optional[str]
    name: Optional[str]
    created: Optional[float]
    location: Optional[Location]
    failed_at: Optional[Location] = None


class Puzzle(NamedTuple):
    """A task of which something is not known yet, such as the number of the one that it awaits."""

    record: TaskRef
    ends: float


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
        self.is_whole = False  # until the first tick is over
        self.puzzles: Deque[Puzzle] = deque()
        self.remote = Remote(self.classifier, self.show)
        self.views: Dict[View, View] = {}
        self.states = [0, 0, 0, 0]
        self.scanned = self.resend_due = time.time()
        self.gap = 0.0
        self.resends = False
        self.ended_total = 0
        self.new: List[TaskRef] = []
        self.changed: List[TaskRef] = []
        self.ended: List[End] = []
        self.brief: List[End] = []
        self.failures = Failures()
        self.on_sight: Tuple[Callable[[TaskRef, Any, Any, Links], None], ...] = ()

    def scan(self) -> Iterator[None]:
        """One tick; between two slices nothing of the service is held."""
        self.new, self.changed, self.ended, self.brief = [], [], [], []
        self.tick += 1
        self.failures.begin()
        if len(self.views) > 10_000:
            self.views.clear()
        self.classifier.learn()
        be_frugal(len(self.known))
        self.loops.discover()
        running = self.loops.running_tasks()
        states = [0, 0, 0, 0]
        known: List[TaskRef] = []
        now = time.time()
        self.gap = now - self.scanned
        since, self.scanned = min(self.gap, LONGEST_SAMPLE), now
        self.resends = self.loops.counting is not None and now >= self.resend_due
        if self.resends:
            self.resend_due = now + RESEND
        slice_ends = time.perf_counter() + SLICE
        if sys.version_info >= (3, 14) and now > self.strays_due:
            self.find_strays()
            self.strays_due = time.time() + (1.0 if len(self.known) < 20_000 else 5.0)
        records = yield from self.adopt_all()
        slice_ends = time.perf_counter() + SLICE
        for position, record in enumerate(records):
            if position & 15 == 0 and time.perf_counter() > slice_ends:
                yield
                slice_ends = time.perf_counter() + SLICE
            task = record()
            if task is None:
                continue
            if record.seen == ENDED:
                continue
            if record.seen == NEW:
                record.fill()
            try:
                alive = self.look(record, task, running, now)
            except Exception as error:
                # a foreign task without asyncio's own attributes, or one that changed under the eyes
                troubles.saw("the look at a task", error)
                alive = self.keep(record)
            if self.effort.wanted and record.serial in self.effort.wanted:
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
        self.solve(now)
        self.changed += self.remote.look(now, self.tick)
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
        self.is_whole = True
        self.states = states
        # creations that no tick saw have come and gone
        self.ended_total = max(self.ended_total, self.registry.created() - len(known))

    def find_strays(self) -> None:
        """Tasks that the hook has not seen; that they cannot be listed is told where there surely were some."""
        try:
            self.registry.find_strays(module("asyncio"), self.loops.alive(), len(self.known))
        except Unlisted as error:
            if self.loops.late and not self.is_whole:
                troubles.note("the search for tasks from before the agent", error)

    def adopt_all(self) -> Generator[None, None, List[TaskRef]]:
        """The records of all tasks; those from before the hook get theirs here.

        All of them before the first is looked at: one that awaits another can only tell which if that has its number.
        """
        records: List[TaskRef] = []
        slice_ends = time.perf_counter() + SLICE
        for position, reference in enumerate(self.registry.references()):
            if position & 15 == 0 and time.perf_counter() > slice_ends:
                yield
                slice_ends = time.perf_counter() + SLICE
            if type(reference) is TaskRef:
                records.append(reference)
            else:
                task = reference()
                if task is not None:
                    records.append(self.registry.adopt(task))
                del task
        return records

    def look(self, record: TaskRef, task: Any, running: Dict[int, int], now: float) -> bool:
        """Brings the record up to date; false if the task has ended."""
        try:
            done = futures.done_in_c(task)
        except TypeError:
            done = futures.done(task)
        if done:
            if record.view is not None:
                self.end(record, *_outcome(task, now), self.failures.fell(record, task, now))
            else:
                self.note_brief(record, task, now)
            record.seen = ENDED
            return False
        first = record.view is None
        if first and self.loops.is_foreign(futures.loop(task)):
            record.seen = ENDED
            return False
        awaited = task._fut_waiter if type(task) is futures.task else futures.awaited(task)
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

    def keep(self, record: TaskRef) -> bool:
        """A task of which nothing new could be read: it is as it was, or there, and what it does is unknown."""
        if record.view is None:
            record.name = record.name or "?"
            self.show(record, View(WAITING, None, UNKNOWN.kind, None, None))
            self.new.append(record)
        record.seen = self.tick
        return True

    def refresh(self, record: TaskRef, task: Any, awaited: Any, running: Dict[int, int], now: float) -> Links:
        """Reads a task that has run since the last look; what it is suspended in."""
        if record.view is None:
            self.identify(record, task)
            created_at(record)
        name = _task_name(task)
        if name != record.name:
            record.name = name
            record.changed = record.renamed = self.tick
        links = await_links(futures.coroutine(task))
        place = suspended_place(links, awaited is not None)
        if awaited is None:
            state = RUNNING if id(task) in running else CANCELLING if _is_cancelling(task) else READY
            if state == RUNNING:
                place = running_place(self.loops.all.get(running[id(task)]), task, links) or place
            record.awaited = record.since = None
            self.show(record, View(state, place, None, None, None))
            return links
        state = CANCELLING if _is_cancelling(task) else WAITING
        wait = self.classifier.wait(awaited, links) if links else UNKNOWN
        gap = self.gap if record.view is not None else FRESH + 1 if record.created is None else now - record.created
        record.exact = gap <= FRESH
        try:
            record.awaited = ref(awaited)
        except TypeError:
            record.awaited = None
        if not self.effort.is_exact(record):
            record.steps += 1  # it waits for something else than before: at least one more
        began = self.remote.began(record, links, now)
        peer = record.view.peer if began == record.since and record.view is not None else None
        is_new = began != record.since
        record.since = began
        record.changed = self.tick
        self.show(record, View(state, place, wait.kind, wait.on, wait.on_task, peer))
        if is_puzzling(record):
            self.puzzles.append(Puzzle(record, now + PUZZLED))
        if is_new:
            self.remote.note(record, wait, now)
        return links

    def solve(self, now: float) -> None:
        """Reads again what was not known when it was read: a task that does not go on is not met otherwise.

        The awaited task, for one, may have got its number since.
        """
        for _ in range(min(len(self.puzzles), MOST_PUZZLES)):
            puzzle = self.puzzles.popleft()
            record = puzzle.record
            task = record()
            if task is None or record.seen == ENDED or not is_puzzling(record) or now > puzzle.ends:
                continue
            try:
                self.read_again(record, task)
            except Exception as error:
                troubles.saw("the second look at a task", error)  # mostly, it ran on: the next tick sees it
            if is_puzzling(record):
                self.puzzles.append(puzzle)

    def read_again(self, record: TaskRef, task: Any) -> None:
        """A task that still waits for what it waited for."""
        awaited = futures.awaited(task)
        if awaited is None or record.awaited is None or record.awaited() is not awaited:
            return
        before = record.loop, record.coroutine
        self.identify(record, task)
        links = await_links(futures.coroutine(task))
        wait = self.classifier.wait(awaited, links) if links else UNKNOWN
        place = suspended_place(links, True)
        changed = record.changed
        if (record.loop, record.coroutine) != before:
            record.changed = self.tick
        self.show(record, View(record.view.state, place, wait.kind, wait.on, wait.on_task))
        if changed != record.changed == self.tick:
            self.changed.append(record)
        for told in self.on_sight:
            told(record, task, awaited, links)

    def identify(self, record: TaskRef, task: Any) -> None:
        """What of a task never changes once it is known."""
        loop = self.loops.of(futures.loop(task))
        record.loop = None if loop is None else loop.id
        record.coroutine = _coroutine_name(futures.coroutine(task))

    def show(self, record: TaskRef, view: View) -> None:
        """Keeps a view, the same object for the same content."""
        if view != record.view:
            alike = view.on_task is None and view.peer is None
            record.view = self.views.setdefault(view, view) if alike else view
            record.changed = self.tick

    def end(
        self,
        record: TaskRef,
        outcome: Optional[int],
        ended: float,
        error: Optional[str],
        failed_at: Optional[Location] = None,
    ) -> None:
        """Notes an end, once."""
        record.seen = ENDED
        place = created_at(record)
        self.ended.append(End(record.serial, outcome, ended, error, record.name, record.created, place, failed_at))

    def note_brief(self, record: TaskRef, task: Any, now: float) -> None:
        """A task that came and went between two ticks, and that somebody still has: for the log, not the list."""
        outcome, ended, error = _outcome(task, now)
        name = _task_name(task)
        if outcome == FAILED or is_named(name):
            record.name = record.name or name
            fell = self.failures.fell(record, task, now)
            self.brief.append(End(record.serial, outcome, ended, error, name, record.created, created_at(record), fell))

    def find(self, serial: int) -> Optional[TaskRef]:
        """The record of a live task."""
        for record in sliced(self.known):
            if record.serial == serial:
                return record
        return None


def is_puzzling(record: TaskRef) -> bool:
    """True while something is not known that another look may tell."""
    view = record.view
    if view is None or view.kind is None:
        return False
    return (view.kind == "task" and view.on_task is None) or view.kind == "unknown" or record.loop is None


def _outcome(task: Any, now: float) -> Tuple[Optional[int], float, Optional[str]]:
    if futures.cancelled(task):
        return CANCELLED, now, None
    # not exception(): that would mark it as retrieved
    error = futures.error(task)
    return (DONE, now, None) if error is None else (FAILED, now, error_text(error))


def _is_cancelling(task: Any) -> bool:
    if type(task) is futures.task:
        return bool(task._must_cancel) or futures.cancel_requests(task) > 0
    return futures.must_cancel(task) or futures.cancel_requests(task) > 0


def _task_name(task: Any) -> str:
    return futures.name(task)


def _coroutine_name(coroutine: Any) -> str:
    kind = type(coroutine)
    if kind is CoroutineType or kind is GeneratorType:
        return text(exact(coroutine.__qualname__)) or "?"
    if is_cython(kind):
        return text(exact(field_in_c(coroutine, class_module(kind), "__qualname__"))) or "?"
    return text(class_name(kind)) or "?"
