"""aiohttp.web: newer ones make a task a request, older ones a task a connection."""

from typing import Any, List, Optional, Tuple

from ..remote.addresses import peer_text
from ..safe import Seen, exact, field, field_in_c, items, number
from ..text import text
from .adapter import Adapter, Asked, of_type


class AiohttpWeb(Adapter):
    """The handler of a connection has the request that is under way."""

    server = "aiohttp.web"
    counts = True
    handlers = (
        ("aiohttp.web_protocol", "RequestHandler._handle_request"),
        ("aiohttp.web_protocol", "RequestHandler.start"),
    )

    def __init__(self) -> None:
        self.managers = Seen()

    def read(self, things: List[Any]) -> Optional[Asked]:
        handler = of_type(things, "RequestHandler")
        request = field(handler, "_current_request")
        if request is None:
            return None
        manager = field(handler, "_manager")
        self.managers.add(manager)
        method, path = _message(field(request, "_message"))
        method = text(exact(field(request, "_method")), 20) or method
        target = text(path, 500) or "?"
        transport = field(request, "_transport_peername")
        return Asked(id(request), method, target.partition("?")[0], _route(request), peer_text(transport))

    def total(self) -> int:
        # it counts a request when it begins
        return sum(number(field(manager, "requests_count")) or 0 for manager in self.managers.alive())


def _message(message: Any) -> Tuple[str, Optional[str]]:
    """Method and path of what the parser has made: a tuple, or the one that is written in C."""
    parts = items(message)
    if not parts:
        parts = [field_in_c(message, "aiohttp._http_parser", name) for name in ("method", "path")]
    method, path = (parts + [None, None])[:2]
    return text(exact(method), 20) or "?", exact(path)


def _route(request: Any) -> Optional[str]:
    resource = field(field(field(request, "_match_info"), "_route"), "_resource")
    return text(field(resource, "_path"), 500) or text(field(resource, "_formatter"), 500)
