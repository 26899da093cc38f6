"""Whether the main thread does anything, as the kernel counts its time on CPU."""

import os
from typing import Optional

from .samples import ThreadTimes, thread_times

LEAST = 0.02
"""Seconds without any time on CPU after which it stands still: what waits for the GIL tries again every 5 ms."""


class Stillness:
    """The main thread between two looks."""

    def __init__(self) -> None:
        self.moved: Optional[ThreadTimes] = thread_times(os.getpid())
        """When it was first seen with its time on CPU of now."""

    def look(self) -> bool:
        """True where it has not run for a while: it waits for something; false where that is not known."""
        now = thread_times(os.getpid())
        if now is None or self.moved is None or now.on_cpu != self.moved.on_cpu:
            self.moved = now
            return False
        return now.at - self.moved.at >= LEAST
