"""The record of a task: a weak reference to it, with what is known of it."""

import sys
import weakref
from typing import Any, Optional

from .weak import references_to

NEW, ENDED = 0, -1
"""In `seen`, where else the tick is: not met yet; the task has ended, and that has been noted."""


class TaskRef(weakref.ref):  # type: ignore[type-arg]
    """A weak reference to a task with its record in slots.

    The first eight are set at creation, the others once the scanner meets the task: a `__getattr__` for unset ones
    would make every access slow. `view` is shared by tasks that do the same.
    """

    __slots__ = (
        "serial", "created", "parent", "code", "lasti", "steps", "busy", "seen",
        "view", "since", "exact", "awaited", "name", "coroutine", "loop", "changed", "renamed",
    )  # fmt: skip

    if sys.version_info >= (3, 14):
        # nobody else has a set with these: tasks are not asked for their hash
        __hash__ = object.__hash__
        __eq__ = object.__eq__
        __ne__ = object.__ne__

    serial: int
    created: Optional[float]
    parent: Optional[int]
    code: Any
    lasti: int
    steps: int
    busy: float
    seen: int
    view: Any
    since: Optional[float]
    exact: bool
    awaited: Any
    name: Optional[str]
    coroutine: str
    loop: Optional[int]
    changed: int
    renamed: int

    def fill(self) -> None:
        """Sets what the hook has left unset."""
        self.view = self.since = self.awaited = self.name = self.loop = None
        self.exact = False
        self.coroutine = "?"
        self.changed = self.renamed = 0


def record_of(task: Any) -> Optional[TaskRef]:
    """The record of a task that is at hand; None also of one that another thread is only just making."""
    for reference in references_to(task):
        if type(reference) is TaskRef and _is_whole(reference):
            return reference
    return None


def _is_whole(record: TaskRef) -> bool:
    """False for the moment between the making of a record and its first field."""
    try:
        return record.serial > 0
    except AttributeError:
        return False
