"""Which resources there are, who waits for each, and who holds it: one look, in slices, at most once a second.

Resources are found in what suspended tasks have at hand, in the service's own modules, and in what these keep: never by
a walk over the heap. A task is read again only after it has run.
"""

import time
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional, Set, Tuple

from ..details import awaited_by
from ..locations import Location, is_user, location
from ..registry import ENDED, TaskRef, record_of
from .adapter import Adapter, Reading
from .executors import default_executor
from .holding import Inside, frames
from .naming import Found, in_module, inside, is_own, made_in_source, name_in_source, user_modules
from .resource import Hold, Resource
from .rows import row_of
from .streams import Threads, default_limiters
from .table import Table

if TYPE_CHECKING:
    from ..loops import Loops
    from ..scanner import Scanner

SLICE = 0.0005
WALK_EVERY = 10.0
"""Seconds between two walks through the modules, and between two looks into one object."""
RECENT = 2.5
"""Seconds: what was not there in a look this long ago has begun since."""
IDLE_LOOKS = 10
"""What a library keeps for itself is looked for anew after so many looks in which nobody waited for it."""
MOST = 2000
BUDGET = 0.01
"""Seconds of work of one look for tasks that have just run."""
MOST_WAITS = 1000
"""Of the waits of one resource so many are timed."""
HOLDING = frozenset(("lock", "semaphore", "condition", "limiter"))
"""Kinds that a task holds by being inside of their block; of a pool it holds connections."""


class Census:
    """All resources that are known, as of the last look."""

    def __init__(self, scanner: "Scanner", loops: "Loops") -> None:
        self.scanner = scanner
        self.loops = loops
        self.table = Table()
        self.threads = Threads()
        self.resources: Dict[int, Resource] = {}
        self.by_key: Dict[int, Resource] = {}
        self.parts: Dict[int, int] = {}
        self.holding: Dict[int, List[Tuple[Resource, int]]] = {}
        self.holders: Dict[int, TaskRef] = {}
        self.unread: Set[int] = set()
        self.began: Dict[int, Optional[float]] = {}  # since when those wait that have run since the last look
        self.is_whole = True  # false after a look in which some task could not be read
        self.waits: Dict[int, Tuple[int, str]] = {}
        self.wait_changes: Dict[int, Optional[Tuple[int, str]]] = {}
        self.gone: List[int] = []
        self.next_id = 1
        self.looks = 0
        self.tick = 0
        self.last = 0.0
        self.walk_due = 0.0
        self.walked: Dict[int, float] = {}
        self.made: Dict[Tuple[int, str], Optional[Tuple[str, Location]]] = {}

    def look(self) -> Iterator[None]:
        """One look; between two slices nothing of the service is held."""
        self.looks += 1
        self.gone, self.wait_changes = [], {}
        self.table.learn()
        now = time.time()
        recent = now - self.last < RECENT
        for step in (self.find_roots(), self.walk_modules(now), self.read_tasks(now, recent), self.read_resources(now)):
            slice_ends = time.perf_counter() + SLICE
            for _ in step:
                if time.perf_counter() > slice_ends:
                    yield
                    slice_ends = time.perf_counter() + SLICE
        self.last = now

    def look_everywhere(self) -> None:
        """Somebody new looks: the next look walks through the modules too, unless that was just now."""
        self.walk_due -= WALK_EVERY - RECENT

    def second(self) -> None:
        """Once a second: how full each is, for the history; without a client that is all that happens."""
        for resource in list(self.resources.values()):
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

    def find_roots(self) -> Iterator[None]:
        """What loops and libraries keep for themselves."""
        for loop in self.loops.alive():
            executor = default_executor(loop)
            if executor is not None:
                self.name(executor, "default executor")
            yield
        for limiter in default_limiters():
            found = self.of(limiter, self.threads, "executor")
            if found is not None:
                found.name, found.is_named, found.user = "anyio threads", True, True
            yield

    def name(self, thing: Any, name: str) -> None:
        meaning = self.table.meaning(thing)
        found = None if meaning is None else self.of(thing, meaning.adapter)
        if found is not None:
            found.name, found.is_named, found.user = name, True, True

    def walk_modules(self, now: float) -> Iterator[None]:
        """The service's own modules, now and then."""
        if now < self.walk_due:
            return
        self.walk_due = now + WALK_EVERY
        self.walked = {key: at for key, at in self.walked.items() if now - at < WALK_EVERY}
        for name, module in user_modules():
            for found in in_module(name, module):
                self.notice(found)
                yield
            yield

    def notice(self, found: Found) -> None:
        """Something that has a name."""
        meaning = self.table.meaning(found.thing)
        if meaning is None or meaning.role == "connection":
            return
        handle = meaning.role == "handle"
        thing = meaning.adapter.resource_of(found.thing) if handle else found.thing
        resource = None if thing is None else self.of(thing, meaning.adapter)
        if resource is not None:
            resource.found(found._replace(owner=None) if handle else found)

    def of(self, thing: Any, adapter: Adapter, kind: str = "") -> Optional[Resource]:
        """The record of a resource; one of a part is that of the whole. None where there are too many."""
        key = id(thing)
        resource = self.by_key.get(key)
        if resource is not None and resource.thing() is thing:
            return resource
        whole = self.resources.get(self.parts.get(key, 0))
        if whole is not None:
            return whole
        if len(self.resources) >= MOST:
            return None
        resource = Resource(self.next_id, thing, adapter, kind)
        self.next_id += 1
        self.resources[resource.id] = self.by_key[key] = resource
        try:
            adapter.read(thing)  # some adapters learn here which connections belong to it
        except (AttributeError, TypeError, ValueError, RuntimeError, LookupError):
            pass  # it is read again at the end of the look
        return resource

    def read_tasks(self, now: float, recent: bool) -> Iterator[None]:
        """Tasks that have run since the last look: what they have at hand, and what they hold.

        What stands still since the last look is read in any case. Of tasks that run all the time as many as the
        budget allows are read, those first that held something; what the others hold is not known until then.
        """
        since, self.tick = self.tick, self.scanner.tick
        ran: List[TaskRef] = []
        for position, record in enumerate(list(self.scanner.known)):
            if record.changed > since:
                ran.append(record)
            elif self.unread and record.serial in self.unread:
                self.read(record, now, False)
            if position & 31 == 31:
                yield
        self.began = {record.serial: record.since for record in ran}
        ran.sort(key=lambda record: record.serial not in self.holding)
        self.unread = set()
        self.is_whole = True
        spent = 0.0
        for record in ran:
            if spent > BUDGET:
                self.unread.add(record.serial)
                self.is_whole = False
                self.release(record.serial)
                continue
            began = time.thread_time()  # not the time that others had the machine
            self.read(record, now, recent)
            spent += time.thread_time() - began
            yield
        for serial in [serial for serial, record in self.holders.items() if record.seen == ENDED]:
            self.release(serial)
            yield

    def read(self, record: TaskRef, now: float, recent: bool) -> None:
        """One task, if it lives."""
        task = record()
        if task is None or task.done():
            return
        try:
            self.read_task(record, task, now, recent)
        except (AttributeError, TypeError, ValueError, RuntimeError):
            self.is_whole = False
            self.release(record.serial)  # it ran on under the eyes: the next look sees it

    def hold(self, record: TaskRef, resource: Resource, what: int) -> None:
        """A task holds something."""
        self.holders[record.serial] = record
        self.holding.setdefault(record.serial, []).append((resource, what))

    def release(self, serial: int) -> Dict[Tuple[int, int], Hold]:
        """Forgets what a task holds; what it was."""
        before = {}
        self.holders.pop(serial, None)
        for resource, what in self.holding.pop(serial, ()):
            hold = resource.holds.pop((serial, what), None)
            if hold is not None:
                before[resource.id, what] = hold
        return before

    def read_task(self, record: TaskRef, task: Any, now: float, recent: bool) -> None:
        """One task that is suspended."""
        before = self.release(record.serial)
        held: List[Tuple[Resource, int, Location]] = []
        outer: Optional[Location] = None
        for frame in frames(task._coro):
            if is_user(frame.code.co_filename):
                outer = location(frame.code, frame.line)
            self.read_frame(frame, record, held, now, outer)
        for resource, what, place in held:
            key = (record.serial, what)
            if key in resource.holds:
                continue
            hold = before.get((resource.id, what))
            if hold is None:
                hold = Hold(record.serial, what, record.since or now, recent, place)
            resource.holds[key] = hold
            resource.task = record
            self.hold(record, resource, what)
            if what:
                resource.taken[what] = (record.serial, record.name or "?", hold.place, hold.since)

    def read_frame(
        self,
        frame: Inside,
        record: TaskRef,
        held: List[Tuple[Resource, int, Location]],
        now: float,
        outer: Optional[Location],
    ) -> None:
        """What one frame has entered, and what it has in its variables; `outer`: the user's line that led here."""
        meaning_of = self.table.meaning
        for thing, line in frame.managers:
            meaning = meaning_of(thing)
            if meaning is not None:
                place = location(frame.code, line)
                self.take(thing, meaning, place if place.user else outer or place, held)
        user = is_user(frame.code.co_filename)
        for thing in frame.referents:
            meaning = meaning_of(thing)
            if meaning is None:
                if user and is_own(type(thing)) and now - self.walked.get(id(thing), 0.0) > WALK_EVERY:
                    self.walked[id(thing)] = now
                    for found in inside(thing):
                        self.notice(found)
            elif meaning.role == "connection":
                block = self.block_of(thing, frame) if user else None
                self.take(thing, meaning, location(frame.code, block) if block else outer or self.at(frame), held)
            else:
                whole = meaning.adapter.resource_of(thing) if meaning.role == "handle" else thing
                resource = None if whole is None else self.of(whole, meaning.adapter)
                if resource is not None:
                    resource.task = record
                    if user and resource.name is None:
                        self.place(resource, frame, thing)

    def block_of(self, connection: Any, frame: Inside) -> Optional[int]:
        """The line of the block that a connection in a variable most likely came from: one of the same library."""
        package = str(type(connection).__module__).partition(".")[0]
        line: int
        for manager, line in reversed(frame.managers):
            home = str(type(manager).__module__).partition(".")[0]
            if home in (package, "contextlib") and self.table.meaning(manager) is None:
                return line
        return None

    @staticmethod
    def at(frame: Inside) -> Location:
        """Where a frame stands."""
        return location(frame.code, frame.line)

    def place(self, resource: Resource, frame: Inside, thing: Any) -> None:
        """A function of the service's own has it in a variable: the line that made it, else one that uses it."""
        resource.user = True
        resource.place = resource.place or self.at(frame)
        key = (id(frame.code), type(thing).__name__)
        if key not in self.made:
            if len(self.made) > MOST:
                self.made.clear()
            self.made[key] = made_in_source(frame.code, (key[1], *resource.adapter.makers))
        made = self.made[key]
        if made is not None:
            resource.name, resource.place = made

    def take(self, thing: Any, meaning: Any, place: Location, held: List[Tuple[Resource, int, Location]]) -> None:
        """A task is inside the block of something, or has a connection."""
        connection = meaning.role == "connection"
        if not connection and (meaning.role == "handle" or meaning.adapter.kind not in HOLDING):
            return
        owner = meaning.adapter.resource_of(thing) if connection else thing
        what = meaning.adapter.identity(thing) if connection else 0
        if owner is None:
            return
        resource = self.of(owner, meaning.adapter)
        if resource is not None and not connection and resource.key != id(owner):
            return  # the lock inside of something: whoever has it works on that thing, and holds nothing of it
        if resource is not None and resource.name is None and place.user:
            resource.name = name_in_source(place)
        if resource is not None and all(known is not resource or which != what for known, which, _ in held):
            held.append((resource, what, place))

    def read_resources(self, now: float) -> Iterator[None]:
        """The state of each, and who is in its line."""
        parts: Dict[int, int] = {}
        read: List[Resource] = []
        for resource in list(self.resources.values()):
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
                    self.forget(resource)
                continue
            for part in reading.parts:
                if part is not None:
                    parts[id(part)] = resource.id
            reading.parts = []
            resource.reading = reading
            read.append(resource)
            yield
        self.parts = parts
        for key in parts:
            inner = self.by_key.get(key)
            if inner is not None:
                self.forget(inner)
        for resource in read:
            if resource.id in self.resources and resource.reading is not None:
                futures = resource.reading.waiters
                yield from self.read_line(resource, resource.reading)
                resource.reading.waiters, futures = futures, []
                self.read_flow(resource, resource.reading, now)
                self.read_holders(resource, resource.reading, now)
                self.show(resource)
            yield

    def thing(self, resource: Resource) -> Any:
        """The object of a resource, looked for in the task that had it last where there is no other way."""
        thing = resource.thing()
        record = resource.task
        if thing is not None or resource.weak is not None or record is None:
            return thing
        task = record()
        for frame in () if task is None else frames(task._coro):
            for candidate in frame.referents:
                if id(candidate) == resource.key and self.table.meaning(candidate) is not None:
                    return candidate
        return None

    def forget(self, resource: Resource) -> None:
        """A resource that is gone, or is a part of another."""
        self.resources.pop(resource.id, None)
        if self.by_key.get(resource.key) is resource:
            del self.by_key[resource.key]
        for serial, _what in list(resource.holds):
            kept = [entry for entry in self.holding.get(serial, ()) if entry[0] is not resource]
            if kept:
                self.holding[serial] = kept
            else:
                self.release(serial)
        self.line(resource, [])
        if resource.row:
            self.gone.append(resource.id)

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
                line += [(serial, role) for serial in awaited_by(future)]
            yield
        self.line(resource, line)
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
            line = {serial: self.began.get(serial) or known.get(serial, now) for serial in some}
            resource.flow.waiting(line, now)

    def line(self, resource: Resource, line: List[Tuple[int, str]]) -> None:
        """Notes who waits now, and who does no more."""
        now = dict(line)
        for serial, _ in resource.waiting:
            if serial not in now and self.waits.get(serial, (0,))[0] == resource.id:
                del self.waits[serial]
                self.wait_changes[serial] = None
        for serial, role in line:
            if self.waits.get(serial) != (resource.id, role):
                self.waits[serial] = self.wait_changes[serial] = (resource.id, role)
        resource.waiting = line

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
                    self.hold(record, resource, 0)
        if reading.holders:
            for key in [key for key in resource.holds if key[0] not in named]:
                del resource.holds[key]
        reading.holders = []
        if reading.held is not None:
            out = reading.held
            for what in [what for what in resource.taken if what not in out]:
                del resource.taken[what]
            held = {hold.what for hold in resource.holds.values()} | reading.resting
            resource.leaks.judge(out, held, self.is_whole)

    def show(self, resource: Resource) -> None:
        """Makes the row of a resource anew, and notes whether it has changed."""
        if not resource.is_shown():
            resource.idle += 1
            if resource.idle > IDLE_LOOKS:
                self.forget(resource)
            return
        resource.idle = 0
        row = row_of(resource)
        if row != resource.row:
            resource.row = row
            resource.changed = self.looks
