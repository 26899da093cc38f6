"""What a signal does to this process: who handles it, or that it means instant death."""

import gc
import signal
import sys
from types import CodeType
from typing import Any, Dict, List, NamedTuple, Optional

from ..locations import location
from ..loops import Loops
from ..protocol import text

SIGNALS = (signal.SIGTERM, signal.SIGINT)


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
    ("sanic.app", "Sanic.stop"): "Sanic stops its loop, waits for its connections, then ends its tasks",
    ("granian._signals", "set_loop_signals.<locals>.signal_handler"): "the granian worker stops serving",
}


def handlings(loops: Loops) -> List[Handling]:
    """SIGTERM and SIGINT, as they would be handled now."""
    return [handling(number, loops) for number in SIGNALS]


def handling(number: "signal.Signals", loops: Loops) -> Handling:
    """One signal."""
    name = number.name
    try:
        handler = signal.getsignal(number)
    except ValueError:
        handler = None
    if handler is signal.SIG_DFL:
        return Handling(name, "default", None, None, None, "nobody handles it: the process dies at once, mid-request")
    if handler is signal.SIG_IGN:
        return Handling(name, "ignored", None, None, None, "it is ignored: nothing happens")
    if handler is None:
        return Handling(name, "handler", "C code", None, None, "code that is not Python handles it")
    if handler is signal.default_int_handler:
        words = "it raises KeyboardInterrupt in the main thread"
        return Handling(name, "interrupt", "Python", "default_int_handler", None, words)
    by, function = "signal.signal", handler
    inner = _of_loop(number, handler, loops)
    if inner is not None:
        by, function = "loop.add_signal_handler", inner
    code = code_of_function(function)
    module, path = _name_of(function)
    effect = _KNOWN.get((module, path)) or "its own handler runs"
    return Handling(name, "handler", by, text(path), code, effect)


def _of_loop(number: int, handler: Any, loops: Loops) -> Any:
    """The callback of `loop.add_signal_handler`; asyncio and uvloop put a function of theirs in its place."""
    name = getattr(handler, "__name__", "")
    if name not in ("_sighandler_noop", "__sighandler", "_Loop__sighandler"):
        return None
    for loop in loops.alive():
        for table in (getattr(loop, "_signal_handlers", None), *_dicts(loop)):
            handle = table.get(number) if type(table) is dict else None
            if handle is None:
                continue
            callback = getattr(handle, "_callback", None)
            if callback is None:
                # uvloop's handle has its fields in C: what it refers to is the loop, a context, the callback, ...
                callback = next((thing for thing in gc.get_referents(handle)[2:] if callable(thing)), None)
            if callback is not None:
                return callback
    return None


def _dicts(loop: Any) -> List[Any]:
    """The tables that a loop written in C keeps."""
    if type(loop).__module__.partition(".")[0] != "uvloop":
        return []
    return [thing for thing in gc.get_referents(loop) if type(thing) is dict]


def _bare(function: Any) -> Any:
    """The function within partials and methods."""
    for _ in range(5):
        if type(function).__name__ == "partial":
            function = function.func
        elif getattr(function, "__func__", None) is not None:
            function = function.__func__
        else:
            break
    return function


def code_of_function(function: Any) -> Optional[CodeType]:
    """The code of a callable, where it is Python."""
    code = getattr(_bare(function), "__code__", None)
    return code if isinstance(code, CodeType) else None


def _name_of(function: Any) -> Any:
    """(module, qualified name) of a callable."""
    bare = _bare(function)
    path = getattr(bare, "__qualname__", None) or type(bare).__name__
    return getattr(bare, "__module__", None), path


def sigint_cancels_main() -> bool:
    """True where asyncio.run itself turns SIGINT into the cancellation of the main task."""
    return sys.version_info >= (3, 11)
