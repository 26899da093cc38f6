"""What holds the exit up, what stands in the way first; each with a place in the code and a reason."""

import sys
from types import MethodType
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

from ..acts.cancel_watch import Asked
from ..acts.swallowed import words
from ..observer.observer import Observer
from ..reading.await_chain import links_of
from ..reading.coroutine_frames import referents
from ..reading.locations import Location, location
from ..reading.record import TaskRef
from ..reading.stacks import shown_place, source_line, thread_chain
from ..reading.thread_frames import tops
from ..reading.threads import threads
from ..real_time import time
from ..resources.executors import running_jobs
from ..safe import class_name, field, has, kind_name, length, mro, number
from .phase_marks import Mark
from .plan import lasting_threads
from .remains import Remains

Places = Tuple[Tuple[str, str], ...]
"""Functions: the end of the path of their file, and their name."""
BACKGROUND: Places = (("starlette/background.py", "__call__"),)
STARTING: Places = (
    ("uvicorn/lifespan/on.py", "startup"),
    ("hypercorn/asyncio/lifespan.py", "wait_for_startup"),
    ("aiohttp/web_app.py", "startup"),
    ("aiohttp/web_app.py", "_on_startup"),
)
"""Where a server waits for the start of its application."""
STARTED: Places = (
    ("uvicorn/lifespan/on.py", "main"),
    ("hypercorn/asyncio/lifespan.py", "handle_lifespan"),
    ("aiohttp/web_app.py", "startup"),
)
"""Where the start itself runs."""
BLOCKED = 1.0
"""Seconds after which a loop that does not answer counts as what is in the way."""
MOST = 50

_ORDER = (
    "blocked", "start", "stream", "websocket", "request", "background", "swallowed", "queue-join", "pool",
    "wait-closed", "cleanup", "cancelling", "task", "main", "executor", "thread", "no-reaction",
)  # fmt: skip
_FIRST = {
    "connections": ("blocked", "start", "stream", "websocket", "request", "background", "wait-closed"),
    "requests": ("blocked", "start", "stream", "websocket", "request", "background", "wait-closed"),
    "cleanup": ("blocked", "queue-join", "pool", "wait-closed", "cleanup", "swallowed"),
    "tasks": ("blocked", "queue-join", "pool", "wait-closed", "swallowed", "cancelling", "task", "main"),
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


def blockers(observer: Observer, remains: Remains, marks: List[Mark], phase: str) -> List[Blocker]:
    """All of them, sorted by what the phase waits for first."""
    first = _FIRST.get(phase, ())
    order = first + tuple(kind for kind in _ORDER if kind not in first)
    found = list(_all(observer, remains, marks, phase))
    found.sort(key=lambda row: (order.index(row.kind), row.since or 0))
    return found[:MOST]


def _all(observer: Observer, remains: Remains, marks: List[Mark], phase: str) -> Iterator[Blocker]:
    yield from _blocked(observer, remains)
    yield from _starting(remains)
    serving = list(_requests(observer, remains))
    yield from serving
    told = set()
    for mark in marks:
        row = _of_mark(observer, remains, mark, len(serving))
        if row is not None and (row.kind, row.task) not in told:
            told.add((row.kind, row.task))
            yield row
    tasks = {row.task for row in serving} | {mark.serial for mark in marks}
    for record in remains.left:
        asked = remains.cancels.asked.get(record.serial)
        if asked is not None and asked.state != "running" and record.serial not in tasks and not remains.blocks(record):
            yield _asked(remains, record, asked)
    if remains.main is None or all(mark.serial != remains.main.serial for mark in marks):
        yield from _awaited(observer, remains, {task for _, task in told} | tasks)
    yield from _threads(observer, remains)
    if not remains.reacted and time.time() - remains.begun_at > 2.0 and phase in ("listeners", "tasks"):
        yield _no_reaction(remains)


def _blocked(observer: Observer, remains: Remains) -> Iterator[Blocker]:
    blocked = observer.heartbeat.blocked
    if blocked is None or time.perf_counter() - blocked.since < BLOCKED:
        return
    place = blocked.place
    since = time.time() - (time.perf_counter() - blocked.since)
    reason = "the loop stands still: nothing can end before this returns"
    record = remains.by_serial.get(blocked.task or 0)
    name = None if record is None else record.name
    yield Blocker("blocked", blocked.task, name, place, _source(place), reason, None, since)


def _requests(observer: Observer, remains: Remains) -> Iterator[Blocker]:
    for request in list(observer.requests.by_task.values()):
        asked = request.asked
        place, record = remains.innermost(request.task)
        name = "%s %s" % (asked.method, asked.target) + (" from %s" % asked.peer if asked.peer else "")
        if asked.method == "WEBSOCKET":
            kind, reason = "websocket", "an open WebSocket: %s waits until it is closed" % request.server
            advice: Optional[str] = "close it in the service when it shuts down, or cancel its task"
        elif _is_inside(remains, request.task, BACKGROUND):
            kind, reason = "background", "its answer is sent, and its BackgroundTask is still at work"
            advice = "the server waits for it as for a request: give long work to a queue or a task of your own"
        elif _streams(remains, request.task):
            kind, reason = "stream", "%s does not end streaming responses by itself" % request.server
            advice = "end it in the service on shutdown, or cancel its task"
        else:
            kind, reason, advice = "request", "a request in flight: its handler has not answered yet", None
            if record is not None and remains.wait(record):
                reason += ", and waits for: %s" % remains.wait(record)
            elif record is not None and remains.blocks(record):
                reason += ", and it blocks the loop"
        yield Blocker(kind, request.task, name, place, _source(place), reason, advice, request.started)


def _is_inside(remains: Remains, serial: int, places: Places) -> bool:
    """True while a request's task, or one that it has made, is suspended in one of these functions."""
    for record in remains.family(serial):
        task = record()
        for code, _ in [] if task is None else links_of(task):
            if any(code.co_filename.endswith(file) and code.co_name == name for file, name in places):
                return True
    return False


def _starting(remains: Remains) -> Iterator[Blocker]:
    """A start that has not come to its end: most servers hear of a signal only then."""
    starts = False
    inside: List[TaskRef] = []
    for record in remains.left:
        task = record()
        for code, _ in [] if task is None else links_of(task):
            if any(code.co_filename.endswith(file) and code.co_name == name for file, name in STARTING):
                starts = True
            if any(code.co_filename.endswith(file) and code.co_name == name for file, name in STARTED):
                inside.append(record)
        del task
    if not starts:
        return
    for record in inside:
        place = remains.place(record)
        reason = "the start of the service has not come to its end, and the server waits for that first"
        if remains.wait(record):
            reason += "; it waits for: %s" % remains.wait(record)
        yield Blocker("start", record.serial, record.name, place, _source(place), reason, None, record.since)


_STREAMING = (("starlette/responses.py", "StreamingResponse"), ("sse_starlette/sse.py", "EventSourceResponse"))


def _streams(remains: Remains, serial: int) -> bool:
    """True while the answer is one that goes on and on."""
    for record in remains.family(serial):
        task = record()
        for code, link in [] if task is None else links_of(task):
            for file, name in _STREAMING:
                if code.co_filename.endswith(file) and any(_is_a(thing, name) for thing in referents(link)):
                    return True
    return False


def _is_a(thing: Any, name: str) -> bool:
    owner = thing.__self__ if type(thing) is MethodType else thing
    return any(class_name(base) == name for base in mro(type(owner)))


def _of_mark(observer: Observer, remains: Remains, mark: Mark, requests: int) -> Optional[Blocker]:
    """What a coroutine of a shutdown waits for, where that is a thing of its own."""
    record = None if mark.serial is None else remains.by_serial.get(mark.serial)
    place = None if record is None or record.view is None else record.view.location
    name = None if record is None else record.name
    since = None if record is None else record.since
    if mark.phase == "wait-closed":
        count = remains.sockets.connections
        reason = "Server.wait_closed() waits for %s" % many(count, "open connection")
        if sys.version_info >= (3, 12, 1):
            reason += ", as it does since Python 3.12.1"
        advice = "close the connections first: Server.close_clients() on 3.13, or your own writers"
        return Blocker("wait-closed", mark.serial, name, place, _source(place), reason, advice, since)
    if mark.phase == "queue-join":
        queue = next((thing for thing in referents(mark.link) if has(type(thing), "task_done")), None)
        open_items = number(field(queue, "_unfinished_tasks"))
        getters = length(field(queue, "_getters"))
        reason = "Queue.join() waits for %s without task_done()" % many(open_items, "item")
        if getters == 0:
            reason += "; no task waits in get()"
        return Blocker("queue-join", mark.serial, name, place, _source(place), reason, None, since)
    if mark.phase == "pool":
        return _pool(observer, remains, mark, name, place, since)
    if mark.phase == "cleanup":
        where, waiter = remains.cleanup_place(mark)
        if where is None:
            where, waiter = place, record
        reason = mark.words
        if waiter is not None and remains.wait(waiter):
            reason += ", which waits for: %s" % remains.wait(waiter)
        return Blocker(
            "cleanup", mark.serial if waiter is None else waiter.serial,
            name if waiter is None else waiter.name, where, _source(where), reason, None, since,
        )  # fmt: skip
    return None


def _pool(
    observer: Observer,
    remains: Remains,
    mark: Mark,
    name: Optional[str],
    place: Optional[Location],
    since: Optional[float],
) -> Blocker:
    """A pool that cannot close: who has its connections."""
    pool = next((thing for thing in referents(mark.link) if kind_name(thing).endswith("Pool")), None)
    resource = observer.census.ledger.by_key.get(id(pool))
    reason = mark.words
    if resource is not None and resource.holds:
        hold = min(resource.holds.values(), key=lambda hold: hold.since)
        holder = remains.by_serial.get(hold.serial)
        who = "#%d" % hold.serial + (" %s" % holder.name if holder is not None and holder.name else "")
        reason += "; task %s holds one" % who
        if hold.place is not None:
            place = hold.place
        name = None if holder is None else holder.name
        return Blocker("pool", hold.serial, name, place, _source(place), reason, None, since)
    return Blocker("pool", mark.serial, name, place, _source(place), reason, None, since)


def _asked(remains: Remains, record: TaskRef, asked: Asked) -> Blocker:
    """A task that was asked to end and has not."""
    place = remains.place(record)
    times = {1: "once", 2: "twice"}.get(asked.requests, "%d times" % asked.requests)
    if asked.state == "ignores":
        at = asked.place or place
        reason = "it swallowed its cancellation: asked to end %s, and still running" % times
        source = None if at is None else words(at)
        return Blocker(
            "swallowed", record.serial, record.name, at, source, reason, "re-raise CancelledError", asked.first
        )
    wait = ", and waits for: %s" % remains.wait(record) if remains.wait(record) else ""
    if record.view is not None and record.view.on_task is not None:
        wait = ", and waits for #%d" % record.view.on_task
    reason = "asked to end %s: %s%s" % (times, asked.how, wait)
    return Blocker("cancelling", record.serial, record.name, place, _source(place), reason, None, asked.first)


def _awaited(observer: Observer, remains: Remains, told: Any) -> Iterator[Blocker]:
    """What the main task has come to wait for since the beginning: the last in the chain of tasks."""
    record = remains.main
    if record is None or record.serial in told or record.serial in remains.cancels.asked:
        return
    if record.view is None or (record.since or 0) < remains.begun_at or not remains.reacted:
        return
    last = record
    for _ in range(100):
        follow = remains.by_serial.get(last.view.on_task or 0) if last.view is not None else None
        if follow is None or follow is record:
            break
        last = follow
    if last.serial in told or last.serial in remains.cancels.asked or last.view is None:
        return
    place = remains.place(last)
    kind, reason = "task", "the main task waits for it, and nobody has asked it to end"
    if last is record:
        waits = "it waits for: %s" % (last.view.on or last.view.kind or "something unknown")
        kind, reason = "main", "it is at work" if remains.runs(last) else waits
    yield Blocker(kind, last.serial, last.name, place, _source(place), reason, None, last.since)


def _threads(observer: Observer, remains: Remains) -> Iterator[Blocker]:
    """Jobs of executors, and threads that are no daemons."""
    for job in running_jobs(threads()):
        place = job["location"]
        at = None if place is None else Location(place["file"], place["line"], place["function"], int(place["user"]))
        name = "%s runs %s" % (job["thread"], job["function"] or "a function in C")
        reason = "a thread of an executor: it cannot be cancelled, and the interpreter waits for it"
        yield Blocker("executor", None, name, at, _source(at), reason, None, remains.since(job["thread"], job["key"]))
    innermost = tops()
    for thread in lasting_threads():
        chain = thread_chain(innermost.get(thread.ident))
        at = shown_place(chain)
        reason = "a thread that is no daemon: the interpreter waits for its end"
        yield Blocker("thread", None, thread.name, at, _source(at), reason, None, None)


def _no_reaction(remains: Remains) -> Blocker:
    """Somebody handles the signal, and nothing has come of it."""
    handling = remains.handling
    reason = "nothing has ended since %s" % remains.what
    place: Optional[Location] = None
    name = None
    if handling is not None:
        name = handling.name
        place = None if handling.code is None else _at(handling.code)
        reason += ": %s" % handling.effect
    return Blocker("no-reaction", None, name, place, _source(place), reason, None, remains.begun_at)


def _at(code: Any) -> Location:
    return location(code, code.co_firstlineno)


def _source(place: Optional[Location]) -> Optional[str]:
    return None if place is None else source_line(place)


def many(count: Optional[int], what: str) -> str:
    if count is None:
        return what + "s"
    return "%d %s%s" % (count, what, "" if count == 1 else "s")
