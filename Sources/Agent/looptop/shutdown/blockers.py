"""What holds the exit up, what stands in the way first; each with a place in the code and a reason."""

import sys
import threading
import time
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, NamedTuple, Optional

from ..links import referents
from ..locations import Location, location
from ..registry import TaskRef
from ..resources.executors import running_jobs
from ..resources.inside import field
from ..stacks import shown_place, source_line, thread_chain
from .cancelling import Asked
from .plan import lasting_threads
from .stage import Mark, links_of
from .swallow import words

if TYPE_CHECKING:
    from ..server import Server
    from .watch import Watch

BLOCKED = 1.0
"""Seconds after which a loop that does not answer counts as what is in the way."""
MOST = 50

_ORDER = (
    "blocked", "stream", "websocket", "request", "swallowed", "queue-join", "pool", "wait-closed", "cleanup",
    "cancelling", "task", "executor", "thread", "no-reaction",
)  # fmt: skip
_FIRST = {
    "connections": ("blocked", "stream", "websocket", "request", "wait-closed"),
    "requests": ("blocked", "stream", "websocket", "request", "wait-closed"),
    "cleanup": ("blocked", "queue-join", "pool", "wait-closed", "cleanup", "swallowed"),
    "tasks": ("blocked", "queue-join", "pool", "wait-closed", "swallowed", "cancelling", "task"),
    "executor": ("executor", "thread"),
    "threads": ("thread", "executor"),
}


class Blocker(NamedTuple):
    """One thing in the way."""

    kind: str
    task: Optional[int]
    name: Optional[str]
    location: Optional[Location]
    source: Optional[str]
    reason: str
    advice: Optional[str]
    since: Optional[float]

    def wire(self) -> Dict[str, Any]:
        """A row of `blockers`."""
        row = dict(self._asdict())
        row["location"] = None if self.location is None else self.location.wire()
        row["since"] = None if self.since is None else round(self.since, 3)
        return row


def blockers(server: "Server", watch: "Watch", marks: List[Mark], phase: str) -> List[Blocker]:
    """All of them, sorted by what the phase waits for first."""
    first = _FIRST.get(phase, ())
    order = first + tuple(kind for kind in _ORDER if kind not in first)
    found = list(_all(server, watch, marks, phase))
    found.sort(key=lambda row: (order.index(row.kind), row.since or 0))
    return found[:MOST]


def _all(server: "Server", watch: "Watch", marks: List[Mark], phase: str) -> Iterator[Blocker]:
    yield from _blocked(server)
    serving = list(_requests(server, watch))
    yield from serving
    told = set()
    for mark in marks:
        row = _of_mark(server, watch, mark, len(serving))
        if row is not None and (row.kind, row.task) not in told:
            told.add((row.kind, row.task))
            yield row
    tasks = {row.task for row in serving} | {mark.serial for mark in marks}
    for record in watch.left:
        asked = watch.cancels.asked.get(record.serial)
        if asked is not None and asked.state != "running" and record.serial not in tasks:
            yield _asked(server, record, asked)
    if watch.main is None or all(mark.serial != watch.main.serial for mark in marks):
        yield from _awaited(server, watch, {task for _, task in told} | tasks)
    yield from _threads(server, watch)
    if not watch.reacted and time.time() - watch.begun_at > 2.0 and phase in ("listeners", "tasks"):
        yield _no_reaction(watch)


def _blocked(server: "Server") -> Iterator[Blocker]:
    blocked = server.heartbeat.blocked
    if blocked is None or time.perf_counter() - blocked.since < BLOCKED:
        return
    place = shown_place(blocked.chain)
    since = time.time() - (time.perf_counter() - blocked.since)
    reason = "the loop stands still: nothing can end before this returns"
    yield Blocker("blocked", blocked.task, None, place, _source(place), reason, None, since)


def _requests(server: "Server", watch: "Watch") -> Iterator[Blocker]:
    for request in list(server.requests.by_task.values()):
        asked = request.asked
        place, record = watch.innermost(request.task)
        name = "%s %s" % (asked.method, asked.target) + (" from %s" % asked.peer if asked.peer else "")
        if asked.method == "WEBSOCKET":
            kind, reason = "websocket", "an open WebSocket: %s waits until it is closed" % request.server
            advice: Optional[str] = "close it in the service when it shuts down, or cancel its task"
        elif _streams(watch, request.task):
            kind, reason = "stream", "%s does not end streaming responses by itself" % request.server
            advice = "end it in the service on shutdown, or cancel its task"
        else:
            kind, reason, advice = "request", "a request in flight: its handler has not answered yet", None
            if record is not None and record.view is not None and record.view.on:
                reason += ", and waits for: %s" % record.view.on
        yield Blocker(kind, request.task, name, place, _source(place), reason, advice, request.started)


_STREAMING = (("starlette/responses.py", "StreamingResponse"), ("sse_starlette/sse.py", "EventSourceResponse"))


def _streams(watch: "Watch", serial: int) -> bool:
    """True while the answer is one that goes on and on."""
    for record in watch.family(serial):
        task = record()
        for code, link in [] if task is None else links_of(task):
            for file, name in _STREAMING:
                if code.co_filename.endswith(file) and any(_is_a(thing, name) for thing in referents(link)):
                    return True
    return False


def _is_a(thing: Any, name: str) -> bool:
    kind = type(thing)
    if kind.__name__ == "method":
        kind = type(thing.__self__)
    return any(base.__name__ == name for base in type.__dict__["__mro__"].__get__(kind))


def _of_mark(server: "Server", watch: "Watch", mark: Mark, requests: int) -> Optional[Blocker]:
    """What a coroutine of a shutdown waits for, where that is a thing of its own."""
    record = None if mark.serial is None else watch.by_serial.get(mark.serial)
    place = None if record is None or record.view is None else record.view.location
    name = None if record is None else record.name
    since = None if record is None else record.since
    if mark.phase == "wait-closed":
        count = watch.sockets.connections
        reason = "Server.wait_closed() waits for %s" % many(count, "open connection")
        if sys.version_info >= (3, 12, 1):
            reason += ", as it does since Python 3.12.1"
        advice = "close the connections first: Server.close_clients() on 3.13, or your own writers"
        return Blocker("wait-closed", mark.serial, name, place, _source(place), reason, advice, since)
    if mark.phase == "queue-join":
        queue = next((thing for thing in referents(mark.link) if hasattr(type(thing), "task_done")), None)
        open_items = field(queue, "_unfinished_tasks")
        getters = field(queue, "_getters")
        reason = "Queue.join() waits for %s without task_done()" % many(open_items, "item")
        if getters is not None and not getters:
            reason += "; no task waits in get()"
        return Blocker("queue-join", mark.serial, name, place, _source(place), reason, None, since)
    if mark.phase == "pool":
        return _pool(server, watch, mark, name, place, since)
    if mark.phase == "cleanup":
        where, waiter = watch.cleanup_place(mark)
        if where is None:
            where, waiter = place, record
        reason = mark.words
        if waiter is not None and waiter.view is not None and waiter.view.on:
            reason += ", which waits for: %s" % waiter.view.on
        return Blocker(
            "cleanup", mark.serial if waiter is None else waiter.serial,
            name if waiter is None else waiter.name, where, _source(where), reason, None, since,
        )  # fmt: skip
    return None


def _pool(
    server: "Server", watch: "Watch", mark: Mark, name: Optional[str], place: Optional[Location], since: Optional[float]
) -> Blocker:
    """A pool that cannot close: who has its connections."""
    pool = next((thing for thing in referents(mark.link) if type(thing).__name__.endswith("Pool")), None)
    resource = server.census.ledger.by_key.get(id(pool))
    reason = mark.words
    if resource is not None and resource.holds:
        hold = min(resource.holds.values(), key=lambda hold: hold.since)
        holder = watch.by_serial.get(hold.serial)
        who = "#%d" % hold.serial + (" %s" % holder.name if holder is not None and holder.name else "")
        reason += "; task %s holds one" % who
        if hold.place is not None:
            place = hold.place
        name = None if holder is None else holder.name
        return Blocker("pool", hold.serial, name, place, _source(place), reason, None, since)
    return Blocker("pool", mark.serial, name, place, _source(place), reason, None, since)


def _asked(server: "Server", record: TaskRef, asked: Asked) -> Blocker:
    """A task that was asked to end and has not."""
    place = None if record.view is None else record.view.location
    times = "once" if asked.requests == 1 else "%d times" % asked.requests
    if asked.state == "ignores":
        at = asked.place or place
        reason = "it swallowed its cancellation: asked to end %s, and still running" % times
        source = None if at is None else words(at)
        return Blocker(
            "swallowed", record.serial, record.name, at, source, reason, "re-raise CancelledError", asked.first
        )
    wait = "" if record.view is None or not record.view.on else ", and waits for: %s" % record.view.on
    if record.view is not None and record.view.on_task is not None:
        wait = ", and waits for #%d" % record.view.on_task
    reason = "asked to end %s: it cleans up%s" % (times, wait)
    return Blocker("cancelling", record.serial, record.name, place, _source(place), reason, None, asked.first)


def _awaited(server: "Server", watch: "Watch", told: Any) -> Iterator[Blocker]:
    """What the main task has come to wait for since the beginning: the last in the chain of tasks."""
    record = watch.main
    if record is None or record.serial in told or record.serial in watch.cancels.asked:
        return
    if record.view is None or (record.since or 0) < watch.begun_at or not watch.reacted:
        return
    last = record
    for _ in range(100):
        follow = watch.by_serial.get(last.view.on_task or 0) if last.view is not None else None
        if follow is None or follow is record:
            break
        last = follow
    if last.serial in told or last.serial in watch.cancels.asked or last.view is None:
        return
    place = last.view.location
    reason = "the main task waits for it, and nobody has asked it to end"
    if last is record:
        reason = "the main task waits for: %s" % (last.view.on or last.view.kind or "something unknown")
    yield Blocker("task", last.serial, last.name, place, _source(place), reason, None, last.since)


def _threads(server: "Server", watch: "Watch") -> Iterator[Blocker]:
    """Jobs of executors, and threads that are no daemons."""
    for job in running_jobs(threading.enumerate()):
        place = job["location"]
        at = None if place is None else Location(place["file"], place["line"], place["function"], int(place["user"]))
        name = "%s runs %s" % (job["thread"], job["function"] or "a function in C")
        reason = "a thread of an executor: it cannot be cancelled, and the interpreter waits for it"
        yield Blocker("executor", None, name, at, _source(at), reason, None, watch.since(job["thread"], job["key"]))
    tops = sys._current_frames()
    for thread in lasting_threads(server):
        chain = thread_chain(tops.get(thread.ident or 0))
        at = shown_place(chain)
        reason = "a thread that is no daemon: the interpreter waits for its end"
        yield Blocker("thread", None, thread.name, at, _source(at), reason, None, None)


def _no_reaction(watch: "Watch") -> Blocker:
    """Somebody handles the signal, and nothing has come of it."""
    handling = watch.handling
    reason = "nothing has ended since %s" % watch.what
    place: Optional[Location] = None
    name = None
    if handling is not None:
        name = handling.name
        place = None if handling.code is None else _at(handling.code)
        reason += ": %s" % handling.effect
    return Blocker("no-reaction", None, name, place, _source(place), reason, None, watch.begun_at)


def _at(code: Any) -> Location:
    return location(code, code.co_firstlineno)


def _source(place: Optional[Location]) -> Optional[str]:
    return None if place is None else source_line(place)


def many(count: Optional[int], what: str) -> str:
    if count is None:
        return what + "s"
    return "%d %s%s" % (count, what, "" if count == 1 else "s")
