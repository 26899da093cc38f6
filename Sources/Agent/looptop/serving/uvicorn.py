"""uvicorn: a task a request, with h11 or httptools; WebSockets too."""

from typing import Any, List, Optional
from weakref import WeakSet

from ..resources.inside import field
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
        self.states: Any = WeakSet()

    def read(self, things: List[Any]) -> Optional[Asked]:
        for thing in things:
            scope = field(thing, "scope")
            if type(scope) is dict:
                self.learn(thing)
                return asgi(scope, id(thing))
        return None

    def learn(self, cycle: Any) -> None:
        """Where this server counts."""
        protocol = getattr(field(cycle, "on_response"), "__self__", None)
        state = field(protocol, "server_state")
        if state is not None:
            try:
                self.states.add(state)
            except TypeError:
                return

    def total(self) -> int:
        return sum(field(state, "total_requests", 0) for state in list(self.states))
