"""hypercorn on asyncio: a task a request."""

from typing import Any, List, Optional

from ..safe import lookup
from .adapter import Adapter, Asked, asgi


class Hypercorn(Adapter):
    """The task that runs the application has the scope among its arguments."""

    server = "hypercorn"
    handlers = (("hypercorn.asyncio.task_group", "_handle"),)

    def read(self, things: List[Any]) -> Optional[Asked]:
        for thing in things:
            if type(thing) is dict and lookup(thing, "path") is not None:
                return asgi(thing, id(thing))
        return None
