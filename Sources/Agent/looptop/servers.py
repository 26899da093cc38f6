"""What kind of service this is, told by what it has imported and how it was started."""

import os
import sys
from typing import Any, List, Optional

from .protocol import text

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
    command = main_name()
    for name, _, package in _SERVERS:
        if command == package:
            return name
    for name, module, _ in _SERVERS:
        if module in sys.modules:
            return name
    return None


def main_name() -> Optional[str]:
    """The module that runs (`python -m`), else the script without its folder and ending."""
    spec = getattr(sys.modules.get("__main__"), "__spec__", None)
    name: Any = getattr(spec, "name", None)
    if type(name) is str:
        return name[: -len(".__main__")] if name.endswith(".__main__") else name
    arguments: List[str] = list(getattr(sys, "orig_argv", ()))
    for position, argument in enumerate(arguments[1:-1], 1):
        if argument == "-m":
            return arguments[position + 1]
        if not argument.startswith("-"):
            break
    script: str = (getattr(sys, "argv", None) or [""])[0]
    if script in ("", "-c", "-m"):
        return None
    base = os.path.basename(script)
    return base[:-3] if base.endswith(".py") else base


def service_name() -> str:
    """A name for the service."""
    return text(main_name()) or "python"
