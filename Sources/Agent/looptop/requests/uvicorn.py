"""uvicorn: a task a request, with h11 or httptools; WebSockets too."""

from types import MethodType
from typing import Any, List, Optional

from ..safe import Seen, field, number
from .adapter import Adapter, Asked, asgi


class Uvicorn(Adapter):
    """The cycle of a request knows its scope, and through its connection the server's own count."""

    server = "uvicorn"
    counts = True
    handlers = (
        ("uvicorn.protocols.http.h11_impl", "RequestResponseCycle.run_asgi"),
        ("uvicorn.protocols.http.httptools_impl", "RequestResponseCycle.run_asgi"),
        ("uvicorn.protocols.websockets.websockets_impl", "WebSocketProtocol.run_asgi"),
        ("uvicorn.protocols.websockets.websockets_sansio_impl", "WebSocketsSansIOProtocol.run_asgi"),
        ("uvicorn.protocols.websockets.wsproto_impl", "WSProtocol.run_asgi"),
    )

    def __init__(self) -> None:
        self.states = Seen()

    def read(self, things: List[Any]) -> Optional[Asked]:
        for thing in things:
            scope = field(thing, "scope")
            if type(scope) is dict:
                self.learn(thing)
                return asgi(scope, id(thing))
        return None

    def learn(self, cycle: Any) -> None:
        """Where this server counts."""
        method = field(cycle, "on_response")
        protocol = method.__self__ if type(method) is MethodType else None
        self.states.add(field(protocol, "server_state"))

    def total(self) -> int:
        return sum(number(field(state, "total_requests")) or 0 for state in self.states.alive())
