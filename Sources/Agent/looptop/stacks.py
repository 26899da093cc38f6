"""The await chain of a suspended task, and the stacks of threads, read without running any code of the service."""

from types import CodeType, FrameType
from typing import Any, Dict, List, Optional, Tuple

from .links import DEEPEST, await_links, frame_of
from .locations import Location, location
from .protocol import text

Chain = List[Tuple[CodeType, int]]


def await_chain(coroutine: Any) -> Chain:
    """(code, line) of each frame that the coroutine is suspended in, outermost first."""
    frames = [frame_of(link) for _, link in await_links(coroutine)]
    return [(frame.f_code, frame.f_lineno or 0) for frame in frames if frame is not None]


def shown_place(chain: Chain) -> Optional[Location]:
    """The innermost line in the service's own code, else the innermost."""
    for code, line in reversed(chain):
        place = location(code, line)
        if place.user:
            return place
    return location(*chain[-1]) if chain else None


def thread_chain(frame: Optional[FrameType]) -> Chain:
    """(code, line) of a thread's frames, outermost first."""
    chain: Chain = []
    while frame is not None and len(chain) < DEEPEST:
        chain.append((frame.f_code, frame.f_lineno or 0))
        frame = frame.f_back
    chain.reverse()
    return chain


def frames(chain: Chain, source: bool = False, context: bool = False) -> List[Dict[str, Any]]:
    """FRAMEs of the protocol."""
    rows = []
    files: Dict[str, List[str]] = {}
    for code, line in chain:
        place = location(code, line)
        row = place.wire()
        row["source"] = row["context"] = None
        if source:
            if place.file not in files:
                files[place.file] = _read(place.file)
            lines = files[place.file]
            if 0 < place.line <= len(lines):
                row["source"] = text(lines[place.line - 1].strip())
                if context:
                    first, last = max(1, place.line - 3), min(len(lines), place.line + 3)
                    row["context"] = [[n, text(lines[n - 1])] for n in range(first, last + 1)]
        if not context:
            del row["context"]
        rows.append(row)
    return rows


_lines: Dict[Location, Optional[str]] = {}


def source_line(place: Location) -> Optional[str]:
    """The source of one line; remembered, for it is asked for again and again."""
    if place not in _lines:
        if len(_lines) > 2000:
            _lines.clear()
        lines = _read(place.file)
        _lines[place] = lines[place.line - 1].strip() if 0 < place.line <= len(lines) else None
    return _lines[place]


def _read(path: str) -> List[str]:
    """The lines of a source file; none of a file that is gone, odd, or longer than 2 MB."""
    try:
        with open(path, "rb") as file:
            data = file.read(2 << 20)
    except (OSError, ValueError):
        return []
    return data.decode("utf-8", "replace").splitlines()
