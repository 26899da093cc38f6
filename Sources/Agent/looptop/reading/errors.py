"""Exceptions in words, without running code of the service."""

from types import FrameType, TracebackType
from typing import Any, List, Optional, Tuple

from ..safe import class_name, is_a
from ..text import text
from .locations import Location, location

DEEPEST = 50
"""Frames of a traceback that are looked at."""
_traceback: Any = vars(BaseException)["__traceback__"].__get__


def error_text(error: Any) -> str:
    """Type and first argument of an exception; its own `__str__` is never called."""
    if not is_a(error, BaseException):
        return "?"
    name = class_name(type(error))
    arguments = BaseException.args.__get__(error)  # type: ignore[attr-defined]
    if arguments and (type(arguments[0]) is str or type(arguments[0]) is int):
        try:
            name = "%s: %s" % (name, arguments[0])
        except ValueError:
            pass  # an integer of more digits than Python prints
    return text(name) or "?"


def frames(error: Any) -> List[Tuple[FrameType, int]]:
    """The frames of a traceback, outermost first, each with the line that it died at."""
    found: List[Tuple[FrameType, int]] = []
    if not is_a(error, BaseException):
        return found
    entry = _traceback(error)
    while type(entry) is TracebackType and len(found) < DEEPEST:
        found.append((entry.tb_frame, entry.tb_lineno))
        entry = entry.tb_next
    return found


def failed_at(error: Any) -> Optional[Location]:
    """The innermost line of the service's own code that an exception came through, else the innermost."""
    places = [location(frame.f_code, line) for frame, line in frames(error)]
    return next((place for place in reversed(places) if place.user), places[-1] if places else None)
