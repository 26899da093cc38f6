"""One event loop of the service, and what the agent has put around it."""

import sys
import threading
from collections import deque
from typing import Any, Deque, Optional
from weakref import ref

from ..reading.event_loop import implementation
from ..reading.locations import is_ours
from ..real_time import time
from ..safe import attributes, class_module, field, lookup
from .clocks import Clock
from .run_once import Counter
from .samples import Sample, ThreadTimes
from .select_meter import Meter
from .slow_callbacks import SAMPLES


class Loop:
    """One loop of the service; it is not kept alive."""

    def __init__(self, id: int, loop: Any) -> None:
        self.id = id
        self.ref = ref(loop)
        self.implementation, self.module = implementation(loop)
        self.ident: Optional[int] = None
        self.native: Optional[int] = None
        self.clock: Optional[Clock] = None
        self.before: Optional[Clock] = None
        self.rested: Optional[ThreadTimes] = None
        """What the kernel had counted of its thread when it last was in no long block, lately."""
        self.running = False
        self.sent: Optional[float] = None
        self.answered: Optional[float] = None
        self.lag: Optional[float] = None
        self.meter: Optional[Meter] = None
        self.select: Any = None
        self.run_once: Any = None
        self.handler: Any = None
        self.samples: Deque[Sample] = deque(maxlen=SAMPLES)
        self.met = time.perf_counter()
        self.asked = 0.0
        self.alive = 0.0
        self.outside: Optional[int] = None
        """Frames around a loop in C: those that are there when it calls us."""

    def rests(self) -> bool:
        """True where its thread was on no CPU between the last two looks."""
        clock, before = self.clock, self.before
        if clock is None or before is None or clock.at <= before.at:
            return False
        return clock.cpu - before.cpu < 0.1 * (clock.at - before.at)

    def answer(self) -> None:
        """Runs in the loop."""
        self.native = threading.get_native_id()
        self.answered = time.perf_counter()
        self.ident = threading.get_ident()
        if self.outside is None and self.implementation != "asyncio":
            count, frame = 0, sys._getframe().f_back
            while frame is not None:
                count += not is_ours(frame.f_code)
                frame = frame.f_back
            self.outside = count

    def watch_select(self, loop: Any, limit: float) -> None:
        """Wraps `select` of this loop's selector, where it has one in Python."""
        selector, ready = field(loop, "_selector"), field(loop, "_ready")
        # of a selector of the service's own nothing is known but that the loop calls it
        is_known = class_module(type(selector)) == "selectors" and type(attributes(selector)) is dict
        if self.meter is not None or type(ready) is not deque or not is_known:
            return
        meter = self.meter = Meter(limit)
        select = meter.wrap(selector, ready)
        self.select = select
        selector.select = select

    def count(self, counter: Counter, looked: bool) -> None:
        """Counts steps from the next iteration on, where this loop is known."""
        loop: Any = self.ref()
        if self.run_once is None and self.running and loop is not None and counter.fits(loop):
            self.run_once = attributes(loop)["_run_once"] = counter.make(loop, looked)

    def uncount(self) -> None:
        """Puts the loop's own `_run_once` back, if it is still ours."""
        loop: Any = self.ref()
        own = {} if loop is None else attributes(loop)
        if self.run_once is not None and lookup(own, "_run_once") is self.run_once:
            del own["_run_once"]
        self.run_once = None

    def unwatch(self) -> None:
        """Puts `select` back, if it is still ours."""
        own = attributes(field(self.ref(), "_selector"))
        if self.select is not None and lookup(own, "select") is self.select:
            del own["select"]
        self.meter = self.select = None
