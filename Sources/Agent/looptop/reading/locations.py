"""Places in code: which line, in which file, and whether it is the service's own."""

import os
import sys
from types import CodeType
from typing import TYPE_CHECKING, Dict, Iterator, NamedTuple, Optional, Tuple

from ..process.own_code import APPLICATION, ownership
from ..safe import exact
from ..text import text

if TYPE_CHECKING:
    from .record import TaskRef

MOST = 50_000
"""Places remembered; a service that makes up code without end starts the table anew."""


class Location(NamedTuple):
    """A line of code; `user` is 1 if it is the service's own (`own_code`)."""

    file: str
    line: int
    function: str
    user: int

    def wire(self) -> Dict[str, object]:
        """LOCATION of the protocol."""
        return {"file": self.file, "line": self.line, "function": self.function, "user": bool(self.user)}


_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_OURS = tuple({path + os.sep for path in (_PACKAGE, os.path.realpath(_PACKAGE))})
_table: Dict[Tuple[str, int, str], Location] = {}


def rank(file: str) -> int:
    """Whose a file is, from `own_code`: the service's own before its libraries', those before Python's."""
    return ownership.rank(file)


def is_user(file: str) -> int:
    """1 if the file is the service's own."""
    return 1 if ownership.rank(file) >= APPLICATION else 0


def absolute(file: str) -> str:
    """The whole path of a file; as it is where the working directory has gone."""
    try:
        return os.path.abspath(file)
    except OSError:
        return file


def is_ours(code: CodeType) -> bool:
    """True for the code of the agent, which is nobody's business: it wraps what the service calls."""
    return code.co_filename.startswith(_OURS)


def location(code: CodeType, line: Optional[int]) -> Location:
    """The location of a line of this code; the same object for the same place."""
    # not the code itself: its hash is slow, and two equal codes in two files are the same to `==`
    file, called = code.co_filename, code.co_name
    if type(file) is not str or type(called) is not str:
        file, called = exact(file) or "?", exact(called) or "?"
    key = (file, line or code.co_firstlineno, called)
    found = _table.get(key)
    if found is None:
        if len(_table) >= MOST:
            _table.clear()
        name = getattr(code, "co_qualname", called)
        path = file if file.startswith("<") else absolute(file)
        found = Location(text(path, 4096) or "?", key[1], text(exact(name)) or "?", is_user(path))
        _table[key] = found
    return found


def line_of(code: CodeType, offset: int) -> int:
    """The line of an instruction (`f_lasti`)."""
    found = code.co_firstlineno
    for start, line in line_starts(code):
        if start > offset:
            break
        if line is not None:
            found = line
    return found


def line_starts(code: CodeType) -> Iterator[Tuple[int, Optional[int]]]:
    """(offset, line) of the instructions of a code at which a line begins."""
    if sys.version_info >= (3, 10):
        for start, _, line in code.co_lines():
            yield start, line
        return
    address, line = 0, code.co_firstlineno
    for step, lines in zip(code.co_lnotab[0::2], code.co_lnotab[1::2]):
        if step:
            yield address, line
            address += step
        line += lines - 256 if lines >= 128 else lines
    yield address, line


def created_at(record: "TaskRef") -> Optional[Location]:
    """Where a task was created; worked out once, and then the record keeps only that."""
    code = record.code
    if code is None or isinstance(code, Location):
        return code
    place = record.code = location(code, line_of(code, record.lasti))
    record.lasti = -1
    return place
