"""The frames of the service's threads, while they run on."""

import sys
from operator import attrgetter, methodcaller
from types import FrameType
from typing import Any, Dict, Optional

from .quiet import quietly

_locals = attrgetter("f_locals")

if sys.version_info[:2] == (3, 11):
    # frame objects are made when they are asked for, and a frame may end while its object is made
    _call = methodcaller("__call__")
    _back = attrgetter("f_back")

    def tops() -> Dict[int, FrameType]:
        """The innermost frame of each thread."""
        return quietly(_call, sys._current_frames) or {}

    def back(frame: FrameType) -> Optional[FrameType]:
        """The frame that has called this one."""
        return quietly(_back, frame)  # type: ignore[no-any-return]

else:

    def tops() -> Dict[int, FrameType]:
        """The innermost frame of each thread."""
        return sys._current_frames()

    def back(frame: FrameType) -> Optional[FrameType]:
        """The frame that has called this one."""
        return frame.f_back


def top_of(ident: Optional[int]) -> Optional[FrameType]:
    """The innermost frame of one thread."""
    return tops().get(ident or 0)


def local(frame: FrameType, name: str) -> Any:
    """A local variable of a function that runs.

    Before 3.13 the frame keeps what it was asked for until it ends, and lets go of what it was asked for before: that
    may run code of the service, during which the function may end. So this is for functions that end with their one
    job, and whose variables stay what they are.
    """
    variables = quietly(_locals, frame) if sys.version_info[:2] == (3, 11) else frame.f_locals
    return None if variables is None else variables.get(name)
