"""What kind of service this is, told by what it has imported and how it was started."""

import os
import re
import sys
from typing import Any, List, Optional

from ..safe import exact, field, imported, items, lookup
from ..text import text
from .application import application
from .socket_paths import in_proc

_APPLICATION = re.compile(r"([A-Za-z_][\w.]*):[A-Za-z_][\w.]*(?:\(\))?\Z")
"""`package.module:app`, as servers take it on their command line."""

_TITLE = re.compile(r"gunicorn: \w+ \[(.+)\]\Z")
"""What gunicorn calls itself where setproctitle is installed."""

# options of the interpreter that take the next argument as their value
_WITH_VALUE = ("-W", "-X", "--check-hash-based-pycs")

_SERVERS = (
    ("uvicorn", "uvicorn.server", "uvicorn"),
    ("hypercorn", "hypercorn.run", "hypercorn"),
    ("granian", "granian.server", "granian"),
    ("sanic", "sanic.app", "sanic"),
    ("daphne", "daphne.server", "daphne"),
    ("gunicorn", "gunicorn.app", "gunicorn"),
    ("aiohttp", "aiohttp.web_runner", "aiohttp"),
    ("tornado", "tornado.httpserver", "tornado"),
)


def recognise() -> Optional[str]:
    """The server, or None: first by the command, else by what is imported."""
    command = _main(leading_command_line())
    for name, _, package in _SERVERS:
        if command == package:
            return name
    for name, module, _ in _SERVERS:
        if module in sys.modules:
            return name
    return None


def leading_command_line() -> List[str]:
    """The command line of the application: a spawned worker's own says nothing."""
    return command_line(application()["pid"])


def command_line(pid: Optional[int] = None) -> List[str]:
    """The command line of a process; at boot, before Python has read it, `sys.argv` says little."""
    try:
        with open(in_proc(os.getpid() if pid is None else pid, "cmdline"), "rb") as file:
            arguments = file.read(65536).split(b"\0")[:-1]
    except OSError:
        return [sys.executable, *(exact(word) or "?" for word in items(lookup(vars(sys), "argv")))]
    return [argument.decode("utf-8", "replace") for argument in arguments]


def _main(arguments: List[str]) -> Optional[str]:
    """The module that runs (`python -m`), else the script without its folder and ending."""
    name: Any = field(imported("__main__", "__spec__"), "name")
    if type(name) is str and not name.startswith("multiprocessing."):
        return name[: -len(".__main__")] if name.endswith(".__main__") else name
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "-m":
            return next(rest, None)
        if argument == "-c" or argument == "-":
            return None
        if argument in _WITH_VALUE:
            next(rest, None)
        elif not argument.startswith("-"):
            base = os.path.basename(argument)
            return base[:-3] if base.endswith(".py") else base
    return None


def service_name() -> str:
    """A name for the service: of a server's command the application, else the module or script."""
    arguments = leading_command_line()
    title = _TITLE.match(arguments[0]) if arguments else None
    if title:
        return text(title.group(1).partition(":")[0]) or "gunicorn"
    main = _main(arguments)
    if any(main == package for _, _, package in _SERVERS):
        for argument in arguments[1:]:
            application = _APPLICATION.match(argument)
            if application:
                return text(application.group(1)) or "python"
    return text(main) or "python"
