"""httpx's pool, which is httpcore's, 0.16 and later."""

from typing import Any, Dict, Optional, Tuple
from weakref import ref

from ...safe import field, has, is_a, items, kind_name, number
from ..adapter import Adapter, Reading
from ..leaks import is_other, turn_of
from ..streams import event_waiters

UNBOUNDED = 1 << 30
_REQUESTS = ("AsyncPoolRequest", "RequestStatus")
_STREAMS = ("PoolByteStream", "ConnectionPoolByteStream")


class HttpxPool(Adapter):
    """Requests that have a connection, and those that wait for one."""

    kind, classes = "pool", ("AsyncConnectionPool",)
    makers = ("AsyncClient",)

    def __init__(self, number: str = "") -> None:
        """Of the package of this number: httpx and httpcore, or httpx2 and httpcore2."""
        self.out: Dict[int, Any] = {}
        self.module = "httpcore%s._async.connection_pool" % number
        self.handles = (("httpx" + number, "AsyncClient"),)
        self.connections = (
            (self.module, "AsyncPoolRequest"),
            (self.module, "RequestStatus"),  # through 0.18
            ("httpx" + number, "Response"),
        )

    def read(self, thing: Any) -> Optional[Reading]:
        limit = number(field(thing, "_max_connections"))
        requests = items(field(thing, "_requests"))
        served = [request for request in requests if field(request, "connection") is not None]
        taken = {id(field(request, "connection")) for request in served}
        bounded = limit is not None and limit < UNBOUNDED
        connections = field(thing, "_connections")
        open_ = items(field(thing, "_pool") if connections is None else connections)
        busy = [connection for connection in open_ if id(connection) in taken or not _is_free(connection)]
        orphans = [connection for connection in busy if id(connection) not in taken]
        reading = Reading(
            limit=limit if bounded else None,
            unlimited=limit is not None and not bounded,
            in_use=len(busy),
            size=len(open_),
            idle=len(open_) - len(busy),
            facts={"requests": "%d active, %d queued" % (len(served), len(requests) - len(served))},
        )
        reading.held = {id(request): turn_of(request) for request in served}
        # the pool's own list of requests has none for these: nobody will give them back
        reading.held.update((id(connection), turn_of(connection)) for connection in orphans)
        for request in requests:
            if field(request, "connection") is None:
                acquired = field(request, "_connection_acquired")
                event = field(acquired, "_anyio_event")
                if event is None:
                    event = field(acquired, "_event")  # older ones call it so
                reading.waiters += [(future, "acquire") for future in event_waiters(event)]
                reading.parts += [event, field(event, "_event")]
        here = ref(thing)
        self.out = {key: where for key, where in self.out.items() if is_other(where(), thing)}
        self.out.update((key, here) for key in reading.held)
        return reading

    def resource_of(self, thing: Any) -> Any:
        name = kind_name(thing)
        if name in _REQUESTS:
            where = self.out.get(id(thing))
            return None if where is None or field(thing, "connection") is None else where()
        if name == "Response":
            return _behind(thing)[1]
        return field(field(thing, "_transport"), "_pool")

    def identity(self, connection: Any) -> int:
        return id(connection if kind_name(connection) in _REQUESTS else _behind(connection)[0])


def _is_free(connection: Any) -> bool:
    """As the library counts: idle or closed; one that is still connecting is neither."""
    inner = field(connection, "_connection")
    if inner is None and has(type(connection), "_connect"):
        return field(connection, "_connect_failed") is True
    for _ in range(4):  # through proxies, to the one that speaks
        state = field(inner, "_state")
        if state is not None:
            # an IntEnum: its value is that of the integer which it is derived from
            return is_a(state, int) and int.__index__(state) >= _IDLE
        inner = field(inner, "_connection")
    return True  # a kind that is not known: only what a request has is surely in use


_IDLE = 2
"""Of httpcore's states this one and the next one, closed, are not in use."""


def _behind(response: Any) -> Tuple[Any, Any]:
    """(request of the pool, pool) of a response whose body has not been read to its end; (None, None) else."""
    link = field(response, "stream")
    for name in ("_stream", "_httpcore_stream", "_stream"):
        if kind_name(link) in _STREAMS:
            break
        link = field(link, name)
    if kind_name(link) not in _STREAMS or field(link, "_closed") is True:
        return None, None
    request = field(link, "_pool_request")
    return field(link, "_status") if request is None else request, field(link, "_pool")
