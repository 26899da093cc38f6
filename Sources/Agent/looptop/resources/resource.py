"""One resource and what was last seen of it."""

from collections import deque
from typing import Any, Deque, Dict, List, NamedTuple, Optional, Set, Tuple
from weakref import ref

from ..reading.locations import Location
from ..reading.record import TaskRef
from ..safe import class_module, class_name
from .adapter import Adapter, Reading
from .choosing import FIXED, Rank, rank
from .leaks import Leaks
from .naming import Found, value_at
from .rates import Flow

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
        "aliases", "rank", "place", "user", "reading", "waiting", "line_sign", "line_ends", "holds", "taken", "row",
        "changed", "idle", "most", "jobs", "uses", "leaks", "setters", "flow", "puzzling", "tries", "renewed",
        "is_plain", "first_in_line", "standing", "unwoken", "abandoned", "fallen", "number",
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
        self.aliases: Set[str] = set()  # the attributes and globals that have it
        self.rank: Optional[Rank] = None  # how good the name is
        self.place: Optional[Location] = None
        self.user = False
        self.reading: Optional[Reading] = None
        self.waiting: List[Tuple[int, str]] = []
        self.line_sign: Tuple[int, int, int] = (0, 0, 0)
        self.line_ends: List[Any] = []
        self.puzzling = False
        self.tries = 0
        self.holds: Dict[Tuple[int, int], Hold] = {}
        self.renewed: Dict[Tuple[int, int], Hold] = {}  # what is held again, or still
        self.taken: Dict[int, Tuple[int, str, Optional[Location], float]] = {}
        self.row: Dict[str, Any] = {}
        self.changed = 0
        self.idle = 0
        self.most = 0
        self.jobs: Dict[int, float] = {}
        self.uses: Deque[Optional[int]] = deque(maxlen=SECONDS)
        self.is_plain = is_plain(type(thing), adapter)
        self.first_in_line: Optional[Tuple[int, int]] = None
        self.standing = 0.0  # since when that one has been the first
        self.unwoken: Optional[float] = None  # since when it is free, and yet waited for
        self.abandoned: Optional[float] = None  # since when nobody is known who could give it back
        self.fallen: Deque[Any] = deque(maxlen=FALLEN)  # tasks that took from it and have failed
        self.number: Optional[int] = None  # where another one is called the same by the code around it
        self.setters: Dict[int, Any] = {}  # of an event: long-lived tasks that set it and clear it at once
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

    def found(self, found: Found, is_way: bool) -> None:
        """Remembers a name, if it is the best one so far, and the way back, if it is one."""
        self.user = True
        self.aliases.add(found.name.rpartition(".")[2])
        if found.name != self.name or self.rank is None:
            better = rank(found, self.adapter.makers)
            if self.rank is None or better < self.rank:
                self.name, self.is_named, self.rank = found.name, True, better
        if is_way and self.weak is None and found.owner is not None:
            try:
                self.owner = ref(found.owner)
            except TypeError:
                return
            self.owner_key = found.key

    def call(self, name: str) -> None:
        """Gives it a name that everybody uses."""
        self.name, self.is_named, self.rank, self.user = name, True, FIXED, True

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

    def starves(self, now: float) -> bool:
        """Whether all of it is in use, and the same one has been the first to wait for it for long."""
        return self.is_full() and self.first_in_line is not None and now - self.standing >= STARVING

    def is_full(self) -> bool:
        """Whether all of it is in use."""
        fields = {} if self.reading is None else self.reading.fields
        limit, in_use = fields.get("limit"), fields.get("in_use")
        return bool(limit) and in_use is not None and in_use >= limit

    def is_of(self, thing: Any) -> bool:
        """True of the object itself; of one that nothing leads to for now, by its place in memory."""
        found = self.thing()
        return found is thing or (found is None and self.weak is None and self.type == type_name(type(thing)))

    def is_shown(self) -> bool:
        """False for what libraries keep for themselves, while nobody waits for it."""
        return self.user or bool(self.waiting) or bool(self.holds) or self.row != {}


builtin_id = id
FALLEN = 5
STARVING = 3.0
"""Seconds that the line for a pool has to stand still."""
_ALSO_PLAIN = ("LifoQueue", "PriorityQueue", "BoundedSemaphore")


def is_plain(kind: type, adapter: Adapter) -> bool:
    """True of a library's own class; one that is derived from it may wake its waiters in ways of its own."""
    return class_module(kind) == adapter.module and class_name(kind) in (*adapter.classes, *_ALSO_PLAIN)


def type_name(kind: type) -> str:
    """`asyncio.Queue`, `asyncpg.Pool`: the package and the class."""
    module = class_module(kind).partition(".")[0]
    return "%s.%s" % (module, class_name(kind)) if module else class_name(kind)
