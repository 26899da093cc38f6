"""The CPU clocks of threads, read in one system call: it needs no descriptor, and does not let go of the GIL."""

from typing import NamedTuple, Optional

from ..real_time import time

_OF_THREAD = 6
"""The kernel's `CPUCLOCK_PERTHREAD_MASK | CPUCLOCK_SCHED`: with a thread's number it makes the name of its clock."""


class Clock(NamedTuple):
    """Seconds that a thread has been on CPU, and its whole process; `at` on the clock of `perf_counter`."""

    at: float
    cpu: float
    process: float


class Stall(NamedTuple):
    """The agent's thread meant to go on at `due`, and could not before `woke`; both on the clock of `perf_counter`."""

    due: float
    woke: float


def cpu_clock(native: Optional[int]) -> Optional[Clock]:
    """The clock of one thread of this process, by its number for the kernel; None where there is no such thread."""
    if native is None:
        return None
    try:
        cpu = time.clock_gettime((~native << 3) | _OF_THREAD)
    except (OSError, OverflowError):
        return None
    return Clock(time.perf_counter(), cpu, time.process_time())


class OwnRest:
    """How long the agent's thread could have run, and no CPU was free for it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.read_at = 0.0

    def read(self) -> Optional[float]:
        """So far; None where the kernel does not tell."""
        try:
            with open("/proc/thread-self/schedstat", "rb") as file:
                return int(file.read(100).split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            return None

    def remember(self, now: float, every: float) -> None:
        """What `since` is told from, read anew from time to time."""
        if now - self.read_at >= every:
            self.read_at = now
            self.seconds = self.read() or self.seconds

    def since(self) -> Optional[float]:
        """Since it was remembered; then it is remembered anew."""
        before, now = self.seconds, self.read()
        if now is None:
            return None
        self.seconds, self.read_at = now, time.perf_counter()
        return max(0.0, now - before)
