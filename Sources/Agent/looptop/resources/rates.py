"""What passes through a queue or a pool, and how long tasks waited for it: from looks alone, nothing is hooked.

Of what came and went between two looks only so much is known as the items that lie there tell: where the newest item of
the last look still lies there, all is known; else it was at least so much.
"""

from collections import deque
from itertools import islice
from typing import Any, Deque, Dict, List, NamedTuple, Optional, Tuple
from weakref import ref

from .adapter import Reading

WINDOW = 10.0
"""Seconds that rates are over."""
MINUTE = 60.0
MOST_ITEMS = 2000
"""So many items are looked at to find the newest of the last look."""
_INERT = frozenset(id(kind) for kind in (int, str, float, bytes))
"""Of these classes; they may be kept until the next look: they do nothing when they go."""


FIRST = 64
"""Of so many of the oldest items the addresses are remembered."""


class Address(int):
    """Where an item lies that takes no weak reference: after it another one may lie there."""


class Passed(NamedTuple):
    """What has passed up to a moment."""

    time: float
    puts: Optional[int]
    gets: Optional[int]
    acquires: Optional[int]
    exact: bool


class Flow:
    """One resource's; `stalled`: since when items lie there and none was taken."""

    __slots__ = ("last", "ids", "depth", "passed", "turns", "seen", "line", "waits", "stalled")

    def __init__(self) -> None:
        self.last: Any = None
        self.ids: Tuple[int, ...] = ()
        self.depth: Optional[int] = None
        self.passed: Deque[Passed] = deque()
        self.turns: Optional[Dict[int, Any]] = None
        self.seen: Any = None
        self.line: Dict[int, float] = {}
        self.waits: Deque[Tuple[float, float]] = deque(maxlen=1000)
        self.stalled: Optional[float] = None

    def see(self, reading: Reading, now: float) -> None:
        """One look."""
        items, reading.contents = reading.contents, None
        before = self.passed[-1] if self.passed else Passed(now, None, None, None, True)
        puts, gets, exact = self.queue(items, reading) if type(items) is deque else (None, None, True)
        acquires, counted = self.pool(reading)
        if puts is None and acquires is None:
            return
        if gets is not None:
            waits = any(role == "get" for _, role in reading.waiters)
            idle = exact and not gets and self.depth and not waits
            self.stalled = (self.stalled or before.time) if idle else None
        self.passed.append(
            Passed(now, _sum(before.puts, puts), _sum(before.gets, gets), _sum(before.acquires, acquires),
                   exact and counted)
        )  # fmt: skip
        while len(self.passed) > 2 and now - self.passed[1].time > WINDOW:
            self.passed.popleft()

    def queue(self, items: Deque[Any], reading: Reading) -> Tuple[int, int, bool]:
        """(put, taken since the last look, whether that is all). Items that come meanwhile raise `RuntimeError`."""
        depth, last, ids = self.depth, self.last, self.ids
        added = None
        for place, item in enumerate(islice(reversed(items), MOST_ITEMS) if depth else ()):
            if _is(item, last):
                added = place
                break
        count = len(items)
        self.ids = tuple([id(item) for item in islice(items, FIRST)])
        self.depth, self.last = count, _kept(items[-1]) if count else None
        if depth is None:
            return 0, 0, True
        if not depth:
            # whoever still waits for an item has seen none
            return count, 0, not count and reading.same_line
        if added is None:
            added = min(count, MOST_ITEMS)
            return added, max(0, depth + added - count), False
        gets = depth + added - count
        if type(last) is not Address:
            return added, max(0, gets), gets >= 0
        # an address may be used anew: it is the same item if the oldest ones agree
        oldest = ids[gets] if 0 <= gets < len(ids) else None
        return added, max(0, gets), oldest is not None and self.ids[:1] == (oldest,)

    def pool(self, reading: Reading) -> Tuple[Optional[int], bool]:
        """(taken since the last look, whether that is all); the library's own counter is told as it is."""
        if reading.held is None or "acquires" in reading.fields:
            return None, True
        before, self.turns = self.turns, dict(reading.held)
        if before is None:
            return 0, False
        return sum(1 for what, turn in self.turns.items() if what not in before or before[what] != turn), False

    def waiting(self, line: Dict[int, float], now: float) -> None:
        """Who waits now, and since when each; those that do no more have waited until now."""
        for serial, since in self.line.items():
            ended = line.get(serial)
            if ended is None or ended > since + 0.001:
                self.waits.append((now, max(0.0, (now if ended is None else ended) - since)))
        self.line = line

    def rates(self) -> Optional[Dict[str, Any]]:
        """A second, over the last seconds; None where nothing is known."""
        if len(self.passed) < 2:
            return None
        first, last = self.passed[0], self.passed[-1]
        took = last.time - first.time
        if took <= 0:
            return None
        rates: Dict[str, Any] = {
            name: None if one is None else round((one - (other or 0)) / took, 2)
            for name, one, other in (
                ("puts", last.puts, first.puts),
                ("gets", last.gets, first.gets),
                ("acquires", last.acquires, first.acquires),
            )
        }
        rates["exact"] = all(passed.exact for passed in list(self.passed)[1:])
        return rates

    def waited(self, now: float) -> Optional[Dict[str, Any]]:
        """The waits that ended in the last minute, of those that looks have seen; None where there are none."""
        seconds: List[float] = sorted(seconds for at, seconds in self.waits if now - at <= MINUTE)
        if not seconds:
            return None
        middle, longest = seconds[len(seconds) // 2], seconds[-1]
        return {"count": len(seconds), "median": round(middle, 3), "longest": round(longest, 3)}


def _sum(total: Optional[int], more: Optional[int]) -> Optional[int]:
    return total if more is None else (total or 0) + more


def _kept(item: Any) -> Any:
    """What knows an item again without keeping anything alive that matters."""
    try:
        return ref(item)
    except TypeError:
        return item if id(type(item)) in _INERT else Address(id(item))


def _is(item: Any, kept: Any) -> bool:
    if type(kept) is Address:
        return id(item) == kept
    return item is (kept() if type(kept) is ref else kept)
