"""Figures of the process and of its loops, and 15 minutes of them."""

import errno
import os
from collections import deque
from typing import Any, Deque, Dict, List, Optional, Tuple

from ..loops.heartbeat import Heartbeat
from ..noticing.files import SHARE, OpenFiles
from ..reading.event_loop import depths
from ..real_time import time
from ..tasks.creation_hook import Registry
from ..tasks.scanner import Scanner

ROWS = 900
HOOK_SECONDS = 0.5e-6
RECORD_BYTES = 360

_PAGE = os.sysconf("SC_PAGE_SIZE")
_COLUMNS = (
    "t", "tasks", "created", "ended", "lag", "cpu", "rss", "callbacks", "busy", "steps", "ready_queue", "blocked",
)  # fmt: skip


def _read(path: str) -> Optional[bytes]:
    try:
        with open(path, "rb") as file:
            return file.read(4096)
    except OSError:
        return None


def _count(path: str) -> Optional[int]:
    """Entries of a folder of descriptors, less that of the look itself; all, where none is left for the look."""
    try:
        return len(os.listdir(path)) - 1
    except OSError as error:
        return OpenFiles.limit() if error.errno == errno.EMFILE else None


FDS_EVERY = 5.0
"""Seconds between two counts of the open files."""


class Vitals:
    """Reads the figures, once for all clients."""

    def __init__(self, registry: Registry, scanner: Scanner, heartbeat: Heartbeat) -> None:
        self.registry = registry
        self.scanner = scanner
        self.loops = heartbeat.loops
        self.heartbeat = heartbeat
        self.lag: Optional[float] = None
        self.lag_of_second: Optional[float] = None
        self.history: Deque[Tuple[Any, ...]] = deque(maxlen=ROWS)
        self.before = self.counters()
        self.busy: Optional[float] = None
        self.process: Dict[str, Any] = {}
        self.fds: Optional[int] = None
        self.fds_due = 0.0
        self.blocked_before = 0.0

    def saw_lag(self, lag: float) -> None:
        """A heartbeat came back, or is overdue."""
        self.lag = lag
        self.lag_of_second = lag if self.lag_of_second is None else max(lag, self.lag_of_second)

    def counters(self) -> Tuple[float, Optional[float], Optional[int], Optional[int]]:
        """(now, busy seconds of the busiest, callbacks, iterations) of the metered loops together."""
        now = time.perf_counter()
        meters = [found.meter for found in list(self.loops.all.values()) if found.running and found.meter]
        if not meters:
            return now, None, None, None
        busy = max(meter.busy(now) for meter in meters)
        return now, busy, sum(meter.callbacks for meter in meters), sum(meter.iterations for meter in meters)

    def second(self) -> None:
        """Once a second: the slower figures, and a row of history."""
        self.process = self.read_process()
        counters = self.counters()
        elapsed = counters[0] - self.before[0]
        if counters[1] is not None and self.before[1] is not None and elapsed > 0:
            self.busy = min(1.0, max(0.0, (counters[1] - self.before[1]) / elapsed))
        else:
            self.busy = None
        self.before = counters
        self.history.append((
            round(time.time(), 3), len(self.scanner.known), self.registry.created(), self.scanner.ended_total,
            _rounded(self.lag_of_second), _rounded(self.process["cpu"]), self.process["rss"], counters[2],
            _rounded(self.busy), self.loops.steps(), self.depths()[0],
            _rounded(self.loops.slow.seconds - self.blocked_before),
        ))  # fmt: skip
        self.lag_of_second = None
        self.blocked_before = self.loops.slow.seconds

    def read_process(self) -> Dict[str, Any]:
        """Figures from /proc; each look there gives up the GIL several times, so the dearer one is rare."""
        stat = _read("/proc/self/stat")
        fields = stat.rpartition(b")")[2].split() if stat else None
        if time.monotonic() >= self.fds_due:
            self.fds_due = time.monotonic() + FDS_EVERY
            self.fds = _count("/proc/self/fd")
            limit = OpenFiles.limit()
            if self.fds is not None and limit is not None and self.fds > limit * (SHARE - 0.3):
                self.fds_due = 0.0  # near the limit it is worth a look each second
        return {
            "cpu": time.process_time(),
            "rss": int(fields[21]) * _PAGE if fields else None,
            "threads": int(fields[17]) if fields else None,
            "fds": self.fds,
        }

    def wire(self) -> Dict[str, Any]:
        """The fields of `vitals` that are the same for every client."""
        states = self.scanner.states
        created = self.registry.created()
        _, _, callbacks, iterations = self.counters()
        queue, timers = self.depths()
        return {
            "tasks": sum(states), "running": states[0], "ready": states[1], "waiting": states[2],
            "cancelling": states[3], "created": created, "ended": self.scanner.ended_total,
            "lag": _rounded(self.lag), "busy": _rounded(self.busy), "callbacks": callbacks,
            "iterations": iterations, "ready_queue": queue, "timers": timers,
            "cpu": _rounded(time.process_time()), "rss": self.process.get("rss"),
            "steps": self.loops.steps(), "accounting": self.scanner.effort.accounting(),
            "slow": self.loops.slow.count, "busiest": self.heartbeat.busiest.wire(),
            "threads": self.process.get("threads"), "fds": self.process.get("fds"),
            "cost": _rounded(time.thread_time()), "hook": _rounded(created * HOOK_SECONDS),
            "memory": len(self.scanner.known) * RECORD_BYTES + len(self.history) * 300,
        }  # fmt: skip

    def depths(self) -> Tuple[Optional[int], Optional[int]]:
        """Ready queue and timers of asyncio's own loops; uvloop does not show its."""
        loops: List[Any] = [found.ref() for found in list(self.loops.all.values()) if found.running]
        both = [depths(loop) for loop in loops]
        ready = [count for count, _ in both if count is not None]
        timers = [count for _, count in both if count is not None]
        return (sum(ready) if ready else None, sum(timers) if timers else None)

    def wire_history(self) -> Dict[str, List[Any]]:
        """The history, column-wise."""
        rows = list(self.history)
        return {name: [row[position] for row in rows] for position, name in enumerate(_COLUMNS)}


def _rounded(value: Optional[float]) -> Optional[float]:
    return None if value is None else round(value, 6)
