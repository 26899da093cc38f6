"""The event loops: found when they start to run, asked ten times a second whether they answer."""

import sys
import threading
import time
from collections import deque
from selectors import BaseSelector
from typing import Any, Callable, Deque, Dict, List, Optional
from weakref import ref

from .busiest import Busiest
from .handlers import WAITING, follow_exceptions, unfollow_exceptions
from .locations import Location, location
from .meter import Meter
from .registry import TaskRef, record_of
from .slow import SAMPLES, Sample, Slow, describe, thread_seconds
from .stacks import Chain, shown_place, thread_chain
from .steps import Counter

BEAT = 0.1
"""Seconds between two looks at a loop."""
HURRY = 0.02
"""Seconds between two looks at a loop that seems to stand still."""
OVERDUE = 0.1
"""Seconds without an answer after which a loop counts as blocked."""


FROM_FRAMES = sys.version_info >= (3, 14)
"""Earlier versions keep their tasks where the agent finds them, and with them their loops. Only from 3.13 on do the
locals of a frame read from outside not write into it."""


_LOOP_FILES = ("/asyncio/base_events.py", "/asyncio/events.py", "/asyncio/runners.py", "/looptop/steps.py")
"""Where loops run their callbacks."""


class Blocked:
    """A loop that does not answer."""

    __slots__ = ("loop", "since", "late", "chain", "task")

    def __init__(self, loop: int, since: float, late: bool, chain: Chain, task: Optional[int]) -> None:
        self.loop = loop
        self.since = since
        self.late = late
        self.chain = chain
        self.task = task


class Loop:
    """One loop of the service; it is not kept alive."""

    def __init__(self, id: int, loop: Any) -> None:
        self.id = id
        self.ref = ref(loop)
        kind = type(loop)
        self.module = kind.__module__
        package = self.module.partition(".")[0]
        self.implementation = package if package in ("asyncio", "uvloop") else kind.__name__
        self.ident: Optional[int] = None
        self.running = False
        self.sent: Optional[float] = None
        self.answered: Optional[float] = None
        self.lag: Optional[float] = None
        self.meter: Optional[Meter] = None
        self.select: Any = None
        self.run_once: Any = None
        self.handler: Any = None
        self.samples: Deque[Sample] = deque(maxlen=SAMPLES)
        self.asked = 0.0
        self.alive = 0.0

    def answer(self) -> None:
        """Runs in the loop."""
        self.ident = threading.get_ident()
        self.answered = time.perf_counter()

    def watch_select(self, loop: Any, limit: float) -> None:
        """Wraps `select` of this loop's selector, where it has one in Python."""
        selector: Any = getattr(loop, "_selector", None)
        ready = getattr(loop, "_ready", None)
        is_known = isinstance(selector, BaseSelector)
        if self.meter is not None or ready is None or not is_known:
            return
        meter = self.meter = Meter(limit)
        select = meter.wrap(selector, ready)
        self.select = select
        selector.select = select

    def count(self, counter: Counter, looked: bool) -> None:
        """Counts steps from the next iteration on, where this loop is known."""
        loop: Any = self.ref()
        if self.run_once is None and self.running and loop is not None and counter.fits(loop):
            self.run_once = loop._run_once = counter.make(loop, looked)

    def uncount(self) -> None:
        """Puts the loop's own `_run_once` back, if it is still ours."""
        loop: Any = self.ref()
        if self.run_once is not None and loop is not None and vars(loop).get("_run_once") is self.run_once:
            del loop._run_once
        self.run_once = None

    def unwatch(self) -> None:
        """Puts `select` back, if it is still ours."""
        selector: Any = getattr(self.ref(), "_selector", None)
        if selector is not None and vars(selector).get("select") is self.select and self.select is not None:
            del selector.select
        self.meter = self.select = None


class Loops:
    """All loops that were seen, and how late they are."""

    def __init__(self) -> None:
        self.all: Dict[int, Loop] = {}
        self.by_id: Dict[int, Loop] = {}
        self.next_id = 1
        self.adding = threading.Lock()
        self.rows: List[Dict[str, Any]] = []
        self.frames_due = 0.0
        self.has_new = False
        self.blocked: Optional[Blocked] = None
        self.on_found: List[Any] = []
        self.counter: Optional[Counter] = None
        self.counting: Optional[str] = None
        self.busiest = Busiest()
        self.slow = Slow()
        self.request_text: Callable[[Any], Optional[str]] = lambda task: None
        self.told: Deque[Any] = deque(maxlen=WAITING)
        self.hurry = False

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

    def beat(self, late: bool) -> Optional[float]:
        """Asks every loop for a sign of life; the worst lag now, or None where nothing was measured."""
        now = time.perf_counter()
        worst: Optional[float] = None
        self.blocked = None
        self.hurry = False
        for found in list(self.all.values()):
            if not found.running:
                continue
            lag: Optional[float] = None
            if found.meter is not None and found.meter.is_reliable():
                found.sent = None
                self.watch_blocks(found, found.meter, now)
                lag = found.lag = self.measure(found, found.meter, late)
                if worst is None or lag > worst:
                    worst = lag
                continue
            if current_task(found.ref()) is None:
                self.busiest.sampled(now, None)
            else:
                self.busiest.sampled(now, busy_place(self.look(found, now, 0, measure=False).chain))
            if found.sent is not None:
                if found.answered is not None and found.answered >= found.sent:
                    lag = found.answered - found.sent
                    self.watch_answer(found, found.sent, found.answered)
                    found.sent = None
                else:
                    lag = now - found.sent
                    self.hurry = True
                    if lag > HURRY / 2:
                        found.samples.append(self.look(found, now, 0))
                    if lag > OVERDUE and (self.blocked is None or lag > now - self.blocked.since):
                        self.blocked = self.sample(found, found.sent, late)
                found.lag = lag
            if found.sent is None and now - found.asked >= BEAT:
                self.ask(found)
                self.hurry = True
            if lag is not None and (worst is None or lag > worst):
                worst = lag
        return worst

    def measure(self, found: Loop, meter: Meter, late: bool) -> float:
        """The lag of a metered loop: its longest iteration since the last time, or the one under way."""
        lag, meter.longest = meter.longest, 0.0
        iteration, since = meter.iterations, meter.began
        under_way = time.perf_counter() - since
        if meter.idle_since is not None:
            return lag
        if under_way > OVERDUE and (self.blocked is None or since < self.blocked.since):
            blocked = self.sample(found, since, late)
            if meter.idle_since is not None or meter.iterations != iteration:
                return lag  # it went on while we looked
            self.blocked = blocked
        return max(lag, under_way)

    def watch_blocks(self, found: Loop, meter: Meter, now: float) -> None:
        """Looks at the stack of a loop that is at work, and takes in the blocks that are over."""
        while meter.blocks:
            began, spent, iteration, queued = meter.blocks.popleft()
            seen = [sample for sample in found.samples if sample.iteration == iteration]
            self.slow.ended(began, spent, queued, seen)
        iteration = meter.iterations
        if meter.idle_since is not None:
            self.busiest.sampled(now, None)
            return
        under_way = now - meter.began
        sample = self.look(found, now, iteration, measure=under_way > self.slow.threshold / 4)
        if meter.iterations == iteration and meter.idle_since is None:
            found.samples.append(sample)
            self.busiest.sampled(now, busy_place(sample.chain))
            self.hurry = self.hurry or self.slow.threshold / 2 < under_way < 1.0

    def watch_answer(self, found: Loop, sent: float, answered: float) -> None:
        """A heartbeat came back: how long the loop stood still lies between its lag and the time since the last one."""
        lag, quiet = answered - sent, sent - found.alive
        found.alive = answered
        seconds = lag + min(quiet, BEAT) / 2
        limit = self.slow.threshold
        if lag >= limit or (seconds >= limit and lag >= limit / 3 and found.samples):
            self.slow.ended(answered - seconds, seconds, None, found.samples)
        found.samples.clear()

    def look(self, found: Loop, now: float, iteration: int, measure: bool = True) -> Sample:
        """One look at where a loop's thread stands; `measure`: with the CPU time of the thread."""
        frame = sys._current_frames().get(found.ident or 0)
        chain = thread_chain(frame)
        del frame
        current = current_task(found.ref())
        task, name, coroutine = describe(current)
        request = self.request_text(current)
        del current
        cpu = None
        if measure:
            thread = thread_of(found.ident)
            cpu = thread_seconds(getattr(thread, "native_id", None))
        return Sample(now, iteration, in_callback(chain), task, name, coroutine, request, cpu)

    def ask(self, found: Loop) -> None:
        loop = found.ref()
        if loop is None:
            return
        found.sent = found.asked = time.perf_counter()
        found.answered = None
        try:
            loop.call_soon_threadsafe(found.answer)
        except RuntimeError:  # closed since
            found.running, found.sent = False, None

    def sample(self, found: Loop, since: float, late: bool) -> Blocked:
        """Where the thread of a loop stands."""
        frame = sys._current_frames().get(found.ident or 0)
        chain = thread_chain(frame)
        del frame
        task = current_task(found.ref())
        record: Optional[TaskRef] = None if task is None else record_of(task)
        return Blocked(found.id, since, late, chain, None if record is None else record.serial)

    def forget(self) -> None:
        """In a forked child: the parent's loops do not run here."""
        self.adding = threading.Lock()
        self.blocked = None
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


def busy_place(chain: Chain) -> Optional[Location]:
    """The line that keeps a loop busy: of the service, else the innermost."""
    if chain and chain[-1][0].co_filename.endswith(_LOOP_FILES):
        return location(*chain[-1])
    return shown_place(chain)


def in_callback(chain: Chain) -> Chain:
    """The frames below the loop's own: what the loop has called."""
    for position in range(len(chain) - 1, -1, -1):
        if chain[position][0].co_filename.endswith(_LOOP_FILES):
            return chain[position + 1 :] or chain
    return chain


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


def current_task(loop: Any) -> Any:
    """The task that a loop runs, asked from any thread."""
    asyncio = sys.modules.get("asyncio")
    if loop is None or asyncio is None:
        return None
    return asyncio.tasks.current_task(loop)


def thread_of(ident: Optional[int]) -> Optional[threading.Thread]:
    """The thread with this identity."""
    for thread in threading.enumerate():
        if thread.ident == ident:
            return thread
    return None
