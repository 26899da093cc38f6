"""What an adapter tells about a request; a new server is a file with an adapter, and a line in `table.py`."""

from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from ..protocol import text
from ..resources.inside import field


class Asked(NamedTuple):
    """One request as its server has it now; `key` is the same for the same request."""

    key: int
    method: str
    target: str
    route: Optional[str]
    peer: Optional[str]


class Adapter:
    """Finds the request in a suspended coroutine of the server's, in the agent's thread."""

    server = ""
    handlers: Tuple[Tuple[str, str], ...] = ()
    """(module, path) of the coroutine functions that handle a request."""
    counts = False
    """True if `total` knows how many there were."""

    def read(self, things: List[Any]) -> Optional[Asked]:
        """The request among what such a coroutine has at hand; None while it handles none."""
        raise NotImplementedError

    def total(self) -> int:
        """Requests that are over, as the server counts them."""
        return 0


def asgi(scope: Any, key: int) -> Optional[Asked]:
    """The request of an ASGI scope."""
    if type(scope) is not dict or scope.get("type") not in ("http", "websocket"):
        return None
    method = "WEBSOCKET" if scope["type"] == "websocket" else scope.get("method")
    target = text(scope.get("path"), 500)
    if type(method) is not str or target is None:
        return None
    return Asked(key, method[:20], target, _route(scope), peer_text(scope.get("client")))


def _route(scope: Dict[str, Any]) -> Optional[str]:
    """The pattern that Starlette and FastAPI have matched."""
    path = field(scope.get("route"), "path")
    return text(path, 500)


def peer_text(peer: Any) -> Optional[str]:
    """`127.0.0.1:53122` of (host, port)."""
    if type(peer) in (tuple, list) and len(peer) >= 2 and type(peer[0]) is str and type(peer[1]) is int:
        return "%s:%d" % (peer[0][:100], peer[1])
    return text(peer, 100)


def of_type(things: List[Any], *names: str) -> Any:
    """The first thing whose class has one of these names."""
    return next((thing for thing in things if type(thing).__name__ in names), None)
