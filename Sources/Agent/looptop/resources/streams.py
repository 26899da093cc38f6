"""anyio's locks, semaphores, events, limiters and memory streams, 3.x and 4.x on asyncio."""

import sys
import threading
from typing import Any, Iterator, List, Optional, Tuple

from .adapter import Adapter, Reading
from .executors import running_jobs
from .inside import attributes, field, items, length, number

_BACKEND, _CORE = "anyio._backends._asyncio", "anyio._core._synchronization"


def event_waiters(event: Any) -> List[Any]:
    """The futures that wait for an event of anyio or of asyncio."""
    inner = field(event, "_event")
    futures: List[Any] = items(field(event if inner is None else inner, "_waiters"))
    return futures


def _line(waiting: Any, role: str) -> List[Tuple[Any, str]]:
    """What is in a line: futures, (task, future), (task, event), or events."""
    found = []
    for entry in items(waiting):
        last = entry[-1] if type(entry) is tuple and entry else entry
        futures = event_waiters(last)
        found += [(future, role) for future in futures or ([last] if hasattr(type(last), "_callbacks") else [])]
    return found


class Lock(Adapter):
    """`anyio.Lock` knows its owner."""

    kind, module, classes = "lock", _BACKEND, ("Lock",)

    def read(self, thing: Any) -> Optional[Reading]:
        owner = field(thing, "_owner_task")
        reading = Reading(in_use=0 if owner is None else 1, limit=1)
        reading.waiters = _line(field(thing, "_waiters"), "acquire")
        reading.holders = [owner] if hasattr(type(owner), "_fut_waiter") else []
        return reading


class OlderLock(Lock):
    """anyio 3.x and the first 4.x."""

    module = _CORE


class Semaphore(Adapter):
    """`anyio.Semaphore`."""

    kind, module, classes = "semaphore", _BACKEND, ("Semaphore",)

    def read(self, thing: Any) -> Optional[Reading]:
        value, limit = number(field(thing, "_value")), number(field(thing, "_max_value"))
        reading = Reading(value=value, limit=limit)
        if value is not None and limit is not None:
            reading.fields["in_use"] = limit - value
        reading.waiters = _line(field(thing, "_waiters"), "acquire")
        return reading


class OlderSemaphore(Semaphore):
    """anyio 3.x and the first 4.x."""

    module = _CORE


class Event(Adapter):
    """`anyio.Event`."""

    kind, module, classes = "event", _BACKEND, ("Event",)

    def read(self, thing: Any) -> Optional[Reading]:
        inner = field(thing, "_event")
        reading = Reading(value=1 if field(inner, "_value") is True else 0)
        reading.waiters = [(future, "wait") for future in event_waiters(thing)]
        reading.parts = [inner]
        return reading


class Condition(Adapter):
    """`anyio.Condition` and the lock in it."""

    kind, module, classes = "condition", _CORE, ("Condition",)

    def read(self, thing: Any) -> Optional[Reading]:
        lock = field(thing, "_lock")
        events = items(field(thing, "_waiters"))
        reading = Reading(in_use=0 if field(lock, "_owner_task") is None else 1, limit=1)
        reading.waiters = [(future, "wait") for event in events for future in event_waiters(event)]
        reading.waiters += _line(field(lock, "_waiters"), "acquire")
        reading.parts = [lock, *events]
        return reading


class CapacityLimiter(Adapter):
    """`anyio.CapacityLimiter`; the default one bounds the threads of synchronous endpoints."""

    kind, module, classes = "limiter", _BACKEND, ("CapacityLimiter",)

    def read(self, thing: Any) -> Optional[Reading]:
        total, borrowers = field(thing, "_total_tokens"), field(thing, "_borrowers")
        line = field(thing, "_wait_queue")
        events = list(line.values()) if hasattr(type(line), "values") else []
        reading = Reading(in_use=length(borrowers), limit=number(total), unlimited=type(total) is float)
        reading.waiters = [(future, "acquire") for event in events for future in event_waiters(event)]
        reading.holders = [borrower for borrower in items(borrowers) if hasattr(type(borrower), "_fut_waiter")]
        reading.parts = events
        return reading


class Threads(Adapter):
    """anyio's worker threads, which run synchronous endpoints: as many as its default limiter allows."""

    kind, module, classes = "executor", _BACKEND, ()

    def read(self, thing: Any) -> Optional[Reading]:
        threads = [thread for thread in threading.enumerate() if type(thread).__name__ == "WorkerThread"]
        reading = CapacityLimiter().read(thing)
        if reading is not None:
            reading.jobs = running_jobs(threads)
            reading.fields["size"] = len(threads)
        return reading


class MemoryStream(Adapter):
    """A pair of anyio's memory object streams."""

    kind, module = "queue", "anyio.streams.memory"
    classes = ("MemoryObjectStreamState", "_MemoryObjectStreamState")
    handles = (
        ("anyio.streams.memory", "MemoryObjectSendStream"),
        ("anyio.streams.memory", "MemoryObjectReceiveStream"),
    )

    def resource_of(self, thing: Any) -> Any:
        return field(thing, "_state")

    def read(self, thing: Any) -> Optional[Reading]:
        own = attributes(thing)
        limit = own.get("max_buffer_size")
        reading = Reading(depth=length(own.get("buffer")), limit=number(limit), unlimited=type(limit) is float)
        for name, role in (("waiting_senders", "put"), ("waiting_receivers", "get")):
            events = items(own.get(name))
            reading.waiters += [(future, role) for event in events for future in event_waiters(event)]
            reading.parts += events
        reading.contents = own.get("buffer")
        closed = own.get("open_send_channels") == 0 or own.get("open_receive_channels") == 0
        reading.fields["closed"] = closed
        return reading


def default_limiters() -> Iterator[Any]:
    """The limiter of each loop that has run a function in a thread of anyio's."""
    backend, lowlevel = sys.modules.get(_BACKEND), sys.modules.get("anyio.lowlevel")
    variable = getattr(backend, "_default_thread_limiter", None)
    everywhere = getattr(lowlevel, "_run_vars", None)
    if variable is None or everywhere is None:
        return
    for values in list(everywhere.data.values()):
        for key, value in list(values.items()):
            if key is variable or key == "_default_thread_limiter":
                yield value
