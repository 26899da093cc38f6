"""Who was asked to end, how often and since when, and what became of it: cleaning up, or the request swallowed."""

import gc
import sys
import time
from typing import Any, Dict, List, Optional, Tuple

from ..details import awaited_by
from ..effort import sliced
from ..links import Links, frame_of, referents
from ..locations import Location, is_user, location
from ..registry import TaskRef
from ..waits import callbacks
from .stage import links_of
from .swallow import swallowed_at

COUNTS = sys.version_info >= (3, 11)
"""Earlier versions do not count how often a task was asked: only what was seen of it is known."""


class Asked:
    """What is known of the requests to one task."""

    __slots__ = ("requests", "first", "last", "by", "state", "place", "before")

    def __init__(self, before: Optional[Location]) -> None:
        self.requests = 0
        self.first: Optional[float] = None
        self.last: Optional[float] = None
        self.by: Optional[str] = None
        self.state = "cancelling"
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
            if task is None or task.done():
                continue
            try:
                self.look_at(record, task, now, cancelled_by_run)
            except (AttributeError, TypeError, ValueError, RuntimeError):
                pass  # it ran on under the eyes
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
        requests = task.cancelling() if COUNTS else 0
        if not COUNTS and asked is None and (task._must_cancel or id(task) in cancelled_by_run):
            requests = 1
        if requests == 0 and asked is None:
            return
        if asked is None:
            asked = self.asked[record.serial] = Asked(None if record.view is None else record.view.location)
        if requests > asked.requests:
            asked.again(requests, now)
        links = links_of(task)
        asked.state = _state(task, links)
        if asked.state == "ignores":
            if asked.place is None:
                asked.place = swallowed_at(_user_frames(links), asked.before)
                self.swallowed.append((record, asked.place))
        elif asked.state == "cancelling":
            asked.place = None


def _state(task: Any, links: Links) -> str:
    """`cancelling`: it cleans up, or has not heard of it yet; `ignores`: it was told, and goes on; `running`."""
    awaited = task._fut_waiter
    if task._must_cancel:
        return "cancelling"
    if awaited is None:
        return "running"
    if awaited.done():
        return "cancelling"
    if has_cancellation(links) or _is_asked(awaited):
        return "cancelling"  # it cleans up, or the request has gone on to what it waits for
    return "ignores"


def _is_asked(awaited: Any) -> bool:
    """True if the awaited future has been asked to end, and has not ended yet."""
    if getattr(awaited, "_cancel_requested", False):
        return True  # a gather
    if hasattr(awaited, "cancelling"):
        return bool(awaited.cancelling() > 0)
    if not hasattr(awaited, "_coro"):
        return False
    return awaited._must_cancel is True or has_cancellation(links_of(awaited))


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
    if any(getattr(callback, "__qualname__", "").startswith("shield.") for callback in callbacks(task)):
        waiters = awaited_by(task)
        return waiters[0] if waiters else None
    return None


def has_cancellation(links: Links) -> bool:
    """True while one of these has the exception in its hands: an `except` or `finally` is at work."""
    error = getattr(sys.modules.get("asyncio.exceptions"), "CancelledError", None)
    if error is None:
        return False
    return any(thing is error or type(thing) is error for _, link in links for thing in referents(link))


def cancelled_by_run() -> Any:
    """The tasks that `asyncio.run` is ending now, by id(): those that its gather waits for."""
    found = set()
    for frame in sys._current_frames().values():
        while frame is not None:
            if frame.f_code.co_name == "_cancel_all_tasks" and frame.f_code.co_filename.endswith("runners.py"):
                for thing in gc.get_referents(frame):
                    if type(thing) in (set, list):
                        found |= {id(task) for task in thing if hasattr(type(task), "_fut_waiter")}
            frame = frame.f_back  # type: ignore[assignment]
    return found
