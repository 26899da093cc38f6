"""One group of tasks, and how a task stands to groups."""

from typing import Any, NamedTuple, Optional, Set
from weakref import ref

from ..reading.locations import Location

TRIES = 50
"""Ticks in which a group is read again whose members were not all known."""


class Group:
    """One node of the trees."""

    __slots__ = (
        "id", "kind", "owner", "place", "weak", "key", "total", "done", "failed", "returns", "name", "version",
        "members", "made", "counter", "count_due", "unknown", "tries",
    )  # fmt: skip

    def __init__(self, id: int, kind: str, thing: Any) -> None:
        self.id = id
        self.kind = kind
        self.weak = ref(thing)
        self.key = builtin_id(thing)
        self.owner: Optional[int] = None
        self.place: Optional[Location] = None
        self.total: Optional[int] = None
        self.done: Optional[int] = None
        self.failed: Optional[int] = None
        self.returns: Optional[int] = None
        self.name: Optional[str] = None
        self.version = 0
        self.members: Set[int] = set()
        self.made = 0
        self.counter: Any = None
        self.count_due = 0.0
        self.unknown = 0
        self.tries = TRIES


builtin_id = id


class Stand(NamedTuple):
    """How a task stands to groups: the one it waits for, the one that awaits it, the one that made it."""

    on_group: Optional[int]
    group: Optional[int]
    made_by: Optional[int]


NONE = Stand(None, None, None)
