"""One resource and what was last seen of it."""

from collections import deque
from typing import Any, Deque, Dict, List, NamedTuple, Optional, Tuple
from weakref import ref

from ..locations import Location
from ..registry import TaskRef
from .adapter import Adapter, Reading
from .flow import Flow
from .leaks import Leaks
from .naming import Found, value_at

SECONDS = 900
"""Of its past: one figure a second."""


class Hold(NamedTuple):
    """A task holds a resource; `what` tells several connections of one pool apart."""

    serial: int
    what: int
    since: float
    exact: bool
    place: Optional[Location]


class Resource:
    """It is not kept alive: what takes no weak reference is found again where it was found."""

    __slots__ = (
        "id", "kind", "type", "key", "adapter", "weak", "anchor", "owner", "owner_key", "task", "name", "is_named",
        "place", "user", "reading", "waiting", "line_sign", "holds", "taken", "row", "changed", "idle", "most", "jobs",
        "uses", "leaks",
        "flow",
    )  # fmt: skip

    def __init__(self, id: int, thing: Any, adapter: Adapter, kind: str = "") -> None:
        self.id = id
        self.key = builtin_id(thing)
        self.adapter = adapter
        self.kind = kind or adapter.kind
        self.type = type_name(type(thing))
        self.owner: Any = None
        self.owner_key: Any = None
        self.task: Optional[TaskRef] = None
        self.name: Optional[str] = None
        self.is_named = False  # false while the name is only what some line of source calls it
        self.place: Optional[Location] = None
        self.user = False
        self.reading: Optional[Reading] = None
        self.waiting: List[Tuple[int, str]] = []
        self.line_sign: Tuple[int, int, int] = (0, 0, 0)
        self.holds: Dict[Tuple[int, int], Hold] = {}
        self.taken: Dict[int, Tuple[int, str, Optional[Location], float]] = {}
        self.row: Dict[str, Any] = {}
        self.changed = 0
        self.idle = 0
        self.most = 0
        self.jobs: Dict[int, float] = {}
        self.uses: Deque[Optional[int]] = deque(maxlen=SECONDS)
        self.leaks = Leaks()
        self.flow = Flow()
        self.anchor: Any = None
        try:
            self.weak: Any = ref(thing)
        except TypeError:
            self.weak = None
            try:
                self.anchor = ref(adapter.anchor(thing))
            except TypeError:
                pass  # it is found again through its owner, or the task that has it

    def found(self, found: Found) -> None:
        """Remembers a name, and the way back."""
        self.user = True
        if not self.is_named:
            self.name, self.is_named = found.name, True
        if self.weak is None and found.owner is not None:
            try:
                self.owner = ref(found.owner)
            except TypeError:
                return
            self.owner_key = found.key

    def thing(self) -> Any:
        """The object itself, or None once it is gone."""
        if self.weak is not None:
            return self.weak()
        anchor = None if self.anchor is None else self.anchor()
        if anchor is not None:
            return self.adapter.from_anchor(anchor)
        owner = None if self.owner is None else self.owner()
        thing = None if owner is None else value_at(owner, self.owner_key)
        return thing if builtin_id(thing) == self.key else None

    def is_of(self, thing: Any) -> bool:
        """True of the object itself; of one that nothing leads to for now, by its place in memory."""
        found = self.thing()
        return found is thing or (found is None and self.weak is None and self.type == type_name(type(thing)))

    def is_shown(self) -> bool:
        """False for what libraries keep for themselves, while nobody waits for it."""
        return self.user or bool(self.waiting) or bool(self.holds) or self.row != {}


builtin_id = id


def type_name(kind: type) -> str:
    """`asyncio.Queue`, `asyncpg.Pool`: the package and the class."""
    module = kind.__module__
    return "%s.%s" % (module.partition(".")[0], kind.__name__) if type(module) is str else kind.__name__
