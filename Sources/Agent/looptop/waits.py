"""What a suspended task waits on, told by the code that it is suspended in and by the awaited future."""

import sys
from types import CodeType
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from .links import Links, referents
from .registry import record_of


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
    ("asyncio.base_events", "Server.serve_forever"): ("socket", "serve forever"),
    ("asyncio.base_events", "Server.wait_closed"): ("socket", "server close"),
    ("asyncio.base_subprocess", "BaseSubprocessTransport._wait"): ("future", "process end"),
    ("asyncio.taskgroups", "TaskGroup.__aexit__"): ("gather", "task group"),
    ("asyncio.taskgroups", "TaskGroup._aexit"): ("gather", "task group"),
    ("aiohttp.streams", "StreamReader._wait"): ("socket", "read"),
    ("aiohttp.base_protocol", "BaseProtocol._drain_helper"): ("socket", "write"),
    ("anyio._backends._asyncio", "AsyncIOBackend.run_sync_in_worker_thread"): ("executor", "worker thread"),
}

# these say more than the event or condition that they are made of
_OVER = {
    ("asyncio.queues", "Queue.join"): ("queue", "queue join"),
    ("asyncio.locks", "Barrier.wait"): ("barrier", "barrier wait"),
}


class Classifier:
    """Knows the code of what is imported by now; a module that comes later is looked up when it is there."""

    def __init__(self) -> None:
        self.modules = 0
        self.places: Dict[int, Tuple[CodeType, str, str, bool]] = {}
        self.wait_for: Optional[CodeType] = None

    def learn(self) -> None:
        """Looks again, if modules were imported since."""
        if len(sys.modules) == self.modules:
            return
        self.modules = len(sys.modules)
        self.wait_for = code_of(sys.modules.get("asyncio.tasks"), "wait_for") if sys.version_info < (3, 12) else None
        for table, over in ((_PLACES, False), (_OVER, True)):
            for (module, path), (kind, words) in table.items():
                code = code_of(sys.modules.get(module), path)
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
                if isinstance(thing, _task_types()):
                    return self.awaited(thing)
        return self.awaited(awaited)

    def awaited(self, awaited: Any, depth: int = 0) -> Wait:
        """Told by the future alone."""
        kind = type(awaited)
        if isinstance(awaited, _task_types()):
            record = record_of(awaited)
            return Wait("task", None, None if record is None else record.serial)
        if kind.__name__ == "_GatheringFuture" and kind.__module__ == "asyncio.tasks":
            return Wait("gather", "gather %d" % len(awaited._children), None)
        for callback in callbacks(awaited):
            name = getattr(type(callback) is _FUNCTION and callback, "__qualname__", "")
            if name.startswith("_chain_future."):
                return Wait("executor", "executor job", None)
            if name.startswith("shield.") and depth < 8:
                inner = freevar(callback, "inner")
                if inner is not None:
                    return self.awaited(inner, depth + 1)
        return Wait("future", None, None)


_FUNCTION = type(lambda: None)


def _task_types() -> Tuple[type, ...]:
    tasks = sys.modules.get("asyncio.tasks")
    task = getattr(tasks, "Task", None)
    python = getattr(tasks, "_PyTask", None)
    return tuple(kind for kind in (task, python) if kind is not None)


def callbacks(future: Any) -> List[Any]:
    """The done callbacks of a future, without their contexts."""
    try:
        return [entry[0] for entry in future._callbacks or ()]
    except (AttributeError, TypeError, IndexError):
        return []


def freevar(function: Any, name: str) -> Any:
    """What a closure holds under this name, or None."""
    code = getattr(function, "__code__", None)
    cells = getattr(function, "__closure__", None) or ()
    for free, cell in zip(getattr(code, "co_freevars", ()), cells):
        if free == name:
            try:
                return cell.cell_contents
            except ValueError:
                return None
    return None


def code_of(module: Any, path: str) -> Optional[CodeType]:
    """The code of a function or method, without importing or computing anything."""
    found = module
    for part in path.partition(".<locals>.")[0].split("."):
        if found is None:
            return None
        found = vars(found).get(part)
    found = getattr(found, "__func__", found)
    code = getattr(found, "__code__", None)
    inner = path.partition(".<locals>.")[2]
    if inner and code is not None:
        code = next((const for const in code.co_consts if getattr(const, "co_name", None) == inner), None)
    return code if isinstance(code, CodeType) else None
