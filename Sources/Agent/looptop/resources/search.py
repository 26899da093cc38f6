"""Who can still get at a connection that is out: a bounded search from what lives.

Services keep connections where no frame has them directly: in `request.state`, in an attribute of a unit of work, in a
table, a queue, a context variable, an exit stack. Before such a connection is called leaked, it is looked for from the
suspended frames of the living tasks and their contexts, from timers and protocols, and from the service's own modules.
Only `gc.get_referents` is asked: no code of the service runs.
"""

import gc
from collections import deque
from contextvars import Context
from types import AsyncGeneratorType, CodeType, FrameType, FunctionType, ModuleType, TracebackType
from typing import Any, Deque, Dict, Iterator, List, Optional, Set, Tuple
from weakref import ref

from ..reading.await_chain import await_links
from ..reading.coroutine_frames import frame_of, is_link, referents
from ..reading.futures import futures
from ..reading.locations import Location, location
from ..real_time import time
from ..safe import attributes, entries, imported, kind_name, module_attributes, mro
from .holding import look
from .naming import user_modules
from .table import Table

DEEPEST = 8
"""Objects between a frame and a connection, at most."""
MOST = 200_000
"""Objects that one search looks at."""
BUDGET = 0.5
"""Seconds of the thread's own time that one search takes, at most."""

_NUMBERS = (int, float, bool, complex)
_STOPS = frozenset(map(id, (ModuleType, CodeType, FrameType, TracebackType, str, bytes, *_NUMBERS, type, type(None))))
"""Lead everywhere, or nowhere; by id(), for a metaclass may have a hash of its own."""


class Search:
    """One search; `found` are the connections, each as the id of its pool's object and its own identity there.

    `paused` are those of them that only a suspended asynchronous generator has, by its name, with the line of the block
    in which it has it.
    """

    def __init__(self, table: Table, collections: bool = True) -> None:
        self.table = table
        self.collections = collections  # false: what piles up in lists and tables does not count
        self.found: Set[Tuple[int, int]] = set()
        self.paused: Dict[Tuple[int, int], Tuple[str, Optional[Location]]] = {}
        self.is_whole = True
        self.seen: Dict[int, int] = {}  # at which depth: what was met at the deepest leads on where it is met nearer
        self.spent = 0.0
        self.stops: Dict[int, Tuple[Any, bool]] = {}

    def tasks(self, records: List[Any]) -> Iterator[None]:
        """From what tasks are suspended in, and from their contexts."""
        for record in records:
            self.task(record())
            if not self.is_whole:
                return
            yield

    def task(self, task: Any) -> None:
        """From one task, if it lives."""
        if task is not None:
            self.walk([thing for thing in gc.get_referents(task) if type(thing) is Context])
            for _, link in await_links(futures.coroutine(task)):
                self.walk(self.inside(link))

    def loops(self, loops: List[Any]) -> Iterator[None]:
        """From callbacks that are due, timers, and the protocols of open connections; `loops` are weak references."""
        for loop in loops:
            self.walk(gc.get_referents(loop()))  # of a loop that is gone, of None: nothing
            yield

    def modules(self) -> Iterator[None]:
        """From the globals of the service's own modules."""
        for _, module in user_modules():
            self.walk([value for _, value in entries(module_attributes(module))])
            if not self.is_whole:
                return
            yield

    def walk(self, things: List[Any]) -> None:
        """All that these lead to; in one go, so that nothing of the service is kept for longer."""
        began = time.thread_time()
        seen = self.seen
        line: Deque[Tuple[int, Any, Any]] = deque((0, thing, None) for thing in things)
        while line:
            depth, thing, within = line.popleft()
            if seen.get(id(thing), MOST) <= depth or self.is_stop(thing):
                continue
            seen[id(thing)] = depth
            if self.is_connection(thing, within) or depth >= DEEPEST:
                continue
            if within is None and type(thing) is AsyncGeneratorType:
                within = thing
            elif kind_name(thing) == "_AsyncGeneratorContextManager":
                within = False  # who has entered it keeps it by intent
            line.extend((depth + 1, inner, within) for inner in self.inside(thing))
            if len(seen) > MOST:
                self.is_whole = False
                break
        self.spent += time.thread_time() - began
        self.is_whole = self.is_whole and self.spent < BUDGET

    def is_stop(self, thing: Any) -> bool:
        """True of what leads everywhere: modules, classes, loops, tasks; and of what a pool keeps for itself."""
        kind = type(thing)
        known = self.stops.get(id(kind))
        if known is None or known[0]() is not kind:
            meaning = self.table.meaning(thing)
            pool = meaning is not None and meaning.role in ("resource", "handle") and meaning.adapter.kind == "pool"
            ends = _STOPS | _everywhere() | set(self.table.internals)
            known = ref(kind), pool or any(id(base) in ends for base in mro(kind))
            if len(self.stops) > 20_000:
                self.stops.clear()
            self.stops[id(kind)] = known
        return known[1]

    def is_connection(self, thing: Any, within: Any) -> bool:
        """Notes a connection that is out; true also of one that is not, for what it leads to are parts of the pool.

        `within`: the generator that led to it, if one did.
        """
        meaning = self.table.meaning(thing)
        if meaning is None or meaning.role != "connection":
            return False
        owner = meaning.adapter.resource_of(thing)
        if owner is not None:
            found = (id(owner), meaning.adapter.identity(thing))
            if within and found not in self.found:
                self.paused[found] = within.__name__, self.block(within, found)
            elif not within:
                self.paused.pop(found, None)
            self.found.add(found)
        return owner is not None

    def block(self, generator: Any, wanted: Tuple[int, int]) -> Optional[Location]:
        """The line of the block in which a generator has a connection, else where it stands."""
        inside = look(generator)
        if inside is None:
            return None
        for manager, line in inside.managers:
            meaning = self.table.meaning(manager)
            if meaning is not None and meaning.role == "connection":
                owner = meaning.adapter.resource_of(manager)
                if owner is not None and (id(owner), meaning.adapter.identity(manager)) == wanted:
                    return location(inside.code, line)
        return location(inside.code, inside.line)

    def inside(self, thing: Any) -> List[Any]:
        """What an object leads to."""
        kind = type(thing)
        if not self.collections:
            return [value for _, value in entries(attributes(thing))]
        if kind is dict:
            # what stands there for a task is out of reach once that task has ended
            pairs = entries(thing)
            if any(futures.is_task(key) for key, _ in pairs[:1]):
                return [value for key, value in pairs if not (futures.is_task(key) and futures.done(key))]
        if kind is FunctionType:
            return [*(thing.__closure__ or ()), *(thing.__defaults__ or ())]
        if is_link(thing):
            frame = frame_of(thing)
            if frame is None:
                return []
            # before 3.11 these are among what a frame refers to
            self.seen[id(frame.f_globals)] = self.seen[id(frame.f_builtins)] = 0
            return referents(thing)
        return gc.get_referents(thing)


def _everywhere() -> Set[int]:
    """Classes whose instances lead to the whole service, by id()."""
    names = (("asyncio.events", "AbstractEventLoop"), ("asyncio.tasks", "Task"), ("asyncio.tasks", "_PyTask"))
    return {id(found) for found in (imported(module, name) for module, name in names) if found is not None}
