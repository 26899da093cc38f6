"""When this process began."""

import os

from ..real_time import time

_TICK = os.sysconf("SC_CLK_TCK")


def process_started() -> float:
    """When this process started, Unix seconds."""
    try:
        with open("/proc/self/stat", "rb") as file:
            ticks = int(file.read().rpartition(b")")[2].split()[19])
        with open("/proc/stat", "rb") as file:
            boot = next(int(line.split()[1]) for line in file if line.startswith(b"btime"))
    except (OSError, ValueError, IndexError, StopIteration):
        return time.time()
    return boot + ticks / _TICK
