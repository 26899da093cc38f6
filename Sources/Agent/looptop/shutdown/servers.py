"""The servers' own rules for an end: their timeouts, what a second signal does, what is known to hang."""

import os
import sys
from types import CellType
from typing import TYPE_CHECKING, Any, Dict, List, NamedTuple, Optional, Tuple

from ..effort import sliced
from ..family import application
from ..links import referents
from ..resources.inside import class_attribute, field
from ..servers import command_line, recognise
from .stage import is_main, links_of

if TYPE_CHECKING:
    from ..server import Server

SEARCHED = 2000
"""Tasks in whose frames the server's own settings are looked for."""


class Timeout(NamedTuple):
    """A limit of the server's own: `seconds` None where it waits for ever, or where `known` is false."""

    name: str
    seconds: Optional[float]
    known: bool
    what: str
    then: str

    def wire(self) -> Dict[str, Any]:
        """A row of `timeouts`."""
        return dict(self._asdict())


class Rules(NamedTuple):
    """How a server ends."""

    steps: List[str]
    timeouts: List[Timeout]
    second: Optional[Tuple[str, str]]
    caution: Optional[str]


def version_of(module: str) -> Optional[str]:
    """`__version__` of an imported package."""
    found = vars(sys.modules[module]).get("__version__") if module in sys.modules else None
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
    words = command_line(pid)
    return {"pid": pid, "start_ticks": leader["start_ticks"], "command": " ".join(words)[:200], "server": recognise()}


def rules(server: "Server", name: Optional[str]) -> Rules:
    """What is known of the server that runs here."""
    if name == "uvicorn":
        return _uvicorn(server)
    if name == "hypercorn":
        return _hypercorn(server)
    if name == "aiohttp":
        return _aiohttp(server)
    if name == "sanic":
        return _sanic()
    if name == "granian":
        return _granian()
    if name == "gunicorn":
        return Rules(
            ["requests end", "tasks are cancelled", "exit"], [_gunicorn_timeout()], ("SIGQUIT", "stops at once"), None
        )
    if name == "daphne":
        limit = Timeout("applications", None, True, "the applications' ends after their cancellation", "waits for ever")
        caution = "a task that swallows CancelledError hangs it"
        return Rules(["applications are cancelled", "exit"], [limit], None, caution)
    if name == "tornado":
        caution = "tornado handles no signals itself: what happens is what the service's own handler does"
        return Rules(["the service's own handler"], [], None, caution)
    return Rules([], [_run_timeout()] if server.loops.all else [], None, None)


def _run_timeout() -> Timeout:
    what = "the default executor's threads"
    if sys.version_info >= (3, 12):
        return Timeout("asyncio.run", 300.0, True, what, "warns, and goes on")
    return Timeout("asyncio.run", None, True, what, "waits for ever")


def _uvicorn(server: "Server") -> Rules:
    config = None
    for thing in _at_hand(server, ("uvicorn/server.py",)):
        config = field(thing, "config")
        if type(config).__module__ == "uvicorn.config":
            break
        config = None
    limit = setting(config, "timeout_graceful_shutdown")
    timeouts = [
        Timeout(
            "timeout_graceful_shutdown", limit, config is not None, "requests and connections",
            "cancels the requests' tasks" if limit is not None else "waits for ever",
        ),
        Timeout("lifespan", None, True, "the lifespan's shutdown", "waits for ever"),
    ]  # fmt: skip
    if "gunicorn.workers" in sys.modules or "uvicorn_worker" in sys.modules:
        timeouts.append(_gunicorn_timeout())
    steps = ["listeners close", "idle connections close", "requests end", "lifespan ends", "exit"]
    second = ("SIGINT", "a second SIGINT, not SIGTERM, makes uvicorn leave at once, without the lifespan's shutdown")
    return Rules(steps, timeouts, second, "uvicorn ends no streaming response (SSE) by itself: it waits for the client")


def _gunicorn_timeout() -> Timeout:
    seconds = option("--graceful-timeout")
    return Timeout(
        "graceful_timeout", 30.0 if seconds is None else seconds, True, "the worker's end", "gunicorn's master kills it"
    )


def _hypercorn(server: "Server") -> Rules:
    config = next(
        (thing for thing in _at_hand(server, ("hypercorn/asyncio/run.py",)) if type(thing).__name__ == "Config"), None
    )
    graceful = setting(config, "graceful_timeout")
    lifespan = setting(config, "shutdown_timeout")
    timeouts = [
        Timeout("graceful_timeout", graceful, config is not None, "connections", "goes on without them"),
        Timeout("shutdown_timeout", lifespan, config is not None, "the lifespan's shutdown", "fails"),
    ]
    caution = None
    if sys.version_info >= (3, 12, 1):
        caution = "since Python 3.12.1 Server.wait_closed() waits for every connection: graceful_timeout may not count"
    return Rules(["listeners close", "requests end", "lifespan ends", "exit"], timeouts, None, caution)


def _aiohttp(server: "Server") -> Rules:
    runner = None
    for thing in _at_hand(server, ("aiohttp/web.py", "aiohttp/web_runner.py")):
        if type(thing).__name__ in ("AppRunner", "ServerRunner"):
            runner = thing
    seconds = setting(runner, "_shutdown_timeout")
    limit = Timeout(
        "shutdown_timeout", seconds, seconds is not None, "each connection's handler, twice", "cancels the handler"
    )
    endless = Timeout("on_cleanup", None, True, "on_shutdown and on_cleanup", "waits for ever")
    caution = "WebSockets are closed by the service's own on_shutdown, not by aiohttp"
    steps = ["listeners close", "on_shutdown", "requests end", "on_cleanup", "tasks are cancelled", "exit"]
    return Rules(steps, [limit, endless], None, caution)


def _sanic() -> Rules:
    graceful: Optional[float] = 15.0
    module = sys.modules.get("sanic.app")
    apps = vars(getattr(module, "Sanic", object)).get("_app_registry")
    for app in list(apps.values()) if type(apps) is dict else ():
        config = getattr(app, "config", None)
        if isinstance(config, dict):
            graceful = number(dict.get(config, "GRACEFUL_SHUTDOWN_TIMEOUT"))
    limit = Timeout("GRACEFUL_SHUTDOWN_TIMEOUT", graceful, graceful is not None, "connections", "aborts them")
    second = ("SIGINT", "a second signal to Sanic's manager kills the whole process group")
    caution = None
    if sys.version_info >= (3, 12, 1):
        caution = "since Python 3.12.1 Server.wait_closed() waits for every connection before that limit counts"
    steps = ["server_stop listeners", "listeners close", "connections end", "tasks end", "exit"]
    return Rules(steps, [limit], second, caution)


def _granian() -> Rules:
    seconds = option("--workers-kill-timeout")
    then = "waits for ever" if seconds is None else "granian's master kills it"
    limit = Timeout("workers_kill_timeout", seconds, True, "the worker's end", then)
    caution = "granian's connections are handled in Rust: only the Python side is seen here"
    return Rules(["requests end", "lifespan ends", "exit"], [limit], None, caution)


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
    return float(value) if type(value) in (int, float) else None


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


def _at_hand(server: "Server", files: Tuple[str, ...]) -> List[Any]:
    """What the frames in these files have at hand, of the tasks that a loop waits for first."""
    found: List[Any] = []
    for record in sliced(server.scanner.known[:SEARCHED]):
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
