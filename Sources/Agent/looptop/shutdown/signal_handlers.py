"""What a signal does to this process: who handles it, or that it means instant death."""

import gc
import signal
import sys
from types import CodeType
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from ..loops.loops import Loops
from ..reading.event_loop import uvloop_base
from ..reading.locations import location
from ..safe import (
    bare,
    class_module,
    class_name,
    code_of,
    entries,
    exact,
    field,
    field_in_c,
    function_module,
    has,
    kind_name,
    qualified_name,
)
from ..text import text

_getsignal: Any = vars(sys.modules["_signal"])["getsignal"]

SIGNALS = (signal.SIGTERM, signal.SIGINT)
UNKNOWN = "its own handler runs"
DEATH = "nobody handles it: the process dies at once, and nothing is cleaned up"


class Handling(NamedTuple):
    """What happens on a signal. `action`: `handler`, `default` (death), `interrupt` (KeyboardInterrupt), `ignored`."""

    signal: str
    action: str
    by: Optional[str]
    name: Optional[str]
    code: Optional[CodeType]
    effect: str

    def wire(self) -> Dict[str, Any]:
        """A row of `signals` in the plan."""
        return {
            "signal": self.signal,
            "action": self.action,
            "by": self.by,
            "name": self.name,
            "location": None if self.code is None else location(self.code, self.code.co_firstlineno).wire(),
            "effect": self.effect,
        }


_GUNICORN_LEAVES = "the gunicorn worker stops listening, waits for its connections, then ends the lifespan"
_HYPERCORN_LEAVES = "hypercorn stops listening, waits for its connections, then ends the lifespan"
_SANIC_LEAVES = "Sanic cancels its own background tasks, stops its loop, then waits for its connections"

# (module, qualified name) of handlers that are known: what they do
_KNOWN = {
    ("uvicorn.server", "Server.handle_exit"): "uvicorn stops listening, waits for its requests, then ends the lifespan",
    (
        "asyncio.runners",
        "Runner._on_sigint",
    ): "asyncio.run cancels the main task; a second raises KeyboardInterrupt",
    (
        "aiohttp.web_runner",
        "_raise_graceful_exit",
    ): "aiohttp.web stops its sites, waits for its handlers, cleans up",
    ("gunicorn.arbiter", "Arbiter.signal"): "gunicorn's master stops its workers, and kills those that take too long",
    ("gunicorn.workers.base", "Worker.handle_exit"): "the gunicorn worker stops, and ends its requests first",
    ("gunicorn.workers.gasgi", "ASGIWorker.handle_exit_signal"): _GUNICORN_LEAVES,
    ("gunicorn.workers.gasgi", "ASGIWorker.handle_quit_signal"): "the gunicorn worker waits for no request, and leaves",
    ("hypercorn.asyncio.run", "worker_serve.<locals>._signal_handler"): _HYPERCORN_LEAVES,
    ("sanic.app", "Sanic.stop"): _SANIC_LEAVES,
    ("sanic.mixins.startup", "StartupMixin.stop"): _SANIC_LEAVES,
    ("twisted.internet.base", "ReactorBase.sigTerm"): "Twisted stops its reactor",
    ("twisted.internet.base", "ReactorBase.sigInt"): "Twisted stops its reactor",
    ("asyncio.locks", "Event.set"): "it sets an Event, and the service's code that waits for it goes on",
    ("asyncio.base_events", "BaseEventLoop.stop"): "it stops the loop: run_forever() returns",
    ("threading", "Event.set"): "it sets a threading.Event, and the service's code that waits for it goes on",
    ("granian._signals", "set_loop_signals.<locals>.signal_handler"): "the granian worker stops serving",
}


def disposition(number: int, pid: Any = "self") -> Optional[str]:
    """What the kernel does with a signal of a process: `default`, `ignored`, `handler`; None where that is not known.

    Python knows only the handlers that Python has set, or had found at its start.
    """
    try:
        with open("/proc/%s/status" % pid, "rb") as file:
            lines = dict(line.split(b":", 1) for line in file.read().splitlines() if b":" in line)
        caught, ignored = int(lines[b"SigCgt"], 16), int(lines[b"SigIgn"], 16)
    except (OSError, KeyError, ValueError):
        return None
    bit = 1 << (number - 1)
    return "handler" if caught & bit else "ignored" if ignored & bit else "default"


def handlings(loops: Loops) -> List[Handling]:
    """SIGTERM and SIGINT, as they would be handled now."""
    return [handling(number, loops) for number in SIGNALS]


def handling(number: "signal.Signals", loops: Loops) -> Handling:
    """One signal."""
    name = number.name
    try:
        # not that of `signal`, which looks for the handler in a table, by its hash
        handler = _getsignal(number)
    except ValueError:
        handler = None
    action = disposition(number)
    kept = int(handler) if type(handler) is int else -1
    if action == "default" or (action is None and kept == signal.SIG_DFL):
        return Handling(name, "default", None, None, None, DEATH)
    if action == "ignored" or (action is None and kept == signal.SIG_IGN):
        return Handling(name, "ignored", None, None, None, "it is ignored: nothing happens")
    if handler is None or kept >= 0:
        words = "code that is not Python handles it: what it does is not known"
        return Handling(name, "handler", "C code", None, None, words)
    if handler is signal.default_int_handler:
        words = "it raises KeyboardInterrupt in the main thread"
        return Handling(name, "interrupt", "Python", "default_int_handler", None, words)
    by, function = "signal.signal", handler
    inner = _of_loop(number, handler, loops)
    if inner is not None:
        by, function = "loop.add_signal_handler", inner
    code = code_of(function)
    module, path = _name_of(function)
    effect = _KNOWN.get((module, path)) or UNKNOWN
    return Handling(name, "handler", by, text(path), code, effect)


def _of_loop(number: int, handler: Any, loops: Loops) -> Any:
    """The callback of `loop.add_signal_handler`; asyncio and uvloop put a function of theirs in its place."""
    name = _name_of(handler)[1].rpartition(".")[2]
    if name not in ("_sighandler_noop", "__sighandler", "_Loop__sighandler"):
        return None
    for loop in loops.alive():
        for table in (field(loop, "_signal_handlers"), *_dicts(loop)):
            # asyncio keeps the number as it was given
            numbers = (entry for entry in entries(table) if type(entry[0]) in (int, signal.Signals))
            handle = next((kept for key, kept in numbers if key == number), None)
            # A loop in C has other tables with numbers as keys, of descriptors.
            if handle is None or kind_name(handle) not in ("Handle", "TimerHandle"):
                continue
            callback = field(handle, "_callback")
            if callback is None:
                # uvloop's handle has its fields in C: what it refers to is the loop, a context, the callback, ...
                callback = next((thing for thing in gc.get_referents(handle)[2:] if has(type(thing), "__call__")), None)
            if callback is not None:
                return callback
    return None


def _dicts(loop: Any) -> List[Any]:
    """The tables that a loop written in C keeps."""
    if uvloop_base(loop) is None:
        return []
    return [thing for thing in gc.get_referents(loop) if type(thing) is dict]


def _name_of(function: Any) -> Tuple[str, str]:
    """(module, qualified name) of a callable, uvloop's functions in C among them; of others their class."""
    function = bare(function)
    kind = type(function)
    if class_module(kind).startswith("_cython_"):
        names = [exact(field_in_c(function, class_module(kind), name)) for name in ("__module__", "__qualname__")]
        return names[0] or "", names[1] or ""
    return function_module(function), qualified_name(function) or class_name(kind)
