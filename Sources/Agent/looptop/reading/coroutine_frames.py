"""Coroutines, generators and asynchronous generators: what each waits for, has at hand, and where it stands.

`cr_await` and its like are not asked before 3.13. In 3.11 and 3.12 they take what a *running* coroutine has in place of
its stack for an object, and the service dies of it; before 3.12 they do so too between two steps of a `throw`. The
garbage collector's own way through a coroutine is safe at any moment, for a collection may come at any moment.
"""

import sys
from gc import get_referents
from opcode import opmap
from operator import attrgetter
from types import AsyncGeneratorType, CodeType, CoroutineType, FrameType, GeneratorType
from typing import Any, Dict, List, Tuple

from .quiet import quietly

KINDS = {
    CoroutineType: ("cr_code", "cr_await", "cr_frame"),
    GeneratorType: ("gi_code", "gi_yieldfrom", "gi_frame"),
    AsyncGeneratorType: ("ag_code", "ag_await", "ag_frame"),
}
"""Of each kind: its code, what it waits for, its frame."""

_MOST_PLACES = 20_000


def is_link(thing: Any) -> bool:
    """True of these; classes are compared with `is`, for a metaclass may have an equality of its own."""
    kind = type(thing)
    return kind is CoroutineType or kind is GeneratorType or kind is AsyncGeneratorType


def code_of(link: Any) -> CodeType:
    """The code of a link."""
    return getattr(link, KINDS[type(link)][0])  # type: ignore[no-any-return]


if sys.version_info[:2] == (3, 11):
    # the frame object is made when it is asked for, and the link may end while it is made
    _frames = {kind: attrgetter(names[2]) for kind, names in KINDS.items()}

    def frame_of(link: Any) -> Any:
        """The frame of a link; None once it has ended."""
        return quietly(_frames[type(link)], link)

else:

    def frame_of(link: Any) -> Any:
        """The frame of a link; None once it has ended."""
        return getattr(link, KINDS[type(link)][2])


def referents(link: Any) -> List[Any]:
    """What a link has at hand: its variables, and the values that it is working on."""
    return get_referents(link if sys.version_info >= (3, 11) else frame_of(link))


if sys.version_info >= (3, 13):

    def awaited(link: Any) -> Any:
        """What a link is suspended in; None of one that runs, has not begun, has ended, or stands at a `yield`."""
        return getattr(link, KINDS[type(link)][1])

elif sys.version_info >= (3, 11):
    _RESUME = bytes((opmap["RESUME"],))
    _places: Dict[Tuple[str, int, str, int], bool] = {}

    def awaited(link: Any) -> Any:
        """What a link is suspended in; None of one that runs, has not begun, has ended, or stands at a `yield`."""
        if type(link) is CoroutineType:
            # it is suspended at an `await` always
            return _top(link) if link.cr_suspended else None
        frame = frame_of(link)
        if frame is None:
            return None
        at = frame.f_lasti
        if not _is_await(frame.f_code, at):
            return None
        found = _top(link)
        return found if frame.f_lasti == at else None

    def _top(link: Any) -> Any:
        """What is on top of the stack. A link that runs shows no stack: then it is None."""
        # no call of a function: at its end the GIL may go, and what the link refers to would come here to die
        for things in map(get_referents, (link,)):
            found, before = things[-1], things[-2]
            del things
        kind = type(found)
        if kind is CoroutineType:
            return found
        # the exception that the link is handling comes after the stack; None where it has handled one
        if found is None or issubclass(kind, BaseException):
            found = before
            kind = type(found)
        # the last of what comes before the variables: names, code, frame
        return None if kind is str or kind is CodeType or kind is FrameType else found

    def _is_await(code: CodeType, at: int) -> bool:
        """True if an instruction is a suspension in `await` or `yield from`: then the next one says so."""
        key = (code.co_filename, code.co_firstlineno, code.co_name, at)
        known = _places.get(key)
        if known is None:
            if len(_places) >= _MOST_PLACES:
                _places.clear()
            following = code.co_code[at + 2 : at + 4]
            known = _places[key] = at >= 0 and following[:1] == _RESUME and following[1] & 3 >= 2
        return known

else:
    _YIELD_FROM = bytes((opmap["YIELD_FROM"],))

    def awaited(link: Any) -> Any:
        """What a link is suspended in; None of one that runs, has not begun, has ended, or stands at a `yield`."""
        frame = frame_of(link)
        if frame is None:
            return None
        at = frame.f_lasti
        if at < 0 or frame.f_code.co_code[at + 2 : at + 3] != _YIELD_FROM:
            return None
        for things in map(get_referents, (frame,)):
            first, found = things[0], things[-1]
            del things
        # only a frame that runs has one that it was called from
        return None if type(first) is FrameType or frame.f_lasti != at else found
