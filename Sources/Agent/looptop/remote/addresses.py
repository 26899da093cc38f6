"""The address at the other end of a transport or a socket, and a driver's own words for it."""

import os
import socket
from typing import Any, Optional

from ..safe import class_attribute, class_module, entries, exact, field, field_in_c, is_a, kind_name, lookup, number
from ..text import text

DEEPEST = 4
"""Transports inside of each other, such as TLS over TCP, at most."""


def of_transport(transport: Any) -> Optional[str]:
    """`127.0.0.1:5432` of a transport of asyncio's or uvloop's; None where it does not tell."""
    for _ in range(DEEPEST):
        if transport is None:
            return None
        if class_module(type(transport)) == "uvloop.loop":
            return _of_uvloop(transport)
        found = _address(lookup(dict(entries(field(transport, "_extra"))), "peername"))
        if found is not None:
            return found
        transport = field(field(transport, "_ssl_protocol"), "_transport")
    return None


def is_tls(transport: Any) -> bool:
    """Whether what it carries is encrypted."""
    return kind_name(transport) == "_SSLProtocolTransport"


def _of_uvloop(transport: Any) -> Optional[str]:
    """A TCP transport of uvloop's keeps the address from when it was connected, and makes it an object when asked."""
    if kind_name(transport) != "TCPTransport":
        return None
    tell = class_attribute(type(transport), "get_extra_info")
    try:
        return _address(tell(transport, "peername"))
    except Exception:  # it was closed under the eyes
        return None


def of_socket(thing: Any) -> Optional[str]:
    """The other end of a socket; None where it is not connected."""
    try:
        return _address(socket.socket.getpeername(thing)) if is_a(thing, socket.socket) else None
    except (OSError, TypeError):
        return None


def of_descriptor(fd: int) -> Optional[str]:
    """The other end of the socket behind a descriptor, which stays the service's."""
    try:
        looked = socket.socket(fileno=os.dup(fd))
    except OSError:
        return None
    try:
        return _address(looked.getpeername())
    except OSError:
        return None
    finally:
        looked.close()


def of_pair(pair: Any) -> Optional[str]:
    """`db:5432` of (host, port), with names as text or as bytes; None of anything else."""
    if type(pair) is not tuple or len(pair) < 2 or number(pair[1]) is None:
        return None
    host = pair[0].decode("ascii", "replace") if type(pair[0]) is bytes else pair[0]
    return _address((host, *pair[1:2])) if exact(host) else None


def of_parameters(table: Any) -> Optional[str]:
    """Host and port of the parameters of a connection that is to be made."""
    host, port = (exact(lookup(table, name)) or number(lookup(table, name)) for name in ("host", "port"))
    return None if host is None else "%s:%s" % (host, port or 5432)


def of_origin(origin: Any) -> Optional[str]:
    """Host and port as an HTTP client was asked for them."""
    return of_pair((field(origin, "host"), field(origin, "port")))


def of_asyncpg(connection: Any) -> Optional[str]:
    """With the number of the server's own process, by which its list of activities knows the query."""
    address = field(connection, "_addr")
    where = of_pair(address) or exact(address)
    return _with_backend(where, field_in_c(field(connection, "_protocol"), "asyncpg.protocol.protocol", "backend_pid"))


def of_psycopg(connection: Any) -> Optional[str]:
    """The same of psycopg's connection, where libpq is read by its module in C."""
    inner = field(connection, "pgconn")
    home = class_module(type(inner))
    if home not in ("psycopg_binary.pq", "psycopg_c.pq") and not home.startswith(("psycopg_binary.", "psycopg_c.")):
        return None
    try:
        fd = number(field_in_c(inner, home, "socket"))
        backend = field_in_c(inner, home, "backend_pid")
    except Exception:  # it was closed under the eyes
        return None
    return _with_backend(None if fd is None else of_descriptor(fd), backend)


def _with_backend(where: Optional[str], backend: Any) -> Optional[str]:
    pid = number(backend)
    return "%s (PostgreSQL backend %d)" % (where, pid) if where and pid else where


def _address(peer: Any) -> Optional[str]:
    if type(peer) is tuple and len(peer) > 2 and exact(peer[0]) and ":" in (exact(peer[0]) or ""):
        return "[%s]:%s" % (exact(peer[0]), number(peer[1]))
    if type(peer) is bytes:
        peer = peer.decode("utf-8", "replace")
    return peer_text(peer) or None


def peer_text(peer: Any) -> Optional[str]:
    """`127.0.0.1:53122` of (host, port)."""
    if (type(peer) is tuple or type(peer) is list) and len(peer) >= 2:
        host, port = exact(peer[0]), number(peer[1])
        if host is not None and port is not None:
            return "%s:%d" % (host[:100], port)
    return text(peer, 100)
