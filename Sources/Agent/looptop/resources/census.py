"""Which resources there are, who waits for each, and who holds it: one look, in slices, at most once a second.

Resources are found in what suspended tasks have at hand, in the service's own modules, and in what these keep: never by
a walk over the heap.
"""

from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional, Set, Tuple

from ..reading.awaiters import waited_by
from ..reading.futures import futures
from ..reading.locations import Location
from ..reading.record import TaskRef, record_of
from ..reading.sliced import sliced
from ..reading.weak import weakly
from ..real_time import time
from ..trouble import troubles
from .adapter import Reading
from .blocked_threads import line_up
from .custody import Custody
from .doubts import doubts
from .fallen import Fallen, queues_of
from .holders import find
from .holding import frames
from .known import Ledger
from .naming import name_in_source
from .pulses import judge
from .resource import Hold, Resource
from .rows import row_of
from .search import Search
from .starting_points import Roots
from .task_reader import TaskReader

if TYPE_CHECKING:
    from ..loops.loops import Loops
    from ..tasks.scanner import Scanner

SLICE = 0.0005
RECENT = 2.5
"""Seconds: what was not there in a look this long ago has begun since."""
IDLE_LOOKS = 10
"""What a library keeps for itself is looked for anew after so many looks in which nobody waited for it."""
MOST_ASKED = 5
"""Of the holders of a resource that nothing else leads to so many are asked for it."""
MOST_WAITS = 1000
"""Of the waits of one resource so many are timed."""
SEARCH_EVERY = 1.0
SHARE = 100
"""A search for connections that may be leaked rests this many times as long as it took, and at least a second."""
TRIES = 10
"""Looks in which a line that does not move is read again, where somebody in it was not known."""


class Census:
    """All resources, as of the last look."""

    def __init__(self, scanner: "Scanner", loops: "Loops") -> None:
        self.scanner = scanner
        self.ledger = Ledger()
        self.roots = Roots(self.ledger, loops)
        self.tasks = TaskReader(self.ledger, self.roots, scanner)
        self.loops = loops
        self.custody = Custody(scanner, loops)
        scanner.failures.told = (*scanner.failures.told, self.fell)
        self.looks = self.doubts = 0
        self.last = 0.0
        self.search_due = 0.0
        self.reached: Dict[int, Tuple[int, Set[Tuple[int, int]]]] = {}
        self.reaching: Dict[int, Tuple[int, Set[Tuple[int, int]]]] = {}

    def look(self) -> Iterator[None]:
        """One look; between two slices nothing of the service is held."""
        self.looks += 1
        self.reached, self.reaching = self.reaching, {}
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
            try:
                for _ in step:
                    if time.perf_counter() > slice_ends:
                        yield
                        slice_ends = time.perf_counter() + SLICE
            except Exception as error:
                troubles.note("the census of resources", error)
        self.last = now

    def second(self) -> None:
        """Once a second: how full each is, for the history; without a client that is all that happens."""
        for resource in sliced(list(self.ledger.resources.values())):
            thing = resource.thing() if resource.user else None
            reading = None if thing is None else resource.adapter.attempt(thing, None)
            if thing is not None:
                fields = {} if reading is None else reading.fields
                use = fields.get("in_use") if fields.get("in_use") is not None else fields.get("depth")
                resource.uses.append(use)
            del thing, reading

    def read_resources(self, now: float) -> Iterator[None]:
        """The state of each, and who is in its line."""
        parts: Dict[int, int] = {}
        read: List[Resource] = []
        for resource in list(self.ledger.resources.values()):
            if self.read_one(resource, parts, now):
                read.append(resource)
                yield
            elif resource.thing() is None:
                self.ledger.forget(resource)
        self.ledger.parts = parts
        for key in parts:
            inner = self.ledger.by_key.get(key)
            if inner is not None:
                self.ledger.forget(inner)
        for resource in read:
            if resource.id in self.ledger.resources and resource.reading is not None:
                try:
                    yield from self.read_around(resource, resource.reading, now)
                except Exception as error:
                    troubles.saw("who waits for a resource", error)
            yield
        try:
            yield from self.prove_leaks(read, now)
        except Exception as error:
            troubles.saw("the search for leaked connections", error)
        try:
            yield from self.custody.look(read, now)
        except Exception as error:
            troubles.saw("who could give back what is taken", error)
        try:
            line_up(read, self.ledger, now)
            for resource in [resource for resource in read if resource.kind == "pool" and resource.starves(now)]:
                yield from find(resource, list(self.scanner.known), self.reach, self.ledger, now)
        except Exception as error:
            troubles.saw("who has what a pool has given out", error)
        self.doubts = doubts(read, now)
        number_namesakes(read)
        for resource in read:
            if resource.id in self.ledger.resources and resource.reading is not None:
                self.show(resource)
            yield

    def read_around(self, resource: Resource, reading: Reading, now: float) -> Iterator[None]:
        """Who waits for it, what passes through it, and who holds it."""
        yield from self.read_line(resource, reading)
        self.read_flow(resource, now)
        if resource.setters:
            judge(resource, reading.fields.get("value"), now)
        self.read_holders(resource, reading, now)

    def read_one(self, resource: Resource, parts: Dict[int, int], now: float) -> bool:
        """The state of one, and its parts; false where it could not be read.

        What passes through it is seen at once: in the slices that follow nothing of the service is held.
        """
        thing = self.thing(resource)
        reading = None if thing is None else resource.adapter.attempt(thing, resource.reading)
        if reading is None:
            return False
        for part in reading.parts:
            if part is not None:
                parts[id(part)] = resource.id
        reading.parts = []
        resource.reading = reading
        waiters = reading.waiters
        sign = reading.sign(waiters)
        reading.same_line = bool(waiters) and sign == resource.line_sign
        try:
            resource.flow.see(reading, now)
        except (RuntimeError, IndexError):
            pass  # items came or went while they were counted: the next look tells
        reading.contents = None
        reading.waiters = [(kept, role) for future, role in waiters for kept in weakly([future])]
        reading.holders = [record for record in map(record_of, reading.holders) if record is not None]
        return True

    def thing(self, resource: Resource) -> Any:
        """The object of a resource, looked for in tasks that have it, or hold of it, where there is no other way."""
        thing = resource.thing()
        if thing is not None or resource.weak is not None:
            return thing
        holders = [self.ledger.holders.get(serial) for serial, _ in list(resource.holds)[:MOST_ASKED]]
        for record in (resource.task, *holders):
            task = None if record is None else record()
            for frame in () if task is None else frames(futures.coroutine(task)):
                for candidate in frame.referents:
                    meaning = self.ledger.table.meaning(candidate)
                    if meaning is not None and meaning.role != "resource":
                        candidate = meaning.adapter.resource_of(candidate)
                    if meaning is not None and id(candidate) == resource.key:
                        return candidate
        return None

    def read_line(self, resource: Resource, reading: Reading) -> Iterator[None]:
        """The tasks that wait for it; read anew only where its line has changed."""
        waiters, reading.waiters = reading.waiters, []
        sign = reading.line_sign
        if sign == resource.line_sign and not (resource.puzzling and resource.tries):
            return
        resource.tries = resource.tries - 1 if sign == resource.line_sign else TRIES
        resource.line_sign, resource.line_ends, resource.puzzling = sign, reading.line_ends, False
        line: List[Tuple[int, str]] = []
        for kept, role in waiters:
            future = kept()
            if future is not None and not futures.done(future):
                waiting = waited_by(future)
                resource.puzzling = resource.puzzling or not waiting
                line += [(serial, role) for serial in waiting]
            del future
            yield
        self.ledger.line(resource, line)
        if resource.name is None and line:
            record = self.scanner.find(line[0][0])
            place = None if record is None or record.view is None else record.view.location
            if place is not None and place.user:
                resource.user, resource.place = True, resource.place or place
                resource.name = name_in_source(place)

    def read_flow(self, resource: Resource, now: float) -> None:
        """For how long those waited that wait no longer."""
        if resource.flow.seen is not resource.waiting:
            resource.flow.seen = resource.waiting
            known = resource.flow.line
            some = [serial for serial, _ in resource.waiting[:MOST_WAITS]]
            line = {serial: self.tasks.began.get(serial) or known.get(serial, now) for serial in some}
            resource.flow.waiting(line, now)

    def read_holders(self, resource: Resource, reading: Reading, now: float) -> None:
        """Holders that the library itself names, and connections that nobody has any more."""
        renewed, resource.renewed = resource.renewed, {}
        if reading.same_line:
            # the first in the line still waits: nothing has been given back since the last look
            resource.holds.update((key, hold) for key, hold in renewed.items() if key in resource.holds)
        named: Set[int] = set()
        for record in reading.holders:
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
            holds, holders = resource.holds.values(), self.ledger.holders
            resource.leaks.had(out, {hold.what: holders[hold.serial] for hold in holds if hold.serial in holders})
            held = {hold.what for hold in holds} | reading.resting
            self.keep_holders(resource, {what: turn for what, turn in out.items() if what not in held})
            held |= {hold.what for hold in holds}
            resource.leaks.judge(out, held, self.tasks.is_whole)

    def keep_holders(self, resource: Resource, out: Dict[int, Any]) -> None:
        """Connections that the task which had them at hand has put elsewhere, in an attribute or a table: it lives, has
        not given them back, and can get at them."""
        for what, turn in out.items():
            record, taken = resource.leaks.owner(what, turn), resource.taken.get(what)
            if record is None or taken is None or taken[0] != record.serial:
                continue
            if (resource.key, what) in self.reach(record):
                resource.holds[record.serial, what] = Hold(record.serial, what, taken[3], False, taken[2])
                self.ledger.hold(record, resource, what)

    def reach(self, record: TaskRef) -> Set[Tuple[int, int]]:
        """The connections that a task can get at; the same until it has run."""
        changed, found = self.reached.get(record.serial, (0, None))
        if found is None or changed != record.changed or record.awaited is None:
            search = Search(self.ledger.table)
            search.task(record())
            changed, found = record.changed, search.found
        self.reaching[record.serial] = (changed, found)
        return found

    def prove_leaks(self, resources: List[Resource], now: float) -> Iterator[None]:
        """Searches for what no task has at hand, now and then.

        What nothing leads to is a leak. So is what only a list or a table in a module has, if the task that took it has
        ended; a global or an attribute of its own, on the other hand, is where services keep a connection to listen on.
        Where a pool has none left and nobody gets on, what a generator keeps that nobody runs is a leak as well.
        If the task that took it was not seen, it may be alive and know of that table: that is no leak either, unless
        the library's connections are never kept for long.
        """
        doubtful = [(resource, resource.leaks.doubtful()) for resource in resources]
        doubtful = [(resource, suspects) for resource, suspects in doubtful if suspects]
        if not doubtful or now < self.search_due:
            return
        self.search_due = now + SEARCH_EVERY  # a search that fails is not made again at once
        alive, names, modules = Search(self.ledger.table), Search(self.ledger.table, False), Search(self.ledger.table)
        yield from alive.loops([found.ref for found in list(self.loops.all.values())])
        yield from alive.tasks(self.scanner.known)
        yield from names.modules()
        yield from modules.modules()
        searches = (alive, names, modules)
        self.search_due = now + max(SEARCH_EVERY, sum(search.spent for search in searches) * SHARE)
        if not all(search.is_whole for search in searches):
            return
        for resource, suspects in doubtful:
            for what in suspects:
                found = alive.found | names.found if resource.adapter.long_held else alive.found
                kept = modules.paused.get((resource.key, what)) if resource.starves(now) else None
                if resource.adapter.long_held and what not in resource.taken and kept is None:
                    found = found | modules.found
                is_found = (resource.key, what) in found
                resource.leaks.searched(what, is_found)
                if kept is not None and not is_found:
                    resource.leaks.kept[what] = kept

    def fell(self, record: TaskRef, error: Any, text: str, place: Optional[Location], ended: float) -> None:
        """A task has failed: the queues that it took from remember it."""
        self.ledger.table.learn()
        for number in queues_of(error, self.ledger):
            resource = self.ledger.resources[number]
            if all(known.serial != record.serial for known in resource.fallen):
                resource.fallen.append(Fallen(record.serial, record.name or "?", text, place, ended))

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


def number_namesakes(resources: List[Resource]) -> None:
    """Two locks that some code calls by turns the same, such as two arguments, get a number each."""
    called: Dict[Tuple[str, Optional[str]], List[Resource]] = {}
    for resource in resources:
        resource.number = None
        if resource.name is not None and not resource.is_named and resource.kind in ("lock", "semaphore", "condition"):
            called.setdefault((resource.kind, resource.name), []).append(resource)
    for alike in called.values():
        for position, resource in enumerate(alike if len(alike) > 1 else (), 1):
            resource.number = position
