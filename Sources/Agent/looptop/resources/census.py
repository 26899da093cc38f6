"""Which resources there are, who waits for each, and who holds it: one look, in slices, at most once a second.

Resources are found in what suspended tasks have at hand, in the service's own modules, and in what these keep: never by
a walk over the heap.
"""

import time
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Set, Tuple

from ..details import waited_by
from ..registry import record_of
from .adapter import Reading
from .holding import frames
from .ledger import Ledger
from .naming import name_in_source
from .resource import Hold, Resource
from .roots import Roots
from .rows import row_of
from .task_reader import TaskReader

if TYPE_CHECKING:
    from ..loops import Loops
    from ..scanner import Scanner

SLICE = 0.0005
RECENT = 2.5
"""Seconds: what was not there in a look this long ago has begun since."""
IDLE_LOOKS = 10
"""What a library keeps for itself is looked for anew after so many looks in which nobody waited for it."""
MOST_ASKED = 5
"""Of the holders of a resource that nothing else leads to so many are asked for it."""
MOST_WAITS = 1000
"""Of the waits of one resource so many are timed."""


class Census:
    """All resources, as of the last look."""

    def __init__(self, scanner: "Scanner", loops: "Loops") -> None:
        self.scanner = scanner
        self.ledger = Ledger()
        self.roots = Roots(self.ledger, loops)
        self.tasks = TaskReader(self.ledger, self.roots, scanner)
        self.looks = 0
        self.last = 0.0

    def look(self) -> Iterator[None]:
        """One look; between two slices nothing of the service is held."""
        self.looks += 1
        self.ledger.turn_page()
        now = time.time()
        recent = now - self.last < RECENT
        steps = (
            self.roots.find_roots(),
            self.roots.walk_modules(now),
            self.tasks.read_tasks(now, recent),
            self.read_resources(now),
        )
        for step in steps:
            slice_ends = time.perf_counter() + SLICE
            for _ in step:
                if time.perf_counter() > slice_ends:
                    yield
                    slice_ends = time.perf_counter() + SLICE
        self.last = now

    def second(self) -> None:
        """Once a second: how full each is, for the history; without a client that is all that happens."""
        for resource in list(self.ledger.resources.values()):
            thing = resource.thing()
            if thing is None or not resource.user:
                continue
            try:
                reading = resource.adapter.read(thing)
            except (AttributeError, TypeError, ValueError, RuntimeError, LookupError):
                reading = None
            fields = {} if reading is None else reading.fields
            use = fields.get("in_use") if fields.get("in_use") is not None else fields.get("depth")
            resource.uses.append(use)

    def read_resources(self, now: float) -> Iterator[None]:
        """The state of each, and who is in its line."""
        parts: Dict[int, int] = {}
        read: List[Resource] = []
        for resource in list(self.ledger.resources.values()):
            thing = self.thing(resource)
            reading = None
            if thing is not None:
                try:
                    reading = resource.adapter.read(thing)
                except (AttributeError, TypeError, ValueError, RuntimeError, LookupError):
                    reading = resource.reading  # it changed under the eyes
            del thing
            if reading is None:
                if resource.thing() is None:
                    self.ledger.forget(resource)
                continue
            for part in reading.parts:
                if part is not None:
                    parts[id(part)] = resource.id
            reading.parts = []
            resource.reading = reading
            read.append(resource)
            yield
        self.ledger.parts = parts
        for key in parts:
            inner = self.ledger.by_key.get(key)
            if inner is not None:
                self.ledger.forget(inner)
        for resource in read:
            if resource.id in self.ledger.resources and resource.reading is not None:
                futures = resource.reading.waiters
                yield from self.read_line(resource, resource.reading)
                resource.reading.waiters, futures = futures, []
                self.read_flow(resource, resource.reading, now)
                self.read_holders(resource, resource.reading, now)
                self.show(resource)
            yield

    def thing(self, resource: Resource) -> Any:
        """The object of a resource, looked for in tasks that have it, or hold of it, where there is no other way."""
        thing = resource.thing()
        if thing is not None or resource.weak is not None:
            return thing
        holders = [self.ledger.holders.get(serial) for serial, _ in list(resource.holds)[:MOST_ASKED]]
        for record in (resource.task, *holders):
            task = None if record is None else record()
            for frame in () if task is None else frames(task._coro):
                for candidate in frame.referents:
                    meaning = self.ledger.table.meaning(candidate)
                    if meaning is not None and meaning.role != "resource":
                        candidate = meaning.adapter.resource_of(candidate)
                    if meaning is not None and id(candidate) == resource.key:
                        return candidate
        return None

    def read_line(self, resource: Resource, reading: Reading) -> Iterator[None]:
        """The tasks that wait for it; read anew only where its line has changed."""
        futures = reading.waiters
        reading.waiters = []
        sign = (len(futures), id(futures[0][0]), id(futures[-1][0])) if futures else (0, 0, 0)
        reading.same_line = bool(futures) and sign == resource.line_sign
        if sign == resource.line_sign:
            return
        resource.line_sign = sign
        line: List[Tuple[int, str]] = []
        for future, role in futures:
            if not future.done():
                line += [(serial, role) for serial in waited_by(future)]
            yield
        self.ledger.line(resource, line)
        if resource.name is None and line:
            record = self.scanner.find(line[0][0])
            place = None if record is None or record.view is None else record.view.location
            if place is not None and place.user:
                resource.user, resource.place = True, resource.place or place
                resource.name = name_in_source(place)

    def read_flow(self, resource: Resource, reading: Reading, now: float) -> None:
        """What has passed through it, and for how long those waited that wait no longer."""
        try:
            resource.flow.see(reading, now)
        except (RuntimeError, IndexError):
            pass  # items came or went while they were counted: the next look tells
        reading.waiters, reading.contents = [], None
        if resource.flow.seen is not resource.waiting:
            resource.flow.seen = resource.waiting
            known = resource.flow.line
            some = [serial for serial, _ in resource.waiting[:MOST_WAITS]]
            line = {serial: self.tasks.began.get(serial) or known.get(serial, now) for serial in some}
            resource.flow.waiting(line, now)

    def read_holders(self, resource: Resource, reading: Reading, now: float) -> None:
        """Holders that the library itself names, and connections that nobody has any more."""
        named: Set[int] = set()
        for task in reading.holders:
            record = record_of(task)
            if record is not None:
                named.add(record.serial)
                if (record.serial, 0) not in resource.holds:
                    view = getattr(record, "view", None)
                    place = None if view is None else view.location
                    resource.holds[record.serial, 0] = Hold(record.serial, 0, now, False, place)
                    self.ledger.hold(record, resource, 0)
        if reading.holders:
            for key in [key for key in resource.holds if key[0] not in named]:
                del resource.holds[key]
        reading.holders = []
        if reading.held is not None:
            out = reading.held
            for what in [what for what in resource.taken if what not in out]:
                del resource.taken[what]
            held = {hold.what for hold in resource.holds.values()} | reading.resting
            resource.leaks.judge(out, held, self.tasks.is_whole)

    def show(self, resource: Resource) -> None:
        """Makes the row of a resource anew, and notes whether it has changed."""
        if not resource.is_shown():
            resource.idle += 1
            if resource.idle > IDLE_LOOKS:
                self.ledger.forget(resource)
            return
        resource.idle = 0
        row = row_of(resource)
        if row != resource.row:
            resource.row = row
            resource.changed = self.looks
