"""Where a task is suspended, at the least cost: from 3.11 on a frame object is made when somebody asks for it.

It then stays as long as the coroutine does, 250 bytes and more: with 100,000 tasks that is memory, and work for the
garbage collector, which the service would have without us.
"""

import sys
from opcode import opmap
from types import CodeType, CoroutineType
from typing import Any, Dict, Optional, Tuple

from ..process.own_code import APPLICATION, OWN
from .await_chain import Links
from .coroutine_frames import frame_of
from .locations import MOST, Location, line_of, location, rank

_HAS_FRAMES = sys.version_info < (3, 11)
_YIELD = opmap["YIELD_VALUE"]
MANY = 5000
"""Tasks from which on no frame objects are made for libraries' coroutines."""
frugal = False
_only_lines: Dict[Tuple[str, int, str], Optional[int]] = {}


def suspended_place(links: Links, waits: bool) -> Optional[Location]:
    """The innermost line in the service's own code, else in a library, else the innermost.

    `waits`: it is at an `await`.
    """
    found, best = None, -1
    for code, link in reversed(links):
        whose = rank(location(code, None).file)
        if whose > best:
            found, best = (code, link), whose
            if whose == OWN:
                break
    if found is None:
        return None
    code, link = found
    if frugal and best < APPLICATION and waits and not _HAS_FRAMES and type(link) is CoroutineType:
        return location(code, only_await(code))  # in a library, among several, the function will do
    return location(code, _line(code, link, waits))


def be_frugal(tasks: int) -> None:
    """Among so many tasks: whether the line in a library's function is worth a frame object."""
    global frugal
    frugal = tasks > MANY


def _line(code: CodeType, link: Any, waits: bool) -> Optional[int]:
    if waits and not _HAS_FRAMES and type(link) is CoroutineType:
        line = only_await(code)
        if line is not None:
            return line
    frame = frame_of(link)
    return None if frame is None else frame.f_lineno


def only_await(code: CodeType) -> Optional[int]:
    """The line of the one `await` in the code of a coroutine; None if there are several."""
    key = (code.co_filename, code.co_firstlineno, code.co_name)
    if key not in _only_lines:
        if len(_only_lines) >= MOST:
            _only_lines.clear()
        # the caches between the instructions are zero
        instructions = code.co_code
        found = [offset for offset in range(0, len(instructions), 2) if instructions[offset] == _YIELD]
        _only_lines[key] = line_of(code, found[0]) if len(found) == 1 else None
    return _only_lines[key]
