"""Whether the loops answer: asked ten times a second, and looked at while they do not."""

from typing import Any, Callable, Dict, Optional

from ..reading.asking import ask
from ..reading.event_loop import current_task
from ..reading.locations import Location, location
from ..reading.record import TaskRef, record_of
from ..reading.stacks import Chain, in_callback, is_loops_own, shown_place, thread_chain
from ..reading.thread_frames import top_of
from ..reading.threads import thread_of
from ..real_time import time
from .busy_lines import Busiest
from .clocks import OwnRest, Stall, cpu_clock
from .loop import Loop
from .loops import Loops
from .samples import Sample, ThreadTimes, thread_times
from .select_meter import Meter
from .slow_callbacks import describe

BEAT = 0.1
"""Seconds between two looks at a loop."""
HURRY = 0.02
"""Seconds between two looks at a loop that seems to stand still."""
HURRIED = 1.0
"""Seconds after which a block is looked at no more often than anything else."""
OVERDUE = 0.1
"""Seconds without an answer after which a loop counts as blocked."""
UNDER_WAY = 0.5
"""Seconds after which a block counts among the slow ones although it is not over."""
KEPT = 0.06
"""Seconds for which the agent's own thread has to have been kept from running, to tell that something keeps the GIL."""
UNTOUCHED = 0.6
"""Seconds for which a loop in which something is due is left to itself, to see whether it goes on without us."""
RESTED_EVERY = 0.5
"""Seconds between two looks at what the kernel counted of a loop's thread while it was in no block."""
REST_EVERY = 1.0
"""Seconds between two looks at how long no CPU was free for the agent's thread."""


class Blocked:
    """A loop that does not answer."""

    __slots__ = ("loop", "since", "late", "at_least", "chain", "called", "place", "task", "rests")

    def __init__(
        self, found: Loop, since: float, late: bool, at_least: bool, chain: Chain, task: Optional[int]
    ) -> None:
        self.loop = found.id
        self.called = in_callback(chain, found.outside or 0)
        self.rests = found.rests()
        self.since = since
        self.late = late
        self.at_least = at_least
        self.chain = chain
        self.place = shown_place(self.called)
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
        self.rest = OwnRest()
        self.stall: Optional[Stall] = None
        self.seen: Dict[int, Sample] = {}
        self.on_beat: Callable[[Loop, float], None] = lambda loop, now: None

    def stalled(self, due: float, woke: float) -> None:
        """The agent meant to go on at `due`, and does only now; to be told before it lets go of the GIL again."""
        if woke - due >= KEPT and (self.stall is None or woke - due > self.stall.woke - self.stall.due):
            self.stall = Stall(due, woke)
            self.seen = self.glances(woke)

    def beat(self, late: bool) -> Optional[float]:
        """Asks every loop for a sign of life; the worst lag now, or None where nothing was measured."""
        now = time.perf_counter()
        worst: Optional[float] = None
        self.blocked = None
        self.hurry = False
        glances, self.seen = self.seen, {}
        stall, self.stall = self.of_gil(self.stall, now), None
        for found in list(self.loops.all.values()):
            if not found.running:
                self.slow.gave_up(found.id)
                continue
            meter = found.meter
            clock = cpu_clock(self.native(found))
            found.before, found.clock = found.clock, clock
            kept = self.kept(found, stall)
            glance = glances.get(found.id)
            if kept and glance is not None and (glance.chain or meter is not None):
                is_asked = found.sent is not None and (found.answered is None or found.answered < found.sent)
                if meter is None and not is_asked:
                    # it was not asked when it began to stand still
                    found.alive = max(found.alive, found.answered or 0.0)
                    found.samples.clear()
                    self.send(found, stall)
                found.samples.append(glance._replace(before=found.before, clock=clock, kept=kept))
            self.on_beat(found, now)
            if found.sent is None and meter is not None and meter.is_reliable():
                self.watch_blocks(found, meter, now)
                lag: Optional[float] = self.measure(found, meter, late)
            else:
                lag = self.ask(found, now, late)
            if lag is not None:
                found.lag = lag
                worst = lag if worst is None else max(lag, worst)
        return worst

    def glances(self, now: float) -> Dict[int, Sample]:
        """Where the loops stand right after the agent was kept from running, before it lets go of the GIL again: with
        the next chance they go on, and what comes then is not what kept it."""
        found: Dict[int, Sample] = {}
        for loop in list(self.loops.all.values()):
            if loop.running and (loop.meter is None or loop.meter.idle_since is None):
                found[loop.id] = self.look(loop, now, 0 if loop.meter is None else loop.meter.iterations, measure=False)
        return found

    def of_gil(self, stall: Optional[Stall], now: float) -> Optional[Stall]:
        """A stall in which the agent waited for the GIL; None where mostly the machine had no CPU for it."""
        if stall is None:
            self.rest.remember(now, REST_EVERY)
            return None
        seconds, rest = stall.woke - stall.due, self.rest.since()
        return None if rest is None or seconds - rest < max(KEPT, seconds / 5) else stall

    def kept(self, found: Loop, stall: Optional[Stall]) -> float:
        """Seconds for which the thread of a loop kept the GIL: nobody else could run, and it computed meanwhile."""
        if stall is None or found.clock is None or found.before is None:
            return 0.0
        seconds, cpu = stall.woke - stall.due, found.clock.cpu - found.before.cpu
        # Python code lets go after some milliseconds of its own on CPU, but it needs a CPU for that: on a machine with
        # too much to do it may stand still with the GIL in its hand. What it may have computed around the stall does
        # not count.
        within = cpu - max(0.0, found.clock.at - found.before.at - seconds)
        alone = cpu >= 0.8 * (found.clock.process - found.before.process) and within >= max(KEPT, seconds / 50)
        if alone or within >= seconds / 2:
            return seconds
        return seconds if cpu >= seconds / 2 and not self.was_starved(found, seconds) else 0.0

    def was_starved(self, found: Loop, seconds: float) -> bool:
        """True where the machine had no CPU for the thread of a loop, for a good part of these seconds or lately."""
        before, now = found.rested, self.times(found)
        return before is not None and now is not None and now.starved - before.starved >= seconds / 5

    @staticmethod
    def native(found: Loop) -> Optional[int]:
        """The number of a loop's thread for the kernel."""
        if found.native is None:
            thread = thread_of(found.ident)
            found.native = None if thread is None else thread.native
        return found.native

    def ask(self, found: Loop, now: float, late: bool) -> Optional[float]:
        """The lag of a loop that has no meter, or has not come by it yet: how long it takes to answer."""
        if current_task(found.ref()) is None:
            self.busiest.sampled(now, None)
        else:
            self.busiest.sampled(now, busy_place(self.look(found, now, 0, measure=False).chain))
        lag: Optional[float] = None
        if found.sent is not None:
            if found.answered is not None and found.answered >= found.sent:
                lag = found.answered - found.sent
                self.watch_answer(found, found.sent, found.answered)
                found.sent = None
            else:
                lag = now - found.sent
                self.hurry = self.hurry or lag < HURRIED
                if lag > HURRY / 2:
                    found.samples.append(self.look(found, now, 0))
                if lag > OVERDUE:
                    self.stands(found, found.sent, lag, late)
        is_due = found.sent is None and now - found.asked >= BEAT and not self.holds_back(found, now)
        if is_due and not (found.meter and found.meter.is_reliable()):
            self.send(found)
            self.hurry = True
        return lag

    @staticmethod
    def holds_back(found: Loop, now: float) -> bool:
        """True of a loop that has never been asked, and in which something is due: to ask would wake it."""
        is_due = found.meter is not None and found.meter.ready is not None and bool(found.meter.ready)
        return is_due and found.alive == 0.0 and now - found.met < UNTOUCHED

    def stands(self, found: Loop, sent: float, lag: float, late: bool) -> None:
        """A loop does not answer; one that never has may have stood for long when it was asked."""
        if found.meter is not None:
            found.meter.stood = lag
        if self.blocked is None or sent < self.blocked.since:
            self.blocked = self.sample(found, sent, late, found.alive == 0.0)
        if lag > UNDER_WAY:
            self.slow.under_way(found.id, sent, lag, found.samples, found.alive == 0.0)

    def measure(self, found: Loop, meter: Meter, late: bool) -> float:
        """The lag of a metered loop: its longest iteration since the last time, or the one under way."""
        lag, meter.longest = meter.longest, 0.0
        iteration, since = meter.iterations, meter.began
        under_way = time.perf_counter() - since
        if meter.idle_since is not None:
            return lag
        if under_way > OVERDUE and (self.blocked is None or since < self.blocked.since):
            blocked = self.sample(found, since, late, False)
            if meter.idle_since is not None or meter.iterations != iteration:
                return lag  # it went on while we looked
            self.blocked = blocked
        return max(lag, under_way)

    def watch_blocks(self, found: Loop, meter: Meter, now: float) -> None:
        """Looks at the stack of a loop that is at work, and takes in the blocks that are over."""
        while meter.blocks:
            began, spent, iteration, queued = meter.blocks.popleft()
            seen = [sample for sample in found.samples if sample.iteration == iteration]
            after = self.times(found) if seen else None
            self.slow.ended(began, spent, queued, seen, after, found.id, before=found.rested)
        iteration = meter.iterations
        if found.rested is None or now - found.rested.at >= RESTED_EVERY:
            if meter.idle_since is not None or now - meter.began < self.slow.threshold / 4:
                found.rested = self.times(found)
        if meter.idle_since is not None:
            self.busiest.sampled(now, None)
            return
        under_way = now - meter.began
        sample = self.look(found, now, iteration, measure=under_way > self.slow.threshold / 4)
        if meter.iterations == iteration and meter.idle_since is None:
            found.samples.append(sample)
            self.busiest.sampled(now, busy_place(sample.chain))
            self.hurry = self.hurry or self.slow.threshold / 2 < under_way < HURRIED
            if under_way > UNDER_WAY:
                self.slow.under_way(found.id, meter.began, under_way, found.samples)

    def watch_answer(self, found: Loop, sent: float, answered: float) -> None:
        """A heartbeat came back: how long the loop stood still lies between its lag and the time since the last one."""
        lag, quiet, is_first = answered - sent, sent - found.alive, found.alive == 0.0
        found.alive = answered
        seconds = lag if is_first else lag + min(quiet, BEAT) / 2
        limit = self.slow.threshold
        if lag >= limit or (seconds >= limit and lag >= limit / 3 and found.samples and not is_first):
            samples = list(found.samples)
            self.slow.ended(answered - seconds, seconds, None, samples, self.times(found), found.id, is_first)
        found.samples.clear()

    def look(self, found: Loop, now: float, iteration: int, measure: bool = True) -> Sample:
        """One look at where a loop's thread stands; `measure`: with the times of the thread."""
        frame = top_of(found.ident)
        chain = thread_chain(frame)
        del frame
        current = current_task(found.ref())
        task, name, coroutine = describe(current)
        request = self.request_text(current)
        del current
        times = self.times(found) if measure else None
        called = in_callback(chain, found.outside or 0)
        return Sample(now, iteration, called, task, name, coroutine, request, times, found.before, found.clock)

    def times(self, found: Loop) -> Optional[ThreadTimes]:
        """What the kernel has counted of a loop's thread."""
        return thread_times(self.native(found))

    def send(self, found: Loop, stall: Optional[Stall] = None) -> None:
        """Asks a loop for a sign of life; `stall`: it has stood still for as long as that."""
        loop = found.ref()
        if loop is None:
            return
        found.asked = time.perf_counter()
        found.sent = found.asked if stall is None else stall.due
        found.answered = None
        if not ask(loop, found.answer):
            found.sent = None  # closed since, or it cannot be asked without running code of the service

    def sample(self, found: Loop, since: float, late: bool, at_least: bool) -> Blocked:
        """Where the thread of a loop stands."""
        frame = top_of(found.ident)
        chain = thread_chain(frame)
        del frame
        task = current_task(found.ref())
        record: Optional[TaskRef] = None if task is None else record_of(task)
        return Blocked(found, since, late, at_least, chain, None if record is None else record.serial)


def busy_place(chain: Chain) -> Optional[Location]:
    """The line that keeps a loop busy: of the service, else the innermost."""
    if chain and is_loops_own(chain[-1][0]):
        return location(*chain[-1])
    return shown_place(chain)
