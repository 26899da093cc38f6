"""What goes wrong in the agent: bounded to where it came from, counted, told to clients, and never to the service.

A failure costs the row, the resource or the step that it came from, which is unknown for now; the rest goes on. What
fails again and again is switched off, with a sentence.
"""

from typing import Any, Callable, Dict, List, Optional, Tuple

from .real_time import time
from .safe import class_name, is_a
from .text import text

ROWS = 10
"""Kinds of failures that clients are told."""
MOST = 50
"""Kinds that are remembered."""
OFF = 20
"""Failures in a row after which what failed is switched off."""


class Trouble:
    """One kind of failure: what failed, how, and where in the agent."""

    __slots__ = ("what", "error", "at", "count", "first", "last", "off")

    def __init__(self, what: str, error: str, at: str, now: float) -> None:
        self.what = what
        self.error = error
        self.at = at
        self.count = 0
        self.first = self.last = now
        self.off = False

    def wire(self) -> Dict[str, Any]:
        """ROW of `trouble`."""
        return {
            "what": self.what, "error": self.error, "at": self.at, "count": self.count,
            "first": round(self.first, 3), "last": round(self.last, 3), "off": self.off,
        }  # fmt: skip


class Troubles:
    """All failures of this agent."""

    def __init__(self) -> None:
        self.kinds: Dict[Tuple[str, str, str], Trouble] = {}
        self.count = 0
        self.in_a_row: Dict[str, int] = {}

    def note(self, what: str, error: BaseException, switched: bool = False) -> None:
        """Something has failed: `what` in words, such as `the census of resources`; `switched`: it can be put off."""
        now = time.time()
        key = (what, words_of(error), _place(error))
        known = self.kinds.get(key)
        if known is None:
            if len(self.kinds) >= MOST:
                del self.kinds[min(self.kinds, key=lambda other: self.kinds[other].last)]
            known = self.kinds[key] = Trouble(*key, now)
        known.count += 1
        known.last = now
        self.count += 1
        self.in_a_row[what] = self.in_a_row.get(what, 0) + 1
        known.off = switched and self.is_off(what)

    def saw(self, what: str, error: BaseException) -> None:
        """Something has failed that may have gone on while it was looked at: only what that does not explain counts."""
        if not is_a_race(error):
            self.note(what, error)

    def fine(self, what: str) -> None:
        """It went well this time."""
        if what in self.in_a_row:
            del self.in_a_row[what]

    def is_off(self, what: str) -> bool:
        """True of what has failed so often in a row that it is not tried any more."""
        return bool(self.in_a_row) and self.in_a_row.get(what, 0) >= OFF

    def guard(self, what: str, step: Callable[[], Any]) -> bool:
        """Takes a step; false where it failed."""
        try:
            step()
        except Exception as error:
            self.note(what, error)
            return False
        if self.in_a_row:
            self.fine(what)
        return True

    def wire(self) -> Optional[Dict[str, Any]]:
        """The field `trouble` of `vitals`: null while nothing has failed."""
        if not self.count:
            return None
        kinds: List[Trouble] = sorted(self.kinds.values(), key=lambda kind: (not kind.off, -kind.count))
        return {"count": self.count, "rows": [kind.wire() for kind in kinds[:ROWS]]}


def is_a_race(error: BaseException) -> bool:
    """True of what comes of things that go on while they are looked at: a frame that has ended, a table that grew."""
    return any(is_a(error, kind) for kind in (AttributeError, TypeError, ValueError, RuntimeError))


def words_of(error: BaseException) -> str:
    """The class of an exception and its message, where that is text of Python's own or ours."""
    arguments = BaseException.args.__get__(error)  # type: ignore[attr-defined]
    words = text(arguments[0]) if arguments else None
    name = class_name(type(error))
    return "%s: %s" % (name, words) if words else name


def _place(error: BaseException) -> str:
    """The innermost line of the agent's own."""
    found, step = "?", error.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if "/looptop/" in file:
            found = "%s:%d" % (file.rpartition("/looptop/")[2], step.tb_lineno)
        step = step.tb_next
    return found


troubles = Troubles()
