"""Waits for the end of a thread of the agent's own."""

from posix import stat as status  # of `os`, services replace it
from select import select as pause
from typing import Callable, Optional

STEP = 0.0005
"""Seconds between two looks whether a thread has ended."""
FORK_WAITS = 1.0
"""Seconds at most that a fork waits: a thread of ours leaves after a slice of work, once it gets its turn."""


def wait_until_gone(is_alive: Callable[[], bool], native: Callable[[], Optional[int]], timeout: float) -> bool:
    """Waits for the end of a thread, by what Python and the kernel know of it; true once Python's part has ended.

    `native` is asked each time: a thread that has hardly begun is alive before its number is known.
    The one who waits may be a loop's thread, and services forbid blocking calls there (blockbuster puts something over
    `lock.acquire`, and so over `join`), or change the clock: neither is asked.
    """
    while is_alive() or _is_there(native()):
        if timeout <= 0:
            return not is_alive()
        timeout -= STEP
        pause([], [], [], STEP)
    return True


def _is_there(native: Optional[int]) -> bool:
    """True while the kernel knows the thread: `os.fork` counts and warns, although Python's part has ended."""
    try:
        status("/proc/self/task/%s" % native)
    except OSError:
        return False
    return True
