"""The loop that stands still just now, as the field `blocked` of `vitals` tells of it."""

from typing import Any, Dict, Optional, Tuple

from ..loops.heartbeat import Blocked, Heartbeat
from ..noticing.locks import Holder, holder
from ..reading.stacks import frames
from ..real_time import time
from ..tasks.scanner import Scanner

SETTLED = 0.5
"""Seconds that a loop has to stand still before it is looked for who has what it waits for."""
AGAIN = 1.0
"""Seconds between two such looks."""


class BlockedLoop:
    """What the heartbeat has found, and who has the lock that the loop waits for."""

    def __init__(self, heartbeat: Heartbeat, scanner: Scanner) -> None:
        self.heartbeat = heartbeat
        self.scanner = scanner
        self.held: Optional[Tuple[float, Optional[Holder]]] = None

    def wire(self) -> Optional[Dict[str, Any]]:
        """The field; None while every loop answers."""
        blocked = self.heartbeat.blocked
        if blocked is None:
            return None
        seconds = time.perf_counter() - blocked.since
        place = blocked.place
        holder = self.holder(blocked, seconds)
        return {
            "loop": blocked.loop,
            "since": round(time.time() - seconds, 4),
            "seconds": round(seconds, 4),
            "late": blocked.late,
            "at_least": blocked.at_least,
            "stack": frames(blocked.chain, source=True),
            "location": None if place is None else place.wire(),
            "task": blocked.task,
            "lock": None
            if holder is None
            else {"task": holder.task, "location": holder.location.wire(), "line": holder.block},
        }

    def holder(self, blocked: Blocked, seconds: float) -> Optional[Holder]:
        """Who has the lock that a loop waits for; looked for once a second, and only where its thread does nothing."""
        if not blocked.rests or seconds < SETTLED:
            self.held = None
        elif self.held is None or time.monotonic() - self.held[0] > AGAIN:
            self.held = time.monotonic(), holder(self.scanner, blocked.called, blocked.task)
        return None if self.held is None else self.held[1]
