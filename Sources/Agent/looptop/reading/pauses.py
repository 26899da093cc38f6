"""Between two slices of work the GIL is offered to the service, and whoever waits for the agent gets a turn."""

from threading import get_ident
from typing import Callable, Optional

from ..real_time import time
from ..trouble import troubles

EVERY = 0.02
"""Seconds of work after which clients and heartbeats have a turn."""


class Pauses:
    """Who has a turn: the server that runs, in its own thread."""

    def __init__(self) -> None:
        self.turn: Optional[Callable[[], None]] = None
        self.stalled: Callable[[float, float], None] = lambda due, woke: None
        self.ident = 0
        self.due = 0.0

    def begin(self, turn: Callable[[], None], stalled: Callable[[float, float], None]) -> None:
        """From now on the calling thread does this in its pauses; `stalled` hears how long it waited for the GIL."""
        self.turn, self.stalled, self.ident = turn, stalled, get_ident()

    def end(self) -> None:
        """The calling thread leaves."""
        if self.ident == get_ident():
            self.turn = None

    def pause(self) -> None:
        """Offers the GIL; now and then, what waits has a turn."""
        due = time.perf_counter()
        time.sleep(0)
        if self.ident != get_ident():
            return
        self.stalled(due, time.perf_counter())
        if time.monotonic() < self.due:
            return
        turn, self.turn = self.turn, None  # what it does has pauses too, and no turns in them
        if turn is not None:
            troubles.guard("the answers between two slices", turn)
            self.turn, self.due = turn, time.monotonic() + EVERY


pauses = Pauses()
pause = pauses.pause
