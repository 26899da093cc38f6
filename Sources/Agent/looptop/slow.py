"""Blocks of the loops: how long, by which line, and what had to wait; grouped by culprit, remembered.

The meter around `select` knows each block exactly, and the agent looks at the loop's stack ten times a second: a
block of 0.1 s is met at least once. uvloop has no meter: there the heartbeat tells, within half of its period.
"""

import os
import time
from collections import Counter, deque
from typing import Any, Callable, Deque, Dict, Iterable, List, NamedTuple, Optional, Tuple

from .locations import Location
from .protocol import text
from .registry import TaskRef, record_of
from .stacks import Chain, frames, shown_place, source_line

DEFAULT = 0.1
MOST = 200
"""Culprits remembered; the one that was quiet for the longest gives way."""
LATEST = 20
SAMPLES = 64
LEAST_SPAN = 0.015
"""Seconds that have to lie between two looks for shares of them: the kernel counts in steps of a few milliseconds."""
BOUNDS = (0.02, 0.05, 0.1, 0.125, 0.16, 0.2, 0.25, 0.315, 0.4, 0.5, 0.63, 0.8, 1.0, 2.0, 5.0, 10.0)
"""Classes of lengths, seconds; what is longer is in one more."""


def threshold() -> float:
    """`LOOPTOP_SLOW` in seconds, from 1 ms to an hour; else 0.1."""
    try:
        return min(3600.0, max(0.001, float(os.environ.get("LOOPTOP_SLOW", ""))))
    except ValueError:
        return DEFAULT


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


class Shares(NamedTuple):
    """How much of a block the thread computed or would have, and how much the machine kept it from that; 0 to 1."""

    cpu: float
    starved: float


class Culprit:
    """All blocks of one line."""

    __slots__ = (
        "id", "location", "count", "total", "max", "first", "last", "samples", "sample", "request",
        "delayed", "cpu", "starved", "worked", "histogram", "latest", "changed",
    )  # fmt: skip

    def __init__(self, id: int, location: Optional[Location]) -> None:
        self.id = id
        self.location = location
        self.count = self.samples = self.changed = 0
        self.total = self.max = self.first = self.last = 0.0
        self.sample: Optional[Sample] = None
        self.request: Optional[str] = None
        self.delayed: Optional[int] = None
        self.cpu: Optional[float] = None
        self.starved: Optional[float] = None
        self.worked: Optional[float] = None
        self.histogram = [0] * (len(BOUNDS) + 1)
        self.latest: Deque[Tuple[float, float, Optional[int], Optional[int]]] = deque(maxlen=LATEST)

    def add(
        self, began: float, seconds: float, delayed: Optional[int], samples: List[Sample], shares: Optional[Shares]
    ) -> None:
        """One more block; `began` in Unix seconds."""
        self.count += 1
        self.total += seconds
        self.max = max(self.max, seconds)
        self.first = self.first or began
        self.last = began
        self.samples += len(samples)
        self.delayed = delayed
        self.histogram[next((at for at, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))] += 1
        if samples:
            self.sample = samples[-1]
            self.cpu = self.cpu if shares is None else shares.cpu
        if shares is not None:
            starved = shares.starved * seconds
            self.starved = (self.starved or 0.0) + starved
            self.worked = max(self.worked or 0.0, seconds - starved)
        self.latest.append((round(began, 3), round(seconds, 4), samples[-1].task if samples else None, delayed))

    def wire(self) -> Dict[str, Any]:
        """ROW of `slow`."""
        sample = self.sample
        return {
            "id": self.id,
            "location": None if self.location is None else self.location.wire(),
            "source": None if self.location is None else source_line(self.location),
            "count": self.count,
            "total": round(self.total, 4),
            "max": round(self.max, 4),
            "first": round(self.first, 3),
            "last": round(self.last, 3),
            "samples": self.samples,
            "stack": [] if sample is None else _stack(sample.chain),
            "task": None if sample is None else sample.task,
            "name": None if sample is None else sample.name,
            "coroutine": None if sample is None else sample.coroutine,
            "request": self.request,
            "delayed": self.delayed,
            "cpu": self.cpu,
            "starved": None if self.starved is None else round(self.starved, 4),
            "worked": None if self.worked is None else round(self.worked, 4),
            "histogram": [
                [bound, count] for bound, count in zip((*BOUNDS, None), self.histogram) if count or bound is None
            ],
            "latest": [list(block) for block in reversed(self.latest)],
        }


def _shares(samples: List[Sample], ended: float, after: Optional[ThreadTimes]) -> Optional[Shares]:
    """Between the first and the last look; of a block that was looked at once up to its end, where that was lately."""
    known = [sample.times for sample in samples if sample.times is not None]
    if not known:
        return None
    first, last, span = known[0], known[-1], known[-1].at - known[0].at
    if span < LEAST_SPAN:
        span = ended - first.at
        if after is None or span < LEAST_SPAN or after.at - ended > span / 2:
            return None
        last = after
    starved = min(1.0, max(0.0, (last.starved - first.starved) / span))
    cpu = min(1.0, max(0.0, starved + (last.on_cpu - first.on_cpu) / span))
    return Shares(round(cpu, 3), starved)


def _stack(chain: Chain) -> List[Dict[str, Any]]:
    """FRAMEs, with the lines around for the user's own."""
    rows = frames(chain, source=True, context=True)
    for row in rows:
        if not row["user"]:
            row["context"] = None
    return rows


class Slow:
    """The blocks of all loops."""

    def __init__(self) -> None:
        self.threshold = threshold()
        self.since = time.time()
        self.culprits: Dict[Optional[Location], Culprit] = {}
        self.next_id = 1
        self.count = 0
        self.seconds = 0.0
        self.on_block: Callable[[Culprit, float, float, Optional[Sample]], None] = lambda *block: None

    def ended(
        self,
        began: float,
        seconds: float,
        delayed: Optional[int],
        samples: Iterable[Sample],
        after: Optional[ThreadTimes] = None,
    ) -> None:
        """A block is over; `began` on the clock of `perf_counter`; `after`: read since then."""
        unix = time.time() - (time.perf_counter() - began)
        samples = list(samples)
        places = Counter(shown_place(sample.chain) for sample in samples)
        place = places.most_common(1)[0][0] if places else None
        agreeing = [sample for sample in samples if shown_place(sample.chain) == place]
        culprit = self.culprits.get(place)
        if culprit is None:
            if len(self.culprits) >= MOST:
                oldest = min(self.culprits.values(), key=lambda other: other.last)
                del self.culprits[oldest.location]
            culprit = self.culprits[place] = Culprit(self.next_id, place)
            self.next_id += 1
        culprit.add(unix, seconds, delayed, agreeing, _shares(samples, began + seconds, after))
        if agreeing:
            culprit.request = agreeing[-1].request
        self.count += 1
        self.seconds += seconds
        culprit.changed = self.count
        self.on_block(culprit, unix, seconds, agreeing[-1] if agreeing else None)

    def wire(self, culprits: Iterable[Culprit]) -> Dict[str, Any]:
        """Params of `slow`."""
        return {
            "threshold": self.threshold,
            "since": round(self.since, 3),
            "rows": [culprit.wire() for culprit in culprits],
        }


def describe(task: Any) -> Tuple[Optional[int], Optional[str], Optional[str]]:
    """Number, name and coroutine of the task that a loop runs."""
    if task is None:
        return None, None, None
    record: Optional[TaskRef] = record_of(task)
    try:
        name = text(task.get_name())
    except AttributeError:
        name = None
    coroutine = None if record is None or getattr(record, "view", None) is None else record.coroutine
    return None if record is None else record.serial, name, coroutine


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
