"""When a thread of the agent's may start again after a fork.

CPython 3.13.0 to 3.13.9 and 3.14.0 count threads, and warn of a fork beside some, only after everybody who hears of
forks has been told of it (gh-137109): a thread that starts again there would have them warn of a fork that was beside
none.
"""

import sys
from posix import stat as status  # of `os`, services replace it
from typing import Any, Callable

from ..safe import class_attribute, class_module

COUNTS_LATE = (3, 13) <= sys.version_info[:3] < (3, 13, 10) or sys.version_info[:3] == (3, 14, 0)
ALONE = 3
"""Links of a process's folder of threads, where it has one."""
KNOWN = ("asyncio.unix_events", "uvloop")
"""Whose loops are asked: only exactly theirs, for all of this is loaded before a child's first step."""


def is_to_wait() -> bool:
    """True where a thread that starts now would be counted; not where another one is, for then the warning is due."""
    try:
        return COUNTS_LATE and status("/proc/self/task").st_nlink == ALONE
    except OSError:
        return False


def start_again(asyncio: Any, start: Callable[[], None], wait_for_loop: Callable[[], None]) -> None:
    """Has `start` called when no warning can come of it: at once, or by the loop that runs in this thread; where none
    does, `wait_for_loop` is called."""
    if not is_to_wait():
        start()
        return
    loop = None if asyncio is None else asyncio._get_running_loop()
    if loop is None:
        wait_for_loop()
    elif class_module(type(loop)) in KNOWN:
        class_attribute(type(loop), "call_soon")(loop, start)
    else:
        start()  # to ask it might run code of the service
