"""Places in code: which line, in which file, and whether it is the service's own."""

import os
import sys
import sysconfig
from types import CodeType
from typing import Dict, Iterator, NamedTuple, Optional, Tuple

from .protocol import text
from .registry import TaskRef

MOST = 50_000
"""Places remembered; a service that makes up code without end starts the table anew."""


class Location(NamedTuple):
    """A line of code; `user` is 1 if it is neither standard library nor installed nor ours."""

    file: str
    line: int
    function: str
    user: int

    def wire(self) -> Dict[str, object]:
        """LOCATION of the protocol."""
        return {"file": self.file, "line": self.line, "function": self.function, "user": bool(self.user)}


def _library_folders() -> Tuple[str, ...]:
    paths = sysconfig.get_paths()
    folders = {paths["stdlib"], paths["platstdlib"], os.path.dirname(os.__file__), os.path.dirname(__file__)}
    folders |= {os.path.realpath(folder) for folder in folders}
    return tuple(folder + os.sep for folder in sorted(folders))


_LIBRARY = _library_folders()
_INSTALLED = ("/site-packages/", "/dist-packages/")
_table: Dict[Tuple[str, int, str], Location] = {}
_is_user: Dict[str, int] = {}


def is_user(file: str) -> int:
    """1 if the file is the service's own."""
    known = _is_user.get(file)
    if known is None:
        if len(_is_user) > MOST:
            _is_user.clear()
        library = file.startswith(_LIBRARY) or any(part in file for part in _INSTALLED)
        known = _is_user[file] = 0 if library or file.startswith("<frozen") else 1
    return known


def location(code: CodeType, line: Optional[int]) -> Location:
    """The location of a line of this code; the same object for the same place."""
    # not the code itself: its hash is slow, and two equal codes in two files are the same to `==`
    key = (code.co_filename, line or code.co_firstlineno, code.co_name)
    found = _table.get(key)
    if found is None:
        if len(_table) >= MOST:
            _table.clear()
        name = getattr(code, "co_qualname", code.co_name)
        file = code.co_filename
        path = file if file.startswith("<") else os.path.abspath(file)
        found = Location(text(path, 4096) or "?", key[1], text(name) or "?", is_user(path))
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


def created_at(record: TaskRef) -> Optional[Location]:
    """Where a task was created; worked out once, and then the record keeps only that."""
    code = record.code
    if code is None or isinstance(code, Location):
        return code
    place = record.code = location(code, line_of(code, record.lasti))
    record.lasti = -1
    return place
