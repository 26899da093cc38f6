"""Who can wake a task that waits for something outside of this process: an address, a process, or a name.

Asked a moment after a wait has begun, and only of waits for the network, a process or a name: most are over by then.
What a suspended frame has at hand leads there: the stream, the transport, the driver's connection.
"""

from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from ..reading.await_chain import Links
from ..reading.coroutine_frames import referents
from ..safe import class_module, exact, field, imported, kind_name, mro
from ..text import text
from . import addresses, processes

NEAREST = 12
"""So many of the innermost frames are looked into."""
REMOTE = frozenset(("socket", "process", "pipe"))
"""Kinds of waits that have another side; bare futures of network libraries turn out to have one."""


class Peer(NamedTuple):
    """Kind and words of a wait, as they are better known now, and who can end it; `is_child`: a process of ours."""

    kind: str
    on: Optional[str]
    who: Optional[str]
    is_child: bool = False


def _at(*names: str) -> Callable[[Any], Optional[str]]:
    """The address of the transport that an attribute of an attribute is."""

    def read(thing: Any) -> Optional[str]:
        for name in names:
            thing = field(thing, name)
        return addresses.of_transport(thing)

    return read


_BACKEND = "anyio._backends._asyncio"
# (module, class): how the address is read of an instance
_CARRIERS: Dict[Tuple[str, str], Callable[[Any], Optional[str]]] = {
    ("asyncpg.connection", "Connection"): addresses.of_asyncpg,
    ("psycopg.connection_async", "AsyncConnection"): addresses.of_psycopg,
    ("asyncio.streams", "StreamReader"): _at("_transport"),
    ("asyncio.streams", "StreamWriter"): _at("_transport"),
    ("asyncio.streams", "StreamReaderProtocol"): _at("_transport"),
    ("aiohttp.streams", "StreamReader"): _at("_protocol", "transport"),
    ("aiohttp.base_protocol", "BaseProtocol"): _at("transport"),
    ("aiohttp.web_ws", "WebSocketResponse"): _at("_req", "_protocol", "transport"),
    ("aiohttp.client_ws", "ClientWebSocketResponse"): _at("_conn", "_protocol", "transport"),
    ("websockets.asyncio.connection", "Connection"): _at("transport"),
    ("websockets.legacy.protocol", "WebSocketCommonProtocol"): _at("transport"),
    (_BACKEND, "SocketStream"): _at("_transport"),
    (_BACKEND, "_RawSocketMixin"): lambda thing: addresses.of_socket(field(thing, "_RawSocketMixin__raw_socket")),
    (_BACKEND, "UDPSocket"): _at("_transport"),
    (_BACKEND, "ConnectedUDPSocket"): _at("_transport"),
    ("asyncio.transports", "BaseTransport"): addresses.of_transport,
    ("uvloop.loop", "TCPTransport"): addresses.of_transport,
    ("socket", "socket"): addresses.of_socket,
}
# what an HTTP client was asked for says more than the address that the name stood for
_ORIGINS = frozenset(
    (home + "._async." + module, name)
    for home in ("httpcore", "httpcore2")
    for module, name in (
        ("connection", "AsyncHTTPConnection"),
        ("http11", "AsyncHTTP11Connection"),
        ("http2", "AsyncHTTP2Connection"),
    )
)
NETWORK = ("/asyncpg/", "/psycopg/", "/httpcore/", "/httpcore2/", "/websockets/", "/anyio/")
"""A bare future that such a library waits for is set by the network, where one of its connections is at hand."""


class Peers:
    """Knows the classes of what is imported by now."""

    def __init__(self) -> None:
        self.readers: Dict[int, Optional[Callable[[Any], Optional[str]]]] = {}
        self.modules = 0

    def learn(self, modules: int) -> None:
        """Looks again, if modules were imported since."""
        if modules != self.modules:
            self.modules = modules
            self.readers.clear()

    def reader(self, kind: type) -> Optional[Callable[[Any], Optional[str]]]:
        """How the address is read of instances of a class; None for most classes."""
        if id(kind) not in self.readers:
            if len(self.readers) > 5000:
                self.readers.clear()
            self.readers[id(kind)] = next(
                (
                    read
                    for (module, name), read in _CARRIERS.items()
                    if any(base is imported(module, name) for base in mro(kind))
                ),
                None,
            )
        return self.readers[id(kind)]

    def locate(self, kind: str, on: Optional[str], links: Links) -> Optional[Peer]:
        """What a wait is for; None where it has no other side, or nothing tells which."""
        bare = kind in ("future", "unknown")
        inner = links[-NEAREST:]
        if bare:
            inner = _of_library(inner)
        near = [(code, referents(link)) for code, link in reversed(inner)]
        if kind in ("process", "pipe") or on in ("read", "write"):
            found = _of_child(kind, on, near)
            if found is not None:
                return found
        if on == "name look-up":
            return Peer(kind, on, _looked_up(near))
        if not near or not (bare or kind in REMOTE):
            return None
        who = self.address(near)
        if who is None and (on == "connect" or bare):
            who = _connecting(near)
        if who is None and bare:
            return None
        if on == "connect" and any(addresses.is_tls(thing) for _, things in near[:2] for thing in things):
            on = "TLS handshake"
        return Peer("socket", on or "read", text(who, 200))

    def address(self, near: List[Tuple[Any, List[Any]]]) -> Optional[str]:
        """The address of the innermost connection, and the name that was asked for, where they differ.

        Whatever is further out is another connection: that of the client for whom all this is done, for one.
        """
        who = origin = None
        is_found = False
        for _, things in near:
            for thing in things:
                read = None if is_found else self.reader(type(thing))
                if read is not None:
                    who, is_found = read(thing), True
                if origin is None and (class_module(type(thing)), kind_name(thing)) in _ORIGINS:
                    origin = addresses.of_origin(field(thing, "_origin"))
        if who is None or origin is None or who == origin:
            return who or origin
        return "%s (%s)" % (origin, who.rpartition(":")[0])


def _of_library(links: Links) -> Links:
    """The innermost frames that are in network libraries."""
    for position in range(len(links) - 1, -1, -1):
        file = links[position][0].co_filename
        if not any(part in file for part in NETWORK):
            return links[position + 1 :]
    return links


def _of_child(kind: str, on: Optional[str], near: List[Tuple[Any, List[Any]]]) -> Optional[Peer]:
    """A child that a task waits for the end of, or for its output."""
    child = None
    which = 0
    for _, things in near[:4] if kind == "socket" else near:
        for thing in things:
            name = kind_name(thing)
            if name == "Process" and kind != "socket":
                child = processes.of_process(thing)
            elif name in ("StreamReader", "StreamWriter") and kind == "socket":
                child, which = processes.of_pipe(field(thing, "_transport"))
            elif name == "SubprocessStreamProtocol":
                child, which = processes.of_pipe(field(field(thing, "stdin"), "_transport"))
            if child is not None:
                break
        if child is not None:
            break
    if child is None:
        return None
    who = processes.described(child)
    unread = processes.unread(child)
    if unread is not None:
        return Peer("pipe", on, "%s, whose %s is full and not read" % (who, unread), True)
    if kind == "socket":
        return Peer(kind, "%s %s" % (on, ("stdin", "stdout", "stderr")[which]) if which < 3 else on, who, True)
    if child.has_ended:
        return Peer("process", "end of its output, which another process keeps open", who, True)
    return Peer("process", "process end", who, True)


def _looked_up(near: List[Tuple[Any, List[Any]]]) -> Optional[str]:
    """The first text that `getaddrinfo` has at hand, its own name aside."""
    for code, things in near[:1]:
        for thing in things:
            name = thing.decode("ascii", "replace") if type(thing) is bytes else exact(thing)
            if (
                name
                and name not in (code.co_name, getattr(code, "co_qualname", code.co_name))
                and "." + code.co_name not in name
            ):
                return text(name, 200)
    return None


def _connecting(near: List[Tuple[Any, List[Any]]]) -> Optional[str]:
    """The address that a socket is to be connected to: a tuple in the frames that do it."""
    for code, things in near[:6]:
        for thing in things:
            found = addresses.of_pair(thing)
            if found is None and type(thing) is tuple and thing and type(thing[-1]) is tuple:
                found = addresses.of_pair(thing[-1])  # a row of getaddrinfo
            if type(thing) is dict and "/psycopg/" in code.co_filename:
                found = addresses.of_parameters(thing)
            if found is not None:
                return found
    return None
