"""What a suspended task waits on, told by the code that it is suspended in and by the awaited future."""

import sys
from types import CodeType, FunctionType
from typing import Any, Dict, NamedTuple, Optional, Set, Tuple

from ..safe import class_attribute, imported, is_a, qualified_name
from ..safe import code_of as function_code
from .await_chain import Links
from .coroutine_frames import referents
from .futures import futures
from .record import record_of


class Wait(NamedTuple):
    """Kind, a few words, and the number of the awaited task."""

    kind: str
    on: Optional[str]
    on_task: Optional[int]


UNKNOWN = Wait("unknown", None, None)

# (module, function): (kind, words); the innermost that is known decides
_PLACES = {
    ("asyncio.tasks", "sleep"): ("timer", "sleep"),
    ("asyncio.tasks", "_wait"): ("gather", "wait"),
    ("asyncio.tasks", "_wait_for_one"): ("gather", "as_completed"),
    ("asyncio.tasks", "_AsCompletedIterator._wait_for_one"): ("gather", "as_completed"),
    ("asyncio.queues", "Queue.get"): ("queue", "queue get"),
    ("asyncio.queues", "Queue.put"): ("queue", "queue put"),
    ("asyncio.locks", "Lock.acquire"): ("lock", "lock acquire"),
    ("asyncio.locks", "Semaphore.acquire"): ("semaphore", "semaphore acquire"),
    ("asyncio.locks", "Event.wait"): ("event", "event wait"),
    ("asyncio.locks", "Condition.wait"): ("condition", "condition wait"),
    ("asyncio.streams", "StreamReader._wait_for_data"): ("socket", "read"),
    ("asyncio.streams", "FlowControlMixin._drain_helper"): ("socket", "write"),
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_accept"): ("socket", "accept"),
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_connect"): ("socket", "connect"),
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_recv"): ("socket", "read"),
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_recv_into"): ("socket", "read"),
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_recvfrom"): ("socket", "read"),
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_sendall"): ("socket", "write"),
    ("asyncio.base_events", "BaseEventLoop._connect_sock"): ("socket", "connect"),
    ("asyncio.base_events", "BaseEventLoop._create_connection_transport"): ("socket", "connect"),
    ("asyncio.base_events", "BaseEventLoop.start_tls"): ("socket", "TLS handshake"),
    ("asyncio.base_events", "BaseEventLoop.getaddrinfo"): ("executor", "name look-up"),
    ("asyncio.base_events", "BaseEventLoop.getnameinfo"): ("executor", "name look-up"),
    ("asyncio.base_events", "Server.serve_forever"): ("socket", "serve forever"),
    ("asyncio.base_events", "Server.wait_closed"): ("socket", "server close"),
    ("asyncio.base_subprocess", "BaseSubprocessTransport._wait"): ("process", "process end"),
    ("asyncio.subprocess", "Process.wait"): ("process", "process end"),
    ("asyncio.taskgroups", "TaskGroup.__aexit__"): ("gather", "task group"),
    ("asyncio.taskgroups", "TaskGroup._aexit"): ("gather", "task group"),
    ("aiohttp.streams", "StreamReader._wait"): ("socket", "read"),
    ("aiohttp.streams", "DataQueue.read"): ("socket", "read"),
    ("aiohttp._websocket.reader_py", "WebSocketDataQueue.read"): ("socket", "read"),
    ("aiohttp.web_ws", "WebSocketResponse.receive"): ("socket", "read"),
    ("aiohttp.client_ws", "ClientWebSocketResponse.receive"): ("socket", "read"),
    ("aiohttp.base_protocol", "BaseProtocol._drain_helper"): ("socket", "write"),
    ("websockets.asyncio.messages", "SimpleQueue.get"): ("socket", "read"),
    ("websockets.asyncio.connection", "Connection.drain"): ("socket", "write"),
    ("psycopg.waiting", "wait_async"): ("socket", "read"),
    ("psycopg.waiting", "wait_conn_async"): ("socket", "connect"),
    ("anyio._backends._asyncio", "AsyncIOBackend.run_sync_in_worker_thread"): ("executor", "worker thread"),
}

_BACKEND = "anyio._backends._asyncio"
# these say more than the event or condition that they are made of
_OVER = {
    ("psycopg.waiting", "wait_async"): ("socket", "read"),
    ("psycopg.waiting", "wait_conn_async"): ("socket", "connect"),
    (_BACKEND, "SocketStream.receive"): ("socket", "read"),
    (_BACKEND, "SocketStream.send"): ("socket", "write"),
    (_BACKEND, "UNIXSocketStream.receive"): ("socket", "read"),
    (_BACKEND, "UNIXSocketStream.send"): ("socket", "write"),
    (_BACKEND, "UDPSocket.receive"): ("socket", "read"),
    (_BACKEND, "ConnectedUDPSocket.receive"): ("socket", "read"),
    ("anyio.streams.tls", "TLSStream.wrap"): ("socket", "TLS handshake"),
    ("websockets.legacy.protocol", "WebSocketCommonProtocol.recv"): ("socket", "read"),
    ("asyncio.queues", "Queue.join"): ("queue", "queue join"),
    ("asyncio.locks", "Barrier.wait"): ("barrier", "barrier wait"),
}


_DRIVERS = tuple("/asyncpg/%s.py" % name for name in ("connection", "connect_utils", "prepared_stmt", "cursor"))
"""What these wait for as a bare future is the server's answer: the rest of asyncpg is in Cython."""
_READ = Wait("socket", "read", None)
_POLLING = (("psycopg.waiting", "wait_async"), ("psycopg.waiting", "wait_conn_async"))
"""These wake up again and again to see whether they should go on waiting: their wait begins with their call."""


class Classifier:
    """Knows the code of what is imported by now; a module that comes later is looked up when it is there."""

    def __init__(self) -> None:
        self.modules = 0
        self.places: Dict[int, Tuple[CodeType, str, str, bool]] = {}
        self.wait_for: Optional[CodeType] = None
        self.polling: Set[int] = set()

    def learn(self) -> None:
        """Looks again, if modules were imported since."""
        if len(sys.modules) == self.modules:
            return
        self.modules = len(sys.modules)
        self.wait_for = code_of("asyncio.tasks", "wait_for") if sys.version_info < (3, 12) else None
        found = [code_of(module, path) for module, path in _POLLING]
        self.polling = {id(code) for code in found if code is not None}
        for table, over in ((_PLACES, False), (_OVER, True)):
            for (module, path), (kind, words) in table.items():
                code = code_of(module, path)
                if code is not None:
                    self.places[id(code)] = (code, kind, words, over)

    def wait(self, awaited: Any, links: Links) -> Wait:
        """What a task that is suspended in these waits on; `awaited` is its `_fut_waiter`."""
        named: Optional[Wait] = None
        for code, _ in reversed(links[-8:]):
            place = self.places.get(id(code))
            if place is not None and (named is None or place[3]):
                named = Wait(place[1], place[2], None)
        if named is not None:
            return named
        if links and links[-1][0] is self.wait_for:
            # before 3.12 a task of its own runs what is waited for
            link = links[-1][1]
            for thing in referents(link):
                if futures.is_task(thing):
                    return self.awaited(thing)
        wait = self.awaited(awaited)
        if wait.kind == "future" and links and links[-1][0].co_filename.endswith(_DRIVERS):
            return _READ
        return wait

    def awaited(self, awaited: Any, depth: int = 0) -> Wait:
        """Told by the future alone."""
        if futures.is_task(awaited):
            record = record_of(awaited)
            return Wait("task", None, None if record is None else record.serial)
        if type(awaited) is futures.gathering:
            return Wait("gather", "gather %d" % len(futures.children(awaited)), None)
        for callback in futures.callbacks(awaited):
            name = qualified_name(callback)
            if name.startswith("_chain_future."):
                return Wait("executor", "executor job", None)
            if name.startswith("shield.") and depth < 8:
                inner = freevar(callback, "inner")
                if inner is not None:
                    return self.awaited(inner, depth + 1)
        return Wait("future", None, None)


def freevar(function: Any, name: str) -> Any:
    """What a closure holds under this name, or None."""
    if type(function) is not FunctionType:
        return None
    for free, cell in zip(function.__code__.co_freevars, function.__closure__ or ()):
        if free == name:
            try:
                return cell.cell_contents
            except ValueError:
                return None
    return None


def code_of(module: str, path: str) -> Optional[CodeType]:
    """The code of a function or method in an imported module, without importing or computing anything."""
    outer, _, inner = path.partition(".<locals>.")
    names = outer.split(".")
    found = imported(module, names[0])
    for name in names[1:]:
        found = class_attribute(found, name) if is_a(found, type) else None
    if type(found) is classmethod or type(found) is staticmethod:
        found = found.__func__
    code = function_code(found)
    if inner and code is not None:
        inside = [const for const in code.co_consts if type(const) is CodeType and const.co_name == inner]
        return inside[0] if inside else None
    return code
