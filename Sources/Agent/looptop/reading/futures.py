"""What the agent reads of tasks and futures, without running code of the service.

The classes of asyncio's that are written in C have their fields in C: they are read through the descriptors of these
very classes, so that no property and no method of a derived class is called. The classes written in Python keep their
fields in the instance, and so do others that follow them.
"""

import sys
from typing import Any, Callable, Dict, List, Tuple

from ..safe import MISSING, class_attribute, exact, field, is_a, items, module, number
from ..safe import setting as kept
from ..text import text
from .callbacks import callbacks_in_c

_PENDING = "PENDING"
_FIELDS = ("_fut_waiter", "_coro", "_must_cancel", "_log_destroy_pending", "_loop", "_callbacks", "_exception")
_METHODS = ("get_name", "cancelling", "done", "cancelled")


def _not_in_c(future: Any) -> bool:
    raise TypeError


class Futures:
    """Knows the classes once asyncio is imported; until then there are no tasks."""

    def __init__(self) -> None:
        self.task: Any = None
        self.classes: Tuple[type, ...] = ()
        self.tasks: Tuple[type, ...] = ()
        self.gathering: Any = None
        self.compiled: Any = None
        self.fields: Dict[str, Callable[[Any], Any]] = {}
        self.methods: Dict[str, Any] = {}
        self.done_in_c: Callable[[Any], bool] = _not_in_c

    def learn(self) -> None:
        """Looks the classes up; asyncio has been imported."""
        if self.task is not None:
            return
        compiled, tasks, futures = module("_asyncio"), module("asyncio.tasks"), module("asyncio.futures")
        if tasks is None or futures is None:
            return
        self.gathering = vars(tasks).get("_GatheringFuture")
        python = [vars(tasks).get("_PyTask"), vars(futures).get("_PyFuture")]
        fast: List[Any] = [None, None]
        if compiled is not None:
            fast = [vars(compiled).get("Task"), vars(compiled).get("Future")]
        self.tasks = tuple(kind for kind in (fast[0], python[0]) if kind is not None)
        self.classes = tuple(kind for kind in (fast[1], python[1]) if kind is not None)
        for kind in fast if None not in fast else ():
            # what both have is taken from the class of futures, which takes tasks too
            for name in _FIELDS:
                if name in vars(kind):
                    self.fields[name] = vars(kind)[name].__get__
            for name in _METHODS:
                if name in vars(kind):
                    self.methods[name] = vars(kind)[name]
        self.compiled = fast[1]
        self.done_in_c = self.methods.get("done", _not_in_c)
        self.task = self.tasks[0] if self.tasks else None

    def field(self, future: Any, name: str, default: Any = None) -> Any:
        """A field of a task or a future."""
        read = self.fields.get(name)
        if read is not None:
            try:
                return read(future)
            except TypeError:
                pass  # not one of those in C
            except AttributeError:
                return default
        found = field(future, name, MISSING)
        if found is not MISSING:
            return found
        # what the Python class says where the instance says nothing
        found = class_attribute(type(future), name)
        return found if found is None or type(found) in (bool, str) else default

    def call(self, future: Any, name: str) -> Any:
        """What a method of the class in C answers; `MISSING` where it is not for this one."""
        method = self.methods.get(name)
        if method is None:
            return MISSING
        try:
            return method(future)
        except TypeError:
            return MISSING

    def is_future(self, thing: Any) -> bool:
        """True of futures and tasks."""
        return any(is_a(thing, kind) for kind in self.classes)

    def is_task(self, thing: Any) -> bool:
        """True of tasks."""
        return type(thing) is self.task or any(is_a(thing, kind) for kind in self.tasks)

    def is_like_task(self, thing: Any) -> bool:
        """True of tasks, and of what is not asyncio's but has what a task waits for."""
        return self.is_task(thing) or field(thing, "_fut_waiter", MISSING) is not MISSING

    def done(self, future: Any) -> bool:
        """Whether it has ended."""
        found = self.call(future, "done")
        return bool(self._state(future) != _PENDING) if found is MISSING else bool(found)

    def cancelled(self, future: Any) -> bool:
        """Whether it has ended as cancelled."""
        found = self.call(future, "cancelled")
        return bool(self._state(future) == "CANCELLED") if found is MISSING else bool(found)

    def _state(self, future: Any) -> str:
        """Of one that is not in C; a thing without a state counts as pending."""
        return exact(kept(future, "_state")) or _PENDING

    def awaited(self, task: Any) -> Any:
        """What a task waits for."""
        return task._fut_waiter if type(task) is self.task else self.field(task, "_fut_waiter")

    def coroutine(self, task: Any) -> Any:
        """What a task runs."""
        return task._coro if type(task) is self.task else self.field(task, "_coro")

    def loop(self, task: Any) -> Any:
        """The loop of a task or future."""
        return self.field(task, "_loop")

    def error(self, future: Any) -> Any:
        """The exception of one that has ended; it does not count as retrieved."""
        return self.field(future, "_exception")

    def name(self, task: Any) -> str:
        """The name of a task; `?` where that is no string."""
        found = self.call(task, "get_name")
        return text(exact(field(task, "_name") if found is MISSING else found)) or "?"

    def must_cancel(self, task: Any) -> bool:
        """Whether a cancellation is to be thrown into a task at its next step."""
        return self.field(task, "_must_cancel") is True

    def cancel_requests(self, task: Any) -> int:
        """How often a task was asked to end; 0 before 3.11, which does not count it."""
        if sys.version_info < (3, 11):
            return 0
        found = self.call(task, "cancelling")
        return number(field(task, "_num_cancels_requested") if found is MISSING else found) or 0

    def callbacks(self, future: Any) -> List[Any]:
        """The done callbacks, without their contexts."""
        if sys.version_info < (3, 12) and self.compiled is not None and is_a(future, self.compiled):
            return [] if self.done(future) else callbacks_in_c(future, self.loop(future))
        return [
            entry[0] if type(entry) is tuple else entry
            for entry in items(self.field(future, "_callbacks"))
            if type(entry) is not tuple or entry
        ]

    def children(self, gathering: Any) -> List[Any]:
        """The futures that a `gather` is for."""
        return items(field(gathering, "_children"))


futures = Futures()
