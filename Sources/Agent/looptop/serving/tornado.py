"""Tornado: a task a request, once its handler is a coroutine."""

from typing import Any, List, Optional

from ..protocol import text
from ..resources.inside import field
from .adapter import Adapter, Asked


class Tornado(Adapter):
    """The handler has the request; the class of the handler is what people know the route by."""

    server = "tornado"
    handlers = (("tornado.web", "RequestHandler._execute"),)

    def read(self, things: List[Any]) -> Optional[Asked]:
        for thing in things:
            request = field(thing, "request")
            if type(request).__name__ == "HTTPServerRequest":
                method = text(field(request, "method"), 20) or "?"
                target = text(field(request, "path"), 500) or "?"
                return Asked(id(request), method, target, type(thing).__name__, text(field(request, "remote_ip"), 100))
        return None
