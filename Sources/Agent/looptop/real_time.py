"""The clocks as the interpreter has them, whatever the service has put in their place: freezegun and others stop them.

`time` here stands for the module of that name. It is an object, for such tools look through the globals of all modules
for the functions that they replace. Where they have come first, the kernel's clocks are read directly.
"""

import time as _module
from functools import partial
from select import select
from types import BuiltinFunctionType
from typing import Any, Callable

_REAL, _MONOTONIC, _PROCESS, _THREAD = 0, 1, 2, 3
"""The kernel's numbers."""


def _is_own(function: Any) -> bool:
    """True of a function of the interpreter's module."""
    return type(function) is BuiltinFunctionType and function.__self__ is _module


def _clock(name: str, number: int) -> Callable[[], float]:
    function: Callable[[], float] = vars(_module)[name]
    return function if _is_own(function) else partial(_module.clock_gettime, number)


class Time:
    """What the agent uses of `time`."""

    __slots__ = ("time", "monotonic", "perf_counter", "process_time", "thread_time", "sleep", "clock_gettime")

    def __init__(self) -> None:
        self.time = _clock("time", _REAL)
        self.monotonic = _clock("monotonic", _MONOTONIC)
        self.perf_counter = _clock("perf_counter", _MONOTONIC)
        self.process_time = _clock("process_time", _PROCESS)
        self.thread_time = _clock("thread_time", _THREAD)
        self.clock_gettime = _module.clock_gettime
        found: Callable[[float], None] = vars(_module)["sleep"]
        self.sleep = found if _is_own(found) else _rest


def _rest(seconds: float) -> None:
    select((), (), (), seconds)


def is_real(name: str) -> bool:
    """Whether a function of the module is the interpreter's own now."""
    return _is_own(vars(_module).get(name))


time = Time()
