"""Sanic: a task a connection, one request of it after the other."""

from typing import Any, List, Optional

from ..protocol import text
from ..resources.inside import field
from .adapter import Adapter, Asked, of_type, peer_text


class Sanic(Adapter):
    """The HTTP state machine of a connection has the request, between its header and its answer."""

    server = "sanic"
    handlers = (
        ("sanic.http.http1", "Http.http1"),
        ("sanic.server.protocols.http_protocol", "HttpProtocol.connection_task"),
    )

    def read(self, things: List[Any]) -> Optional[Asked]:
        http = of_type(things, "Http") or field(of_type(things, "HttpProtocol"), "_http")
        request = field(http, "request")
        stage = field(http, "stage")
        if request is None or getattr(stage, "name", None) not in ("HANDLER", "RESPONSE"):
            return None
        target = text(field(field(request, "_parsed_url"), "path"), 500)
        if target is None:
            raw = field(field(request, "_parsed_url"), "path") or getattr(field(request, "_parsed_url"), "path", b"")
            target = raw.decode("latin-1")[:500] if type(raw) is bytes else "?"
        route = text(field(field(request, "route"), "path"), 500)
        connection = field(request, "conn_info")
        peer = peer_text(field(connection, "peername")) or peer_text(field(connection, "client"))
        method = text(field(request, "method"), 20) or "?"
        return Asked(id(request), method, target, None if route is None else "/" + route.lstrip("/"), peer)
