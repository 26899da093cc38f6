"""The sockets of this process: which listen, and which connections came in through them."""

import os
import socket
from typing import Any, List, NamedTuple, Optional, Set, Tuple

MOST = 20_000
"""Descriptors that are looked at."""


class Sockets(NamedTuple):
    """What listens, as text, and how many connections came in there."""

    listeners: List[str]
    ports: Set[Tuple[int, Any]]
    connections: int


def sockets(own: Set[int], known: Set[Tuple[int, Any]]) -> Sockets:
    """Looks at every descriptor but the agent's `own`; `known`: where it has listened before."""
    listening: List[str] = []
    ports = set(known)
    connected: List[Tuple[int, Any]] = []
    for fd in _descriptors():
        if fd in own:
            continue
        found = _look(fd)
        if found is None:
            continue
        family, local, listens = found
        where = _where(family, local)
        if listens:
            listening.append(_text(local))
            ports.add(where)
        else:
            connected.append(where)
    return Sockets(sorted(listening), ports, sum(where in ports for where in connected))


def _descriptors() -> List[int]:
    """The descriptors that are sockets."""
    found = []
    try:
        names = os.listdir("/proc/self/fd")[:MOST]
    except OSError:
        return []
    for name in names:
        try:
            if os.readlink("/proc/self/fd/" + name).startswith("socket:"):
                found.append(int(name))
        except OSError:
            continue  # closed by now
    return found


def _look(fd: int) -> Optional[Tuple[int, Any, bool]]:
    """Family, local address and whether it listens; the descriptor stays the service's."""
    try:
        looked = socket.socket(fileno=fd)
    except OSError:
        return None
    try:
        if looked.type != socket.SOCK_STREAM or looked.family not in (
            socket.AF_INET,
            socket.AF_INET6,
            socket.AF_UNIX,
        ):
            return None
        listens = bool(looked.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
        if not listens:
            looked.getpeername()
        return looked.family, looked.getsockname(), listens
    except OSError:
        return None
    finally:
        looked.detach()


def _where(family: int, local: Any) -> Tuple[int, Any]:
    """What a listener and the connections that came through it have in common."""
    return (0, local[1]) if type(local) is tuple else (1, local)


def _text(local: Any) -> str:
    if type(local) is tuple:
        return ("[%s]:%d" if ":" in local[0] else "%s:%d") % local[:2]
    return local.decode("utf-8", "replace") if type(local) is bytes else str(local) or "unix socket"
