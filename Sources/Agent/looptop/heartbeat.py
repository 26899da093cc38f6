"""Whether the loops answer: asked ten times a second, and looked at while they do not."""

import sys
import time
from typing import Any, Callable, Optional

from .busiest import Busiest
from .locations import Location, location
from .loop import Loop, current_task, thread_of
from .loops import Loops
from .meter import Meter
from .registry import TaskRef, record_of
from .slow import Sample, ThreadTimes, describe, thread_times
from .stacks import Chain, shown_place, thread_chain

BEAT = 0.1
"""Seconds between two looks at a loop."""
HURRY = 0.02
"""Seconds between two looks at a loop that seems to stand still."""
OVERDUE = 0.1
"""Seconds without an answer after which a loop counts as blocked."""

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


class Heartbeat:
    """How late the loops are, which of them is blocked, and where they are busy."""

    def __init__(self, loops: Loops) -> None:
        self.loops = loops
        self.slow = loops.slow
        self.busiest = Busiest()
        self.blocked: Optional[Blocked] = None
        self.hurry = False
        self.request_text: Callable[[Any], Optional[str]] = lambda task: None

    def beat(self, late: bool) -> Optional[float]:
        """Asks every loop for a sign of life; the worst lag now, or None where nothing was measured."""
        now = time.perf_counter()
        worst: Optional[float] = None
        self.blocked = None
        self.hurry = False
        for found in list(self.loops.all.values()):
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
            self.slow.ended(began, spent, queued, seen, self.times(found) if seen else None)
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
            self.slow.ended(answered - seconds, seconds, None, found.samples, self.times(found))
        found.samples.clear()

    def look(self, found: Loop, now: float, iteration: int, measure: bool = True) -> Sample:
        """One look at where a loop's thread stands; `measure`: with the times of the thread."""
        frame = sys._current_frames().get(found.ident or 0)
        chain = thread_chain(frame)
        del frame
        current = current_task(found.ref())
        task, name, coroutine = describe(current)
        request = self.request_text(current)
        del current
        times = self.times(found) if measure else None
        return Sample(now, iteration, in_callback(chain), task, name, coroutine, request, times)

    @staticmethod
    def times(found: Loop) -> Optional[ThreadTimes]:
        """What the kernel has counted of a loop's thread."""
        return thread_times(getattr(thread_of(found.ident), "native_id", None))

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
