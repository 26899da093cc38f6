"""Callbacks that are due in a loop that sleeps: another thread has put them in, and has not woken it.

`call_soon_threadsafe` writes a byte for the loop; `future.set_result()` from another thread does not.
"""

import fcntl
import socket
import termios
from typing import Any, Dict, Iterator, List, Optional, Tuple

from ..loops.loop import Loop
from ..loops.loops import Loops
from ..reading.awaiters import bound_to
from ..reading.locations import Location
from ..reading.record import record_of
from ..real_time import time
from ..safe import field
from .notice import Notice, Told

KIND = "unsafe-wakeup"
ASLEEP = 0.25
"""Seconds that a callback has to wait in a loop that sleeps."""
WITHIN = 60.0
"""Seconds for which it is told after it was seen last."""


class Wakeups:
    """Looks into the loops of asyncio's own that sleep."""

    def __init__(self, loops: Loops) -> None:
        self.loops = loops
        self.asleep: Dict[int, Tuple[int, float]] = {}
        self.told = Told(WITHIN)

    def beat(self, loop: Loop, now: float) -> None:
        """With each heartbeat: cheap where nothing is due."""
        meter = loop.meter
        if meter is None or meter.ready is None or not meter.ready or not sleeps(loop):
            self.asleep.pop(loop.id, None)
            return
        iteration, first = self.asleep.setdefault(loop.id, (meter.iterations, now))
        if iteration != meter.iterations:
            self.asleep[loop.id] = meter.iterations, now
        elif now - first >= ASLEEP and nobody_rings(loop):
            self.note(loop, now - first, list(meter.ready))

    def note(self, loop: Loop, seconds: float, handles: List[Any]) -> None:
        """What is due, and whom it would wake."""
        place: Optional[Location] = None
        tasks: List[int] = []
        names: List[str] = []
        for handle in handles[:20]:
            task = bound_to(field(handle, "_callback"))
            record = None if task is None else record_of(task)
            if record is not None and record.view is not None:
                tasks.append(record.serial)
                names.append("#%d %s" % (record.serial, record.name or "?"))
                place = place or record.view.location
        key = "loop" if place is None else "%s:%d" % (place.file, place.line)
        whom = " of " + ", ".join(names[:3]) if names else ""
        text = "the wake-up%s is due in a loop that sleeps, and nobody has woken the loop" % whom
        self.told.tell(Notice(KIND, key, text, place, tasks, time.time() - seconds))

    def look(self) -> Iterator[Notice]:
        """Once a second."""
        yield from self.told.lately()


def sleeps(loop: Loop) -> bool:
    """True of a loop that waits in its selector; of one that was not met yet where its thread does nothing at all."""
    meter = loop.meter
    if meter is None:
        return False
    return meter.idle_since is not None if meter.is_reliable() else loop.rests() and loop.sent is None


def nobody_rings(loop: Loop) -> bool:
    """True where no byte waits for the loop to wake: what is due has not come through `call_soon_threadsafe`."""
    bell = field(loop.ref(), "_ssock")
    if type(bell) is not socket.socket:
        return False
    try:
        waiting = fcntl.ioctl(bell.fileno(), termios.FIONREAD, b"\0\0\0\0")
    except (OSError, ValueError):
        return False
    return waiting == bytes(4)
