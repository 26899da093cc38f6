"""The one table of servers."""

from typing import Tuple

from .adapter import Adapter
from .aiohttp_web import AiohttpWeb
from .hypercorn import Hypercorn
from .sanic import Sanic
from .tornado import Tornado
from .uvicorn import Uvicorn


def adapters() -> Tuple[Adapter, ...]:
    """One of each."""
    return (Uvicorn(), Hypercorn(), Sanic(), Tornado(), AiohttpWeb())
