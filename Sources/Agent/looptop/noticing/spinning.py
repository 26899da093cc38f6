"""Tasks that run again and again without ever waiting: `asyncio.sleep(0)` in a loop keeps a CPU for itself."""

from typing import Dict, Iterator, Optional, Tuple

from ..loops.clocks import Clock
from ..loops.loop import Loop
from ..loops.loops import Loops
from ..reading.await_chain import await_links
from ..reading.futures import futures
from ..reading.record import TaskRef
from ..real_time import time
from ..tasks.scanner import Scanner
from .notice import Notice, Told

KIND = "busy-loop"
LEAST_ROUNDS = 1000
"""Rounds of the loop a second: fewer are those of steps that do something."""
SHARE = 0.9
QUICK = 0.002
"""Seconds in which a loop answers whose rounds cannot be counted, and that only spins."""
LASTS = 4
"""Looks, a second apart, in which a task was about to go on each time."""
WITHIN = 20.0
"""Seconds for which it is told after it was seen last: a loop has a second now and then in which it does something."""
MOST = 2000
"""Tasks that one look goes through."""

_Figures = Tuple[float, int, float, Optional["Clock"]]


class Spinning:
    """Looks at the loops that never wait, and only in these at the tasks."""

    def __init__(self, loops: Loops, scanner: Scanner) -> None:
        self.loops = loops
        self.scanner = scanner
        self.before: Dict[int, _Figures] = {}
        self.seen: Dict[int, Tuple[int, float]] = {}
        self.told = Told(WITHIN)

    def look(self) -> Iterator[Notice]:
        """Once a second."""
        rounds = {loop.id: self.rounds(loop) for loop in list(self.loops.all.values()) if loop.running}
        spinning = {id: count for id, count in rounds.items() if count is not None}
        seen, self.seen = self.seen, {}
        if not spinning:
            yield from self.told.lately()
            return
        for record in self.scanner.known[:MOST]:
            if record.loop in spinning and is_about_to_go_on(record):
                looks, since = seen.get(record.serial, (0, time.time()))
                self.seen[record.serial] = looks + 1, since
                if looks + 1 >= LASTS:
                    self.told.tell(self.notice(record, spinning[record.loop], since))
        yield from self.told.lately()

    def rounds(self, loop: Loop) -> Optional[int]:
        """Rounds a second of a loop that goes round all the time, 0 where they cannot be counted; None of any other."""
        now, meter = time.perf_counter(), loop.meter
        figures = (now, 0, 0.0, loop.clock) if meter is None else (now, meter.iterations, meter.busy(now), loop.clock)
        before = self.before.get(loop.id)
        self.before[loop.id] = figures
        if before is None or now <= before[0]:
            return None
        elapsed = now - before[0]
        if meter is not None and meter.is_reliable():
            count = int((figures[1] - before[1]) / elapsed)
            return count if count >= LEAST_ROUNDS and figures[2] - before[2] >= SHARE * elapsed else None
        clock, old = figures[3], before[3]
        if meter is not None or clock is None or old is None or loop.lag is None or clock.at <= old.at:
            return None
        return 0 if clock.cpu - old.cpu >= SHARE * (clock.at - old.at) and loop.lag < QUICK else None

    @staticmethod
    def notice(record: TaskRef, rounds: int, since: float) -> Notice:
        """One task."""
        text = "#%d %s goes on again and again without waiting for anything" % (record.serial, record.name or "?")
        text += "; its loop goes round %d times a second, and never rests" % rounds if rounds else ""
        place = record.view.location
        key = "%s:%d" % (place.file, place.line) if place is not None else record.coroutine
        return Notice(KIND, key, text, place, [record.serial], since)


def is_about_to_go_on(record: TaskRef) -> bool:
    """True of a task that has let others run for one round, and waits for nothing."""
    task = record()
    if task is None or record.view is None or futures.done(task) or futures.awaited(task) is not None:
        return False
    links = await_links(futures.coroutine(task))
    return bool(links) and links[-1][0].co_name == "__sleep0"
