"""The await chain of a suspended task, and the stacks of threads, read without running any code of the service."""

from types import CodeType, FrameType
from typing import Any, Dict, List, Optional, Tuple

from ..process.own_code import OWN
from ..text import text
from .await_chain import DEEPEST, await_links
from .coroutine_frames import frame_of
from .locations import Location, is_ours, location, rank
from .thread_frames import back

Chain = List[Tuple[CodeType, int]]

_LOOP_FILES = ("/asyncio/base_events.py", "/asyncio/events.py", "/asyncio/runners.py")
_LOOP_RUNS = ("_run", "_run_once", "run", "run_forever", "run_until_complete")
"""The functions of those files that run callbacks: the others are called by them."""


def await_chain(coroutine: Any) -> Chain:
    """(code, line) of each frame that the coroutine is suspended in, outermost first."""
    frames = [frame_of(link) for _, link in await_links(coroutine)]
    return [(frame.f_code, frame.f_lineno or 0) for frame in frames if frame is not None]


def shown_place(chain: Chain) -> Optional[Location]:
    """The innermost line in the service's own code, else in a library, else the innermost."""
    found, best = None, -1
    for code, line in reversed(chain):
        whose = rank(location(code, line).file)
        if whose > best:
            found, best = (code, line), whose
            if whose == OWN:
                break
    return None if found is None else location(*found)


def thread_chain(frame: Optional[FrameType], ours: bool = False) -> Chain:
    """(code, line) of a thread's frames, outermost first; those of the agent, which stand between a loop and its
    selector, only where that is asked for."""
    chain: Chain = []
    while frame is not None and len(chain) < DEEPEST:
        code = frame.f_code
        if ours or not is_ours(code):
            chain.append((code, frame.f_lineno or 0))
        frame = back(frame)
    chain.reverse()
    return chain


def in_callback(chain: Chain, outside: int = 0) -> Chain:
    """What the loop has called; where that is not seen, the loop's own innermost frame: what has called the loop does
    not hold it up. `outside`: how many frames are around a loop in C, which has none."""
    for position in range(len(chain) - 1, -1, -1):
        if is_loops_own(chain[position][0]):
            return chain[position + 1 :] or chain[position:]
    return chain[outside:]


def is_loops_own(code: CodeType) -> bool:
    """True for the code with which loops run their callbacks."""
    return code.co_filename.endswith(_LOOP_FILES) and code.co_name in _LOOP_RUNS


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
