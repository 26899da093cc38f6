"""The servers' own rules for an end: their timeouts, what a second signal does, what is known to hang."""

import os
import sys
from types import CellType
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from ..observer.observer import Observer
from ..process.application import application
from ..process.command_line import command_line, recognise
from ..process.socket_paths import started
from ..reading.await_chain import links_of
from ..reading.coroutine_frames import referents
from ..reading.sliced import sliced
from ..safe import class_attribute, class_module, entries, field, imported, kind_name, lookup, real
from .phase_marks import is_main, main_thread_is_in

SEARCHED = 2000
"""Tasks in whose frames the server's own settings are looked for."""


class Timeout(NamedTuple):
    """A limit of the server's own: `seconds` None where it waits without one, or where `known` is false.

    `what` it waits for; `then`: what happens after so long, as a sentence of its own.
    """

    name: str
    seconds: Optional[float]
    known: bool
    what: str
    then: str = ""

    def wire(self) -> Dict[str, Any]:
        """A row of `timeouts`."""
        return {**self._asdict(), "then": "" if self.seconds is None else self.then}


class Rules(NamedTuple):
    """How a server ends."""

    steps: List[str]
    timeouts: List[Timeout]
    second: Optional[Tuple[str, str]] = None
    cautions: Tuple[str, ...] = ()


def version_of(module: str) -> Optional[str]:
    """`__version__` of an imported package."""
    found = imported(module, "__version__")
    found = imported(module, "version") if found is None else found
    return found if type(found) is str else None


def server_name() -> Optional[str]:
    """Who serves in this process: gunicorn's ASGI workers run uvicorn, which then has the say."""
    name = recognise()
    if name == "gunicorn" and "uvicorn.server" in sys.modules:
        return "uvicorn"
    if name == "aiohttp" and "aiohttp.web" not in sys.modules:
        return None
    return name


def master_of() -> Optional[Dict[str, Any]]:
    """The process that leads the application, where that is another: signals are for it."""
    leader = application()
    pid = leader["pid"]
    if pid is None or pid == os.getpid():
        return None
    return {
        "pid": pid, "start_ticks": leader["start_ticks"], "started": started(pid), "command": command_of(pid),
        "server": recognise(),
    }  # fmt: skip


def command_of(pid: int) -> str:
    """What a process runs, in one line."""
    return " ".join(command_line(pid))[:200]


def rules(observer: Observer, name: Optional[str]) -> Rules:
    """What is known of the server that runs here."""
    if name == "uvicorn":
        return _uvicorn(observer)
    if name == "hypercorn":
        return _hypercorn(observer)
    if name == "aiohttp":
        return _aiohttp(observer)
    if name == "sanic":
        return _sanic()
    if name == "granian":
        return _granian()
    if name == "gunicorn":
        return _gunicorn()
    if name == "daphne":
        limit = Timeout("applications", None, True, "the applications to end after their cancellation")
        cautions = ("requests in flight are cancelled at once", "a task that swallows CancelledError hangs it")
        return Rules(["applications are cancelled", "exit"], [limit], None, cautions)
    if name == "tornado":
        caution = "tornado handles no signals itself: what happens is what the service's own handler does"
        return Rules(["the service's own handler"], _of_interpreter(observer), None, (caution,))
    return Rules([], _of_interpreter(observer))


def _of_interpreter(observer: Observer) -> List[Timeout]:
    """What a program without a server waits for at its end."""
    if not observer.loops.all:
        return []
    if not main_thread_is_in("asyncio/runners.py:run", "uvloop/__init__.py:run") or sys.version_info < (3, 9):
        return [Timeout("interpreter", None, True, "threads of executors, and those that are no daemons")]
    what = "the threads of the default executor"
    if sys.version_info >= (3, 12):
        return [Timeout("asyncio.run", 300.0, True, what, "asyncio.run warns, and goes on")]
    return [Timeout("asyncio.run", None, True, what)]


def _uvicorn(observer: Observer) -> Rules:
    config = None
    for thing in _at_hand(observer, ("uvicorn/server.py",)):
        config = field(thing, "config")
        if class_module(type(config)) == "uvicorn.config":
            break
        config = None
    limit = setting(config, "timeout_graceful_shutdown")
    timeouts = [
        Timeout(
            "timeout_graceful_shutdown", limit, config is not None, "requests and connections",
            "uvicorn cancels the requests' tasks",
        ),
        Timeout("lifespan", None, True, "the lifespan's shutdown"),
    ]  # fmt: skip
    if "gunicorn.workers" in sys.modules or "uvicorn_worker" in sys.modules:
        timeouts.append(_gunicorn_timeout())
    steps = ["listeners close", "idle connections close", "requests end", "lifespan ends", "exit"]
    words = "a second SIGINT, not SIGTERM, makes uvicorn wait for no request, and leave without the lifespan's shutdown"
    if sys.version_info >= (3, 12, 1) and any(loop.implementation == "asyncio" for loop in observer.loops.all.values()):
        words += "; since Python 3.12.1 Server.wait_closed() still waits for every connection"
    caution = "uvicorn does not close streaming responses (SSE): it waits for the clients"
    return Rules(steps, timeouts, ("SIGINT", words), (caution,))


def _gunicorn() -> Rules:
    steps = ["requests end", "tasks are cancelled", "exit"]
    if "gunicorn.workers.gasgi" in sys.modules:
        steps = ["listeners close", "requests end", "lifespan ends", "exit"]
    second = ("SIGQUIT", "SIGQUIT makes gunicorn leave at once, with requests in flight")
    return Rules(steps, [_gunicorn_timeout()], second)


def _gunicorn_timeout() -> Timeout:
    seconds = option("--graceful-timeout")
    what = "the worker's end"
    return Timeout("graceful_timeout", 30.0 if seconds is None else seconds, True, what, "gunicorn's master kills it")


def _hypercorn(observer: Observer) -> Rules:
    config = next(
        (thing for thing in _at_hand(observer, ("hypercorn/asyncio/run.py",)) if kind_name(thing) == "Config"), None
    )
    graceful = setting(config, "graceful_timeout")
    lifespan = setting(config, "shutdown_timeout")
    timeouts = [
        Timeout("graceful_timeout", graceful, config is not None, "connections", "hypercorn goes on without them"),
        Timeout("shutdown_timeout", lifespan, config is not None, "the lifespan's shutdown", "hypercorn gives it up"),
    ]
    cautions = []
    if (setting(config, "workers") or 0) > 1:
        cautions.append("when the first of its workers has left, hypercorn kills the others, requests or not")
    if sys.version_info >= (3, 12, 1):
        cautions.append(
            "since Python 3.12.1 Server.wait_closed() waits for every connection: graceful_timeout may not count"
        )
    steps = ["listeners close", "requests end", "lifespan ends", "exit"]
    return Rules(steps, timeouts, None, tuple(cautions))


def _aiohttp(observer: Observer) -> Rules:
    runner = None
    for thing in _at_hand(observer, ("aiohttp/web.py", "aiohttp/web_runner.py")):
        if kind_name(thing) in ("AppRunner", "ServerRunner"):
            runner = thing
    seconds = setting(runner, "_shutdown_timeout")
    limit = Timeout(
        "shutdown_timeout", seconds, seconds is not None, "each request's handler",
        "aiohttp cancels it, and waits as long again",
    )  # fmt: skip
    endless = Timeout("on_cleanup", None, True, "on_shutdown and on_cleanup")
    caution = "WebSockets are closed by the service's own on_shutdown, not by aiohttp"
    steps = ["listeners close", "on_shutdown", "requests end", "on_cleanup", "tasks are cancelled", "exit"]
    return Rules(steps, [limit, endless], None, (caution,))


def _sanic() -> Rules:
    graceful: Optional[float] = 15.0
    sanic = imported("sanic.app", "Sanic")
    for _, app in entries(None if sanic is None else class_attribute(sanic, "_app_registry")):
        graceful = number(lookup(field(app, "config"), "GRACEFUL_SHUTDOWN_TIMEOUT"))
    limit = Timeout("GRACEFUL_SHUTDOWN_TIMEOUT", graceful, graceful is not None, "connections", "Sanic aborts them")
    second = ("SIGTERM", "after the first signal nobody handles the next: it kills the process at once")
    if master_of() is not None:
        second = ("SIGINT", "a second signal to Sanic's manager kills the whole process group")
    cautions = []
    if sys.version_info >= (3, 12, 1):
        cautions.append("since Python 3.12.1 Server.wait_closed() waits for every connection before that limit counts")
    steps = ["before_server_stop", "listeners close", "connections end", "tasks end", "after_server_stop", "exit"]
    return Rules(steps, [limit], second, tuple(cautions))


def _granian() -> Rules:
    seconds = option("--workers-kill-timeout")
    limit = Timeout("workers_kill_timeout", seconds, True, "the worker's end", "granian's master kills it")
    caution = "granian's connections are handled in Rust: only the Python side is seen here"
    return Rules(["requests end", "lifespan ends", "exit"], [limit], None, (caution,))


def option(name: str) -> Optional[float]:
    """The number behind an option on the application's command line."""
    words = command_line(application()["pid"])
    for position, word in enumerate(words):
        given, _, value = word.partition("=")
        if given == name:
            return number_in(value or (words[position + 1] if position + 1 < len(words) else ""))
    return None


def number_in(text: str) -> Optional[float]:
    """A number of a command line."""
    try:
        return float(text.rstrip("s"))
    except ValueError:
        return None


def number(value: Any) -> Optional[float]:
    """A number, or None."""
    return real(value)


def setting(thing: Any, name: str) -> Optional[float]:
    """A number that an object, or else its class, keeps."""
    if thing is None:
        return None
    own = field(thing, name)
    return number(class_attribute(type(thing), name) if own is None else own)


def _content(thing: Any) -> Any:
    """What a variable that inner functions share holds."""
    if type(thing) is not CellType:
        return thing
    try:
        return thing.cell_contents
    except ValueError:
        return None


def _at_hand(observer: Observer, files: Tuple[str, ...]) -> List[Any]:
    """What the frames in these files have at hand, of the tasks that a loop waits for first."""
    found: List[Any] = []
    for record in sliced(observer.scanner.known[:SEARCHED]):
        task = record()
        if task is None:
            continue
        for code, link in links_of(task)[:6]:
            if code.co_filename.endswith(files):
                found += [_content(thing) for thing in referents(link)]
        if found and is_main(task):
            break
        del task
    return found
