"""aiohttp.web: newer ones make a task a request, older ones a task a connection."""

from typing import Any, List, Optional
from weakref import WeakSet

from ..protocol import text
from ..resources.inside import field
from .adapter import Adapter, Asked, of_type, peer_text


class AiohttpWeb(Adapter):
    """The handler of a connection has the request that is under way."""

    server = "aiohttp.web"
    counts = True
    handlers = (
        ("aiohttp.web_protocol", "RequestHandler._handle_request"),
        ("aiohttp.web_protocol", "RequestHandler.start"),
    )

    def __init__(self) -> None:
        self.managers: Any = WeakSet()

    def read(self, things: List[Any]) -> Optional[Asked]:
        handler = of_type(things, "RequestHandler")
        request = field(handler, "_current_request")
        if request is None:
            return None
        manager = field(handler, "_manager")
        if manager is not None:
            self.managers.add(manager)
        message = field(request, "_message")
        path = getattr(message, "path", None)
        method = text(field(request, "_method"), 20) or text(getattr(message, "method", None), 20) or "?"
        target = text(path, 500) or "?"
        transport = field(request, "_transport_peername") or getattr(request, "_transport_peername", None)
        return Asked(id(request), method, target.partition("?")[0], _route(request), peer_text(transport))

    def total(self) -> int:
        # it counts a request when it begins
        return sum(field(manager, "requests_count", 0) for manager in list(self.managers))


def _route(request: Any) -> Optional[str]:
    resource = field(field(field(request, "_match_info"), "_route"), "_resource")
    return text(field(resource, "_path"), 500) or text(field(resource, "_formatter"), 500)
