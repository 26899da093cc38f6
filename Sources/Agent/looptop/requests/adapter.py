"""What an adapter tells about a request; a new server is a file with an adapter, and a line in `table.py`."""

from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from ..remote.addresses import peer_text
from ..safe import exact, field, kind_name, lookup
from ..text import text


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
    if type(scope) is not dict:
        return None
    kind = exact(lookup(scope, "type"))
    if kind not in ("http", "websocket"):
        return None
    method = "WEBSOCKET" if kind == "websocket" else exact(lookup(scope, "method"))
    target = text(exact(lookup(scope, "path")), 500)
    if method is None or target is None:
        return None
    return Asked(key, method[:20], target, _route(scope), peer_text(lookup(scope, "client")))


def _route(scope: Dict[str, Any]) -> Optional[str]:
    """The pattern that Starlette and FastAPI have matched."""
    return text(exact(field(lookup(scope, "route"), "path")), 500)


def of_type(things: List[Any], *names: str) -> Any:
    """The first thing whose class has one of these names."""
    return next((thing for thing in things if kind_name(thing) in names), None)
