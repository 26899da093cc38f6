"""Who was asked to end, how often and since when, and what became of it: cleaning up, or the request swallowed."""

import gc
import sys
from typing import Any, Dict, List, Optional, Tuple

from ..reading.await_chain import Links, links_of
from ..reading.awaiters import awaited_by
from ..reading.coroutine_frames import frame_of, referents
from ..reading.futures import futures
from ..reading.locations import Location, is_user, location
from ..reading.record import TaskRef
from ..reading.sliced import sliced
from ..reading.thread_frames import back, tops
from ..real_time import time
from ..safe import field, imported, qualified_name
from ..trouble import troubles
from .swallowed import swallowed_at

COUNTS = sys.version_info >= (3, 11)
"""Earlier versions do not count how often a task was asked: only what was seen of it is known."""


NOT_YET = "it has not run since"


class Asked:
    """What is known of the requests to one task."""

    __slots__ = ("requests", "first", "last", "by", "state", "how", "place", "before")

    def __init__(self, before: Optional[Location]) -> None:
        self.requests = 0
        self.first: Optional[float] = None
        self.last: Optional[float] = None
        self.by: Optional[str] = None
        self.state = "cancelling"
        self.how = NOT_YET
        self.place: Optional[Location] = None
        self.before = before

    def again(self, requests: int, now: float, by: Optional[str] = None) -> None:
        """One more request, or several, were seen."""
        self.requests = requests
        self.first = self.first or now
        self.last = now
        self.by = by or self.by


class CancelWatch:
    """Looks at all tasks while a service shuts down."""

    def __init__(self) -> None:
        self.asked: Dict[int, Asked] = {}
        self.swallowed: List[Tuple[TaskRef, Optional[Location]]] = []

    def by_us(self, serial: int, by: str, place: Optional[Location]) -> None:
        """A client has asked for this task's end."""
        asked = self.asked.setdefault(serial, Asked(place))
        asked.again(asked.requests + 1, time.time(), by)

    def look(self, known: List[TaskRef], cancelled_by_run: Any) -> None:
        """One look; `cancelled_by_run`: tasks that `asyncio.run` has cancelled, by id(), where that is not counted."""
        now = time.time()
        alive = set()
        for record in sliced(known):
            alive.add(record.serial)
            task = record()
            if task is None or futures.done(task):
                continue
            try:
                self.look_at(record, task, now, cancelled_by_run)
            except Exception as error:
                troubles.saw("the cancellation of a task", error)  # it ran on under the eyes
            del task
        for serial in [serial for serial in self.asked if serial not in alive]:
            del self.asked[serial]

    def news(self) -> List[Tuple[TaskRef, Optional[Location]]]:
        """Who has swallowed a request since the last time, and where."""
        news, self.swallowed = self.swallowed, []
        return news

    def look_at(self, record: TaskRef, task: Any, now: float, cancelled_by_run: Any) -> None:
        """One task."""
        asked = self.asked.get(record.serial)
        requests = futures.cancel_requests(task)
        if not COUNTS and asked is None and (futures.must_cancel(task) or id(task) in cancelled_by_run):
            requests = 1
        if requests == 0 and asked is None:
            return
        if asked is None:
            asked = self.asked[record.serial] = Asked(None if record.view is None else record.view.location)
        if requests > asked.requests:
            asked.again(requests, now)
        links = links_of(task)
        asked.state, asked.how = _state(task, links)
        if asked.state == "ignores":
            if asked.place is None:
                asked.place = swallowed_at(_user_frames(links), asked.before)
                self.swallowed.append((record, asked.place))
        elif asked.state == "cancelling":
            asked.place = None


def _state(task: Any, links: Links) -> Tuple[str, str]:
    """`cancelling`: it cleans up, or has not heard of it yet; `ignores`: it was told, and goes on; `running`.

    And the same in words.
    """
    awaited = futures.awaited(task)
    if futures.must_cancel(task):
        return "cancelling", NOT_YET
    if awaited is None:
        return "running", "it runs"
    if futures.done(awaited):
        return "cancelling", NOT_YET
    if has_cancellation(links):
        return "cancelling", "it cleans up"
    if _is_asked(awaited):
        return "cancelling", "the request went on to what it waits for"
    return "ignores", "it goes on"


def _is_asked(awaited: Any) -> bool:
    """True if the awaited future has been asked to end, and has not ended yet."""
    if field(awaited, "_cancel_requested") is True:
        return True  # a gather
    if not futures.is_like_task(awaited):
        return False
    if COUNTS:
        return futures.cancel_requests(awaited) > 0
    return futures.must_cancel(awaited) or has_cancellation(links_of(awaited))


def _user_frames(links: Links) -> List[Tuple[Any, int]]:
    """(code, line) of the service's own frames."""
    found = []
    for code, link in links:
        frame = frame_of(link) if is_user(location(code, None).file) else None
        if frame is not None:
            found.append((code, frame.f_lineno or code.co_firstlineno))
    return found


def shielded_by(task: Any) -> Optional[int]:
    """The task that awaits this one through `shield`: its own cancellation does not come through."""
    if any(qualified_name(callback).startswith("shield.") for callback in futures.callbacks(task)):
        waiters = awaited_by(task)
        return waiters[0] if waiters else None
    return None


def has_cancellation(links: Links) -> bool:
    """True while one of these has the exception in its hands: an `except` or `finally` is at work."""
    error = imported("asyncio.exceptions", "CancelledError")
    if error is None:
        return False
    return any(thing is error or type(thing) is error for _, link in links for thing in referents(link))


def cancelled_by_run() -> Any:
    """The tasks that `asyncio.run` is ending now, by id(): those that its gather waits for."""
    found = set()
    for frame in tops().values():
        while frame is not None:
            if frame.f_code.co_name == "_cancel_all_tasks" and frame.f_code.co_filename.endswith("runners.py"):
                for thing in gc.get_referents(frame):
                    if type(thing) is set or type(thing) is list:
                        found |= {id(task) for task in list(thing) if futures.is_task(task)}
            frame = back(frame)  # type: ignore[assignment]
    return found
