"""Sanic: a task a connection, one request of it after the other."""

from typing import Any, List, Optional

from ..remote.addresses import peer_text
from ..safe import exact, field, field_in_c
from ..text import text
from .adapter import Adapter, Asked, of_type


class Sanic(Adapter):
    """The HTTP state machine of a connection has the request, between its header and its answer."""

    server = "sanic"
    handlers = (
        ("sanic.http.http1", "Http.http1"),
        ("sanic.server.protocols.http_protocol", "HttpProtocol.connection_task"),
    )

    def read(self, things: List[Any]) -> Optional[Asked]:
        http = of_type(things, "Http")
        if http is None:
            http = field(of_type(things, "HttpProtocol"), "_http")
        request = field(http, "request")
        stage = field(http, "stage")
        if request is None or exact(field(stage, "_name_")) not in ("HANDLER", "RESPONSE"):
            return None
        target = text(field(field(request, "_parsed_url"), "path"), 500)
        if target is None:
            raw = field_in_c(field(request, "_parsed_url"), "httptools.parser.url_parser", "path")
            target = raw.decode("latin-1")[:500] if type(raw) is bytes else "?"
        route = text(field(field(request, "route"), "path"), 500)
        connection = field(request, "conn_info")
        peer = peer_text(field(connection, "peername")) or peer_text(field(connection, "client"))
        method = text(field(request, "method"), 20) or "?"
        return Asked(id(request), method, target, None if route is None else "/" + route.lstrip("/"), peer)
