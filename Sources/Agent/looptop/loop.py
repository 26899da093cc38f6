"""One event loop of the service, and what the agent has put around it."""

import sys
import threading
import time
from collections import deque
from selectors import BaseSelector
from typing import Any, Deque, Optional
from weakref import ref

from .meter import Meter
from .slow import SAMPLES, Sample
from .steps import Counter


class Loop:
    """One loop of the service; it is not kept alive."""

    def __init__(self, id: int, loop: Any) -> None:
        self.id = id
        self.ref = ref(loop)
        kind = type(loop)
        self.module = kind.__module__
        package = self.module.partition(".")[0]
        self.implementation = package if package in ("asyncio", "uvloop") else kind.__name__
        self.ident: Optional[int] = None
        self.running = False
        self.sent: Optional[float] = None
        self.answered: Optional[float] = None
        self.lag: Optional[float] = None
        self.meter: Optional[Meter] = None
        self.select: Any = None
        self.run_once: Any = None
        self.handler: Any = None
        self.samples: Deque[Sample] = deque(maxlen=SAMPLES)
        self.asked = 0.0
        self.alive = 0.0

    def answer(self) -> None:
        """Runs in the loop."""
        self.ident = threading.get_ident()
        self.answered = time.perf_counter()

    def watch_select(self, loop: Any, limit: float) -> None:
        """Wraps `select` of this loop's selector, where it has one in Python."""
        selector: Any = getattr(loop, "_selector", None)
        ready = getattr(loop, "_ready", None)
        is_known = isinstance(selector, BaseSelector)
        if self.meter is not None or ready is None or not is_known:
            return
        meter = self.meter = Meter(limit)
        select = meter.wrap(selector, ready)
        self.select = select
        selector.select = select

    def count(self, counter: Counter, looked: bool) -> None:
        """Counts steps from the next iteration on, where this loop is known."""
        loop: Any = self.ref()
        if self.run_once is None and self.running and loop is not None and counter.fits(loop):
            self.run_once = loop._run_once = counter.make(loop, looked)

    def uncount(self) -> None:
        """Puts the loop's own `_run_once` back, if it is still ours."""
        loop: Any = self.ref()
        if self.run_once is not None and loop is not None and vars(loop).get("_run_once") is self.run_once:
            del loop._run_once
        self.run_once = None

    def unwatch(self) -> None:
        """Puts `select` back, if it is still ours."""
        selector: Any = getattr(self.ref(), "_selector", None)
        if selector is not None and vars(selector).get("select") is self.select and self.select is not None:
            del selector.select
        self.meter = self.select = None


def current_task(loop: Any) -> Any:
    """The task that a loop runs, asked from any thread."""
    asyncio = sys.modules.get("asyncio")
    if loop is None or asyncio is None:
        return None
    return asyncio.tasks.current_task(loop)


def thread_of(ident: Optional[int]) -> Optional[threading.Thread]:
    """The thread with this identity."""
    for thread in threading.enumerate():
        if thread.ident == ident:
            return thread
    return None
