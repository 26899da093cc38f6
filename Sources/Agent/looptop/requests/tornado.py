"""Tornado: a task a request, once its handler is a coroutine."""

from typing import Any, List, Optional

from ..safe import field, kind_name
from ..text import text
from .adapter import Adapter, Asked


class Tornado(Adapter):
    """The handler has the request; the class of the handler is what people know the route by."""

    server = "tornado"
    handlers = (("tornado.web", "RequestHandler._execute"),)

    def read(self, things: List[Any]) -> Optional[Asked]:
        for thing in things:
            request = field(thing, "request")
            if kind_name(request) == "HTTPServerRequest":
                method = text(field(request, "method"), 20) or "?"
                target = text(field(request, "path"), 500) or "?"
                return Asked(id(request), method, target, kind_name(thing), text(field(request, "remote_ip"), 100))
        return None
