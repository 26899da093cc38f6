"""Blocks of the loops: how long, by which line, and what had to wait; grouped by culprit, remembered.

The meter around `select` knows each block exactly, and the agent looks at the loop's stack ten times a second: a
block of 0.1 s is met at least once. uvloop has no meter: there the heartbeat tells, within half of its period.
"""

import os
from collections import Counter, deque
from copy import copy
from typing import Any, Callable, Deque, Dict, Iterable, List, NamedTuple, Optional, Tuple

from ..reading.futures import futures
from ..reading.locations import Location
from ..reading.record import TaskRef, record_of
from ..reading.stacks import Chain, frames, shown_place, source_line
from ..real_time import time
from .samples import Sample, Shares, ThreadTimes, computed, starved_in
from .samples import shares as shares_of

DEFAULT = 0.1
MOST = 200
"""Culprits remembered; the one that was quiet for the longest gives way."""
LATEST = 20
SAMPLES = 64
GROWN = 1.0
"""Seconds by which a block that is not over has to have grown to be told again."""
BETWEEN = 0.02
"""Seconds between two looks at a block."""
BOUNDS = (0.02, 0.05, 0.1, 0.125, 0.16, 0.2, 0.25, 0.315, 0.4, 0.5, 0.63, 0.8, 1.0, 2.0, 5.0, 10.0)
"""Classes of lengths, seconds; what is longer is in one more."""


def threshold() -> float:
    """`LOOPTOP_SLOW` in seconds, from 1 ms to an hour; else 0.1."""
    try:
        return min(3600.0, max(0.001, float(os.environ.get("LOOPTOP_SLOW", ""))))
    except ValueError:
        return DEFAULT


def _unix(at: float) -> float:
    """A time on the clock of `perf_counter` in Unix seconds."""
    return time.time() - (time.perf_counter() - at)


class Culprit:
    """All blocks of one line."""

    __slots__ = (
        "id", "location", "count", "total", "max", "first", "last", "samples", "sample", "request",
        "delayed", "cpu", "starved", "worked", "histogram", "latest", "changed", "at_least", "open", "keeps_gil",
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
        self.keeps_gil = False
        self.histogram = [0] * (len(BOUNDS) + 1)
        self.at_least = False
        self.open: Optional[Open] = None
        self.latest: Deque[Tuple[float, float, Optional[int], Optional[int]]] = deque(maxlen=LATEST)

    def add(
        self,
        began: float,
        seconds: float,
        delayed: Optional[int],
        samples: List[Sample],
        shares: Optional[Shares],
        at_least: bool,
        starved: Optional[float] = None,
    ) -> None:
        """One more block; `began` in Unix seconds; `at_least`: it had begun before anybody looked; `starved`: seconds
        for which the machine had no CPU for it, where that is not among its shares."""
        self.count += 1
        self.total += seconds
        if seconds >= self.max:
            self.max, self.at_least = seconds, at_least
        self.first = self.first or began
        self.last = began
        self.samples += len(samples)
        self.delayed = delayed
        self.histogram[next((at for at, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))] += 1
        if samples:
            self.sample = samples[-1]
            self.cpu = self.cpu if shares is None else shares.cpu
            kept = sum(sample.kept for sample in samples)
            self.keeps_gil = 2 * kept >= seconds
            if self.keeps_gil:
                self.worked = max(self.worked or 0.0, min(seconds, sum(computed(sample) for sample in samples)))
        if shares is not None and shares.starved is not None:
            starved = shares.starved * seconds
        if starved is not None:
            self.starved = (self.starved or 0.0) + starved
            self.worked = max(self.worked or 0.0, seconds - starved)
        self.latest.append((round(began, 3), round(seconds, 4), samples[-1].task if samples else None, delayed))

    def wire(self) -> Dict[str, Any]:
        """ROW of `slow`; a block under way counts as one."""
        if self.open is not None:
            return self.with_open(self.open)
        sample = self.sample
        return {
            "id": self.id,
            "location": None if self.location is None else self.location.wire(),
            "source": None if self.location is None else source_line(self.location),
            "count": self.count,
            "total": round(self.total, 4),
            "max": round(self.max, 4),
            "at_least": self.at_least,
            "open": None,
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
            "gil": self.keeps_gil,
            "histogram": [
                [bound, count] for bound, count in zip((*BOUNDS, None), self.histogram) if count or bound is None
            ],
            "latest": [list(block) for block in reversed(self.latest)],
        }

    def with_open(self, open: "Open") -> Dict[str, Any]:
        """ROW with the block that is not over."""
        whole = copy(self)
        whole.open, whole.histogram, whole.latest = None, list(self.histogram), self.latest.copy()
        whole.add(open.began, open.seconds, None, open.samples, open.shares, open.at_least)
        return dict(whole.wire(), open=round(open.seconds, 4))


class Open(NamedTuple):
    """A block that is not over; `began` in Unix seconds."""

    culprit: Culprit
    began: float
    seconds: float
    samples: List[Sample]
    shares: Optional[Shares]
    at_least: bool


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
        self.version = 0
        self.seconds = 0.0
        self.open: Dict[int, Open] = {}
        self.on_block: Callable[[Culprit, float, float, Optional[Sample]], None] = lambda *block: None

    def ended(
        self,
        began: float,
        seconds: float,
        delayed: Optional[int],
        samples: Iterable[Sample],
        after: Optional[ThreadTimes] = None,
        loop: int = 0,
        at_least: bool = False,
        before: Optional[ThreadTimes] = None,
    ) -> None:
        """A block is over; `began` on the clock of `perf_counter`; `before`, `after`: read some time before it, and
        since then; `at_least`: it had begun before anybody looked."""
        unix = _unix(began)
        self.gave_up(loop)
        culprit, agreeing = self.judge(samples)
        shares = shares_of(list(samples), began + seconds, after, began)
        is_known = shares is not None and shares.starved is not None
        starved = None if is_known else starved_in(before, after, began, seconds)
        culprit.add(unix, seconds, delayed, agreeing, shares, at_least, starved)
        if agreeing:
            culprit.request = agreeing[-1].request
        self.count += 1
        self.seconds += seconds
        self.touch(culprit)
        self.on_block(culprit, unix, seconds, agreeing[-1] if agreeing else None)

    def under_way(
        self, loop: int, began: float, seconds: float, samples: Iterable[Sample], at_least: bool = False
    ) -> None:
        """A loop stands still, and it is not over yet; told again as it grows."""
        known = self.open.get(loop)
        if known is not None and seconds - known.seconds < GROWN:
            return
        self.gave_up(loop)
        culprit, agreeing = self.judge(samples)
        shares = shares_of(list(samples), began + seconds, None, began)
        self.open[loop] = culprit.open = Open(culprit, _unix(began), seconds, agreeing, shares, at_least)
        self.touch(culprit)

    def gave_up(self, loop: int) -> None:
        """What stood still goes on, or is judged anew: who counted only for that is none any more."""
        known = self.open.pop(loop, None)
        if known is not None and known.culprit.open is known:
            known.culprit.open = None
            self.touch(known.culprit)

    def touch(self, culprit: Culprit) -> None:
        """Clients are to hear of it."""
        self.version += 1
        culprit.changed = self.version

    def judge(self, samples: Iterable[Sample]) -> Tuple[Culprit, List[Sample]]:
        """Whose block it is, and the looks that say so."""
        samples = list(samples)
        samples = [sample for sample in samples if sample.chain] or samples
        places: "Counter[Optional[Location]]" = Counter()
        for sample in samples:
            # a look that had to wait stands for all that it has missed
            places[shown_place(sample.chain)] += 1 + int(sample.kept / BETWEEN)
        place = places.most_common(1)[0][0] if places else None
        agreeing = [sample for sample in samples if shown_place(sample.chain) == place]
        culprit = self.culprits.get(place)
        if culprit is None:
            if len(self.culprits) >= MOST:
                oldest = min(self.culprits.values(), key=lambda other: other.last)
                del self.culprits[oldest.location]
            culprit = self.culprits[place] = Culprit(self.next_id, place)
            self.next_id += 1
        return culprit, agreeing

    def has_rows(self) -> bool:
        """True if there is a block to tell of."""
        return any(culprit.count or culprit.open for culprit in self.culprits.values())

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
    name = futures.name(task)
    coroutine = None if record is None or getattr(record, "view", None) is None else record.coroutine
    return None if record is None else record.serial, name, coroutine
