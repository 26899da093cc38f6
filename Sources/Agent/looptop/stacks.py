"""The await chain of a suspended task, and the stacks of threads, read without running any code of the service."""

import gc
from types import AsyncGeneratorType, CodeType, CoroutineType, FrameType, GeneratorType
from typing import Any, Dict, List, Optional, Tuple

from .locations import Location, location
from .protocol import text

DEEPEST = 1000
Chain = List[Tuple[CodeType, int]]

_STEPS = {
    CoroutineType: ("cr_frame", "cr_await"),
    GeneratorType: ("gi_frame", "gi_yieldfrom"),
    AsyncGeneratorType: ("ag_frame", "ag_await"),
}
WRAPPERS = frozenset(("async_generator_asend", "async_generator_athrow", "anext_awaitable", "coroutine_wrapper"))


def await_chain(coroutine: Any) -> Chain:
    """(code, line) of each frame that the coroutine is suspended in, outermost first."""
    chain: Chain = []
    link = coroutine
    for _ in range(DEEPEST):
        kind = type(link)
        names = _STEPS.get(kind)
        if names is not None:
            frame = getattr(link, names[0])
            if frame is not None:
                chain.append((frame.f_code, frame.f_lineno or 0))
            link = getattr(link, names[1])
        elif kind.__name__ in WRAPPERS:
            link = wrapped(link)
        elif kind.__module__.startswith("_cython_"):
            link = getattr(link, "cr_await", None)
        else:
            break
        if link is None:
            break
    return chain


def wrapped(link: Any) -> Any:
    """The generator or coroutine inside one of these helpers."""
    for inner in gc.get_referents(link):
        if type(inner) in _STEPS or type(inner).__name__ in WRAPPERS:
            return inner
    return None


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
