"""The lines that keep the loops busy, by samples."""

from collections import Counter, deque
from typing import Any, Deque, Dict, List, Optional, Tuple

from ..reading.locations import Location
from ..real_time import time

SECONDS = 60
"""The time that is looked back."""
LINES = 10
APART = 0.08
"""Seconds between two looks that count, at least; those at several loops have one time."""


class Busiest:
    """The lines at which the loops are found when they are not waiting."""

    def __init__(self) -> None:
        self.last = 0.0
        self.seconds: Deque[Tuple[int, List[int], "Counter[Location]"]] = deque(maxlen=SECONDS)

    def sampled(self, now: float, place: Optional[Location]) -> None:
        """One look at one loop: where it was; None if it waited. Looks in a hurry are left out, they are not fair."""
        if 0 < now - self.last < APART:
            return
        self.last = now
        second = int(time.monotonic())
        if not self.seconds or self.seconds[-1][0] != second:
            self.seconds.append((second, [0], Counter()))
        self.seconds[-1][1][0] += 1
        if place is not None:
            self.seconds[-1][2][place] += 1

    def wire(self) -> Optional[List[Dict[str, Any]]]:
        """The field `busiest` of `vitals`."""
        oldest = int(time.monotonic()) - SECONDS
        recent = [entry for entry in self.seconds if entry[0] > oldest]
        samples = sum(entry[1][0] for entry in recent)
        if not samples:
            return None
        lines: "Counter[Location]" = Counter()
        for entry in recent:
            lines.update(entry[2])
        return [
            {"location": place.wire(), "share": round(hits / samples, 4)} for place, hits in lines.most_common(LINES)
        ]
