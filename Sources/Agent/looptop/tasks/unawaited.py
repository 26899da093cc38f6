"""Hears of coroutines that were never awaited, where the interpreter has `warnings` write its warning.

The warning names the line at which the coroutine was thrown away by counting frames, and with `-W error` it shows them:
no frame of ours may be there. So the function that writes it is copied, and hears by the builtins that it uses: the
copy looks `RuntimeWarning` up in a dictionary that notes who asks.
"""

import builtins
import sys
import warnings
from types import FunctionType
from typing import Any, Deque, Dict, Optional

from ..real_time import time
from ..text import text

NAME = "_warn_unawaited_coroutine"
ASKED = "RuntimeWarning"


class Builtins(Dict[str, Any]):
    """The builtins; `told` gets (time, kind, None, None, words, where) each time that one of them is asked for."""

    def __init__(self, told: Deque[Any]) -> None:
        super().__init__(vars(builtins))
        self.told = told

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        if name == ASKED:
            try:
                frame = sys._getframe(1)
                where = None if frame.f_back is None else (frame.f_back.f_code, frame.f_back.f_lineno)
                words = text(frame.f_locals["coro"].__qualname__)
                self.told.append((time.time(), "never-awaited", None, None, words, where))
                del frame
            except Exception:
                pass  # the service must not notice
        return value


class Unawaited:
    """The hook."""

    def __init__(self, told: Deque[Any]) -> None:
        self.told = told
        self.original: Any = None
        self.installed: Optional[FunctionType] = None

    def install(self) -> None:
        """Puts the hook in; does nothing where the function is not as it is known."""
        original = vars(warnings).get(NAME)
        if self.installed is not None or type(original) is not FunctionType:
            return
        code = original.__code__
        known = ASKED in code.co_names and "coro" in code.co_varnames + code.co_cellvars and not code.co_freevars
        if not known or original.__globals__.get("__builtins__") is None:
            return
        names = dict(original.__globals__, __builtins__=Builtins(self.told))
        self.original, self.installed = original, FunctionType(code, names, NAME)
        setattr(warnings, NAME, self.installed)

    def remove(self) -> None:
        """Takes it out, if it is still ours."""
        if self.installed is not None and vars(warnings).get(NAME) is self.installed:
            setattr(warnings, NAME, self.original)
        self.original = self.installed = None
