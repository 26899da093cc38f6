"""Tasks that have just failed: where, told to those who want to know what such a task had at hand."""

from typing import Any, Callable, Optional, Tuple

from ..reading.errors import error_text, failed_at
from ..reading.futures import futures
from ..reading.locations import Location
from ..reading.record import TaskRef
from ..trouble import troubles

MOST = 20
"""Failures of one tick that are looked into."""


class Failures:
    """Of one scanner; the exceptions are not kept."""

    def __init__(self) -> None:
        self.count = 0
        self.told: Tuple[Callable[[TaskRef, Any, str, Optional[Location], float], None], ...] = ()

    def begin(self) -> None:
        """A tick begins."""
        self.count = 0

    def fell(self, record: TaskRef, task: Any, now: float) -> Optional[Location]:
        """The innermost line of the user's code that the exception of a task came through; None where it has none."""
        error = None if futures.cancelled(task) else futures.error(task)
        if error is None or self.count >= MOST:
            return None
        self.count += 1
        try:
            place = failed_at(error)
            for tell in self.told:
                tell(record, error, error_text(error), place, now)
            return place
        except Exception as trouble:
            troubles.saw("where a task has failed", trouble)
            return None
