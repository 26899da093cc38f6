"""httpx's pool, which is httpcore's, 0.16 and later."""

from typing import Any, Dict, Optional, Tuple
from weakref import ref

from ..adapter import Adapter, Reading
from ..inside import attributes, field, items, number
from ..leaks import turn_of
from ..streams import event_waiters

UNBOUNDED = 1 << 30
_REQUESTS = ("AsyncPoolRequest", "RequestStatus")
_STREAMS = ("PoolByteStream", "ConnectionPoolByteStream")


class HttpxPool(Adapter):
    """Requests that have a connection, and those that wait for one."""

    kind, module, classes = "pool", "httpcore._async.connection_pool", ("AsyncConnectionPool",)
    makers = ("AsyncClient",)
    handles = (("httpx", "AsyncClient"),)
    connections = (
        ("httpcore._async.connection_pool", "AsyncPoolRequest"),
        ("httpcore._async.connection_pool", "RequestStatus"),  # through 0.18
        ("httpx", "Response"),
    )

    def __init__(self) -> None:
        self.out: Dict[int, Any] = {}

    def read(self, thing: Any) -> Optional[Reading]:
        limit = number(field(thing, "_max_connections"))
        requests = items(field(thing, "_requests"))
        served = [request for request in requests if field(request, "connection") is not None]
        taken = {id(field(request, "connection")) for request in served}
        bounded = limit is not None and limit < UNBOUNDED
        connections = field(thing, "_connections")
        open_ = len(items(field(thing, "_pool") if connections is None else connections))
        reading = Reading(
            limit=limit if bounded else None,
            unlimited=limit is not None and not bounded,
            in_use=len(taken),
            size=open_,
            idle=max(0, open_ - len(taken)),
        )
        reading.held = {id(request): turn_of(request) for request in served}
        for request in requests:
            if field(request, "connection") is None:
                acquired = field(request, "_connection_acquired")
                event = field(acquired, "_anyio_event") or field(acquired, "_event")  # older ones call it so
                reading.waiters += [(future, "acquire") for future in event_waiters(event)]
                reading.parts += [event, field(event, "_event")]
        here = ref(thing)
        self.out = {key: where for key, where in self.out.items() if where() not in (None, thing)}
        self.out.update((key, here) for key in reading.held)
        return reading

    def resource_of(self, thing: Any) -> Any:
        name = type(thing).__name__
        if name in _REQUESTS:
            where = self.out.get(id(thing))
            return None if where is None or field(thing, "connection") is None else where()
        if name == "Response":
            return _behind(thing)[1]
        return field(field(thing, "_transport"), "_pool")

    def identity(self, connection: Any) -> int:
        return id(connection if type(connection).__name__ in _REQUESTS else _behind(connection)[0])


def _behind(response: Any) -> Tuple[Any, Any]:
    """(request of the pool, pool) of a response whose body has not been read to its end; (None, None) else."""
    link = attributes(response).get("stream")
    for name in ("_stream", "_httpcore_stream", "_stream"):
        if type(link).__name__ in _STREAMS:
            break
        link = field(link, name)
    if type(link).__name__ not in _STREAMS or field(link, "_closed") is True:
        return None, None
    return field(link, "_pool_request") or field(link, "_status"), field(link, "_pool")
