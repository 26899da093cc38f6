"""anyio's locks, semaphores, events, limiters and memory streams, 3.x and 4.x on asyncio."""

from typing import Any, Dict, Iterator, List, Optional, Tuple

from ..reading.futures import futures
from ..reading.threads import described, threads
from ..safe import entries, field, imported, items, kind_name, length, number
from .adapter import Adapter, Reading
from .executors import running_jobs
from .holding import Inside

_BACKEND, _CORE = "anyio._backends._asyncio", "anyio._core._synchronization"


def event_waiters(event: Any) -> List[Any]:
    """The futures that wait for an event of anyio or of asyncio."""
    inner = field(event, "_event")
    return items(field(event if inner is None else inner, "_waiters"))


def _line(waiting: Any, role: str) -> List[Tuple[Any, str]]:
    """What is in a line: futures, (task, future), (task, event), or events."""
    found = []
    for entry in items(waiting):
        last = entry[-1] if type(entry) is tuple and entry else entry
        waiters = event_waiters(last)
        found += [(future, role) for future in waiters or ([last] if futures.is_future(last) else [])]
    return found


class Lock(Adapter):
    """`anyio.Lock` knows its owner."""

    kind, module, classes = "lock", _BACKEND, ("Lock",)

    def read(self, thing: Any) -> Optional[Reading]:
        owner = field(thing, "_owner_task")
        reading = Reading(in_use=0 if owner is None else 1, limit=1)
        reading.waiters = _line(field(thing, "_waiters"), "acquire")
        reading.holders = [owner] if futures.is_task(owner) else []
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
        events = [event for _, event in entries(line)]
        reading = Reading(in_use=length(borrowers), limit=number(total), unlimited=type(total) is float)
        reading.waiters = [(future, "acquire") for event in events for future in event_waiters(event)]
        reading.holders = [borrower for borrower in items(borrowers) if futures.is_task(borrower)]
        reading.parts = events
        return reading


class Threads(Adapter):
    """anyio's worker threads, which run synchronous endpoints: as many as its default limiter allows."""

    kind, module, classes = "executor", _BACKEND, ()

    def __init__(self) -> None:
        self.workers: Dict[int, int] = {}  # by threads, the tasks that wait for them

    def waits(self, serial: int, frame: Inside) -> None:
        """A task is suspended in a frame: notes the thread that works for it, if it is one that waits for a thread."""
        if frame.code.co_name == "run_sync_in_worker_thread":
            for thing in frame.referents:
                if kind_name(thing) == "WorkerThread":
                    self.workers = {ident: task for ident, task in self.workers.items() if task != serial}
                    self.workers[described(thing).ident] = serial

    def read(self, thing: Any) -> Optional[Reading]:
        workers = [thread for thread in threads() if kind_name(thread.thing) == "WorkerThread"]
        reading = CapacityLimiter().read(thing)
        if reading is not None:
            reading.jobs = running_jobs(workers)
            for job in reading.jobs:
                del job["waiter"], job["item"]  # who borrows tells
                job["task"] = self.workers.get(job["ident"])
            reading.fields["size"] = len(workers)
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
        limit, buffer = field(thing, "max_buffer_size"), field(thing, "buffer")
        reading = Reading(depth=length(buffer), limit=number(limit), unlimited=type(limit) is float)
        for name, role in (("waiting_senders", "put"), ("waiting_receivers", "get")):
            events = items(field(thing, name))
            reading.waiters += [(future, role) for event in events for future in event_waiters(event)]
            reading.parts += events
        reading.contents = buffer
        ends = [number(field(thing, name)) for name in ("open_send_channels", "open_receive_channels")]
        closed = 0 in ends
        reading.fields["closed"] = closed
        return reading


def default_limiters() -> Iterator[Any]:
    """The limiter of each loop that has run a function in a thread of anyio's."""
    variable = imported(_BACKEND, "_default_thread_limiter")
    everywhere = imported("anyio.lowlevel", "_run_vars")
    if variable is None or everywhere is None:
        return
    for _, values in entries(field(everywhere, "data")):
        for key, value in entries(values):
            if key is variable or (type(key) is str and key == "_default_thread_limiter"):
                yield value
