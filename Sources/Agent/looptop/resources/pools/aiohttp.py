"""aiohttp's connectors, 3.8 and later: the pool below a `ClientSession`."""

from typing import Any, Dict, Optional

from ...safe import entries, exact, field, has, items, length, number
from ..adapter import Adapter, Reading
from ..leaks import turn_of


class AiohttpConnector(Adapter):
    """Connections to all hosts together; the limit of each host is in the facts."""

    kind, module, classes = "pool", "aiohttp.connector", ("BaseConnector",)
    makers = ("TCPConnector", "UnixConnector", "ClientSession")
    handles = (("aiohttp.client", "ClientSession"),)
    connections = (
        ("aiohttp.client_reqrep", "ClientResponse"),
        ("aiohttp.client_ws", "ClientWebSocketResponse"),
        ("aiohttp.connector", "Connection"),
    )
    internals = (("aiohttp.client_proto", "ResponseHandler"),)

    def read(self, thing: Any) -> Optional[Reading]:
        limit = number(field(thing, "_limit"))
        acquired = field(thing, "_acquired")
        reading = Reading(
            limit=limit or None,
            unlimited=limit == 0,
            in_use=length(acquired),
            idle=sum(length(pool) or 0 for pool in _values(field(thing, "_conns"))),
            closed=field(thing, "_closed") is True,
            facts=_hosts(thing),
        )
        protocols = list(items(acquired))
        reading.held = {id(protocol): turn_of(field(protocol, "_payload")) for protocol in protocols}
        reading.resting = {id(protocol) for protocol in protocols if _is_resting(protocol)}
        for line in _values(field(thing, "_waiters")):
            reading.waiters += [(future, "acquire") for future in items(line)]
        return reading

    def resource_of(self, thing: Any) -> Any:
        if has(type(thing), "ws_connect"):
            return field(thing, "_connector")
        connection = _connection(thing)
        return None if field(connection, "_protocol") is None else field(connection, "_connector")

    def identity(self, connection: Any) -> int:
        return id(field(_connection(connection), "_protocol"))


def _connection(thing: Any) -> Any:
    """The connection of a response or a websocket that still has one, or the connection itself."""
    if has(type(thing), "receive_bytes"):
        return field(thing, "_conn")
    return field(thing, "_connection") if has(type(thing), "raise_for_status") else thing


def _is_resting(protocol: Any) -> bool:
    """Whether it cannot be told that a connection which no task has is a leak.

    A websocket is out for as long as it is open, often in an attribute, and used now and then. And until the head of a
    reply has come, the body is that of the reply before, which was read to its end: else nobody had been given the
    connection again.
    """
    return field(protocol, "_upgraded") is True or field(field(protocol, "_payload"), "_eof") is not False


def _values(table: Any) -> Any:
    return [value for _, value in entries(table)]


def _hosts(thing: Any) -> Optional[Dict[str, str]]:
    """Use of the limit of each host, where there is one."""
    limit = number(field(thing, "_limit_per_host"))
    if not limit:
        return None
    waiters = entries(field(thing, "_waiters"))
    facts = {"limit per host": str(limit)}
    for key, protocols in entries(field(thing, "_acquired_per_host"))[:20]:
        words = "%d in use" % (length(protocols) or 0)
        host = _host(key)
        waiting = sum(length(line) or 0 for other, line in waiters if _host(other) == host)
        facts[host] = words + (", %d wait" % waiting if waiting else "")
    return facts


def _host(key: Any) -> str:
    """Host and port of a key: a named tuple, or an object in older versions."""
    parts = items(key) or [field(key, "host"), field(key, "port")]
    return "%s:%s" % tuple(exact(part) or number(part) or "?" for part in parts[:2])
