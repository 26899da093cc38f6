"""Looks at a loop that does not wait, and what they tell of a block: how much of it the thread computed."""

from typing import List, NamedTuple, Optional

from ..reading.stacks import Chain
from ..real_time import time
from .clocks import Clock

LEAST_SPAN = 0.015
"""Seconds that have to lie between two looks for shares of them: the kernel counts in steps of a few milliseconds."""


class ThreadTimes(NamedTuple):
    """What the kernel has counted of a thread, seconds; `at` on the clock of `perf_counter`."""

    at: float
    on_cpu: float
    starved: float
    """Ready to run, and no CPU was free."""


class Sample(NamedTuple):
    """One look at the stack of a loop that does not wait."""

    at: float
    iteration: int
    chain: Chain
    task: Optional[int]
    name: Optional[str]
    coroutine: Optional[str]
    request: Optional[str]
    times: Optional[ThreadTimes]
    before: Optional[Clock] = None
    """The clock of the thread at the last look at the loop."""
    clock: Optional[Clock] = None
    kept: float = 0.0
    """Seconds for which the thread had kept the GIL, and the agent had to wait for this look."""


class Shares(NamedTuple):
    """How much of a block the thread computed or would have, and how much the machine kept it from that; 0 to 1.

    `starved` is None where only the clock of the thread is known.
    """

    cpu: float
    starved: Optional[float]


def shares(
    samples: List[Sample], ended: float, after: Optional[ThreadTimes], began: Optional[float] = None
) -> Optional[Shares]:
    """Between the first and the last look; of a block that was looked at once up to its end, where that was lately.

    Where the agent was kept from looking more often, the thread's clock tells what there was before the first look.
    """
    known = [sample.times for sample in samples if sample.times is not None]
    if not known:
        return _before(samples, began)
    first, last, span = known[0], known[-1], known[-1].at - known[0].at
    if began is not None and first.at - began > max(span, ended - first.at):
        before, between = _before(samples, began), _between(first, last, span)
        return between if before is None else before._replace(starved=None if between is None else between.starved)
    if span < LEAST_SPAN:
        span = ended - first.at
        if after is None or span < LEAST_SPAN or after.at - ended > span / 2:
            return _before(samples, began)
        last = after
    return _between(first, last, span)


def _before(samples: List[Sample], began: Optional[float]) -> Optional[Shares]:
    """Up to the first look, from the one before the block; None where what came before the block may decide."""
    before, clock = (samples[0].before, samples[0].clock) if samples else (None, None)
    if began is None or before is None or clock is None:
        return None
    span = clock.at - max(began, before.at)
    if span < LEAST_SPAN:
        return None
    share = (clock.cpu - before.cpu) / span
    if share - max(0.0, began - before.at) / span < 0.5:
        return None  # it may have computed before, or have waited for a CPU
    return Shares(round(min(1.0, share), 3), None)


def computed(sample: Sample) -> float:
    """Seconds on CPU since the last look."""
    return 0.0 if sample.before is None or sample.clock is None else sample.clock.cpu - sample.before.cpu


def _between(first: ThreadTimes, last: ThreadTimes, span: float) -> Optional[Shares]:
    """Between two looks, so many seconds apart."""
    if span < LEAST_SPAN:
        return None
    starved = min(1.0, max(0.0, (last.starved - first.starved) / span))
    cpu = min(1.0, max(0.0, starved + (last.on_cpu - first.on_cpu) / span))
    return Shares(round(cpu, 3), starved)


def starved_in(
    before: Optional[ThreadTimes], after: Optional[ThreadTimes], began: float, seconds: float
) -> Optional[float]:
    """Of a block that was not looked at twice: how long at most the machine had no CPU for the thread, by what the
    kernel counted between two looks that lie around it; None where that is little, or not known."""
    if before is None or after is None or before.at > began or after.at < began + seconds:
        return None
    starved = min(seconds, after.starved - before.starved)
    return starved if starved >= seconds / 5 else None


def thread_times(native: Optional[int]) -> Optional[ThreadTimes]:
    """What the kernel has counted of one thread of this process, by its number for it."""
    if native is None:
        return None
    try:
        with open("/proc/self/task/%d/schedstat" % native, "rb") as file:
            on_cpu, starved = file.read(100).split()[:2]
    except (OSError, ValueError):
        return None
    return ThreadTimes(time.perf_counter(), int(on_cpu) / 1e9, int(starved) / 1e9)
