"""What tasks hold, and what they have at hand: read in their suspended frames.

A task is read again only after it has run.
"""

from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional, Set, Tuple

from ..reading.futures import futures
from ..reading.locations import Location, is_user, location
from ..reading.record import ENDED, TaskRef
from ..real_time import time
from ..remote.peers import REMOTE
from ..safe import class_module, kind_name
from ..trouble import troubles
from .holding import Inside, frames
from .known import Ledger
from .naming import is_own, made_in_source, name_in_source
from .pulses import note
from .resource import Hold, Resource
from .starting_points import Roots

if TYPE_CHECKING:
    from ..tasks.scanner import Scanner

BUDGET = 0.01
"""Seconds of work of one look for tasks that have just run."""
MOST_MAKERS = 2000
AGAIN = 3
"""Looks in which a task is read anew that has a connection of which nobody knows the pool: the pool may just not have
been read since it gave it out."""
HOLDING = frozenset(("lock", "semaphore", "condition", "limiter"))
"""Kinds that a task holds by being inside of their block; of a pool it holds connections."""


class TaskReader:
    """Reads those tasks that have run since it last did."""

    def __init__(self, ledger: Ledger, roots: Roots, scanner: "Scanner") -> None:
        self.ledger = ledger
        self.roots = roots
        self.scanner = scanner
        self.unread: Set[int] = set()
        self.puzzling: Dict[int, Tuple[int, bool]] = {}  # looks left, and whether what it has was taken lately
        self.began: Dict[int, Optional[float]] = {}  # since when those wait that have run since the last look
        self.is_whole = True  # false after a look in which some task could not be read
        self.tick = self.read_until = 0
        self.made: Dict[Tuple[int, str], Optional[Tuple[str, Location]]] = {}

    def read_tasks(self, now: float, recent: bool) -> Iterator[None]:
        """Tasks that have run since the last look: what they have at hand, and what they hold.

        What stands still since the last look is read in any case. Of tasks that run all the time as many as the
        budget allows are read, those first that held something; what the others hold is not known until then.
        """
        since, self.tick = self.tick, self.scanner.tick
        self.read_until = since
        ran: List[TaskRef] = []
        again, self.puzzling = self.puzzling, {}
        for position, record in enumerate(list(self.scanner.known)):
            if record.changed > since:
                ran.append(record)
            elif self.unread and record.serial in self.unread:
                self.read(record, now, False)
            elif again and record.serial in again:
                self.read(record, now, again[record.serial][1], again[record.serial][0])
            if position & 31 == 31:
                yield
        self.began = {record.serial: record.since for record in ran}
        ran.sort(key=lambda record: record.serial not in self.ledger.holding)
        self.unread = set()
        self.is_whole = True
        spent = 0.0
        for record in ran:
            if spent > BUDGET:
                self.unread.add(record.serial)
                self.is_whole = False
                self.ledger.release(record.serial)
                continue
            began = time.thread_time()  # not the time that others had the machine
            self.read(record, now, recent)
            spent += time.thread_time() - began
            yield
        for serial in [serial for serial, record in self.ledger.holders.items() if record.seen == ENDED]:
            self.ledger.release(serial)
            yield

    def read(self, record: TaskRef, now: float, recent: bool, looks: int = AGAIN) -> None:
        """One task, if it lives; `looks`: in how many more it may be read before it has run again."""
        task = record()
        if task is None or futures.done(task):
            return
        try:
            if not self.read_task(record, task, now, recent) and looks:
                self.puzzling[record.serial] = (looks - 1, recent)
        except Exception as error:
            troubles.saw("what a task holds", error)
            self.is_whole = False
            self.ledger.release(record.serial)  # it ran on under the eyes: the next look sees it

    def read_task(self, record: TaskRef, task: Any, now: float, recent: bool) -> bool:
        """One task that is suspended; false where it has a connection of a pool that is not known."""
        before = self.ledger.release(record.serial)
        held: List[Tuple[Resource, int, Location]] = []
        outer: Optional[Location] = None
        is_known = True
        for frame in frames(futures.coroutine(task)):
            if is_user(frame.code.co_filename):
                outer = location(frame.code, frame.line)
            is_known = self.read_frame(frame, record, held, now, outer) and is_known
        for resource, what, place in held:
            key = (record.serial, what)
            if key in resource.holds:
                continue
            hold = before.get((resource.id, what))
            if hold is not None and (record.since or now) > hold.since and record.changed > self.read_until:
                # it has run since: it may have given it back and taken it again, which nobody saw
                resource.renewed[key] = hold
                hold = hold._replace(since=record.since or now, exact=False, place=place)
            if hold is None:
                hold = Hold(record.serial, what, record.since or now, recent, place)
            resource.holds[key] = hold
            resource.task = record
            self.ledger.hold(record, resource, what)
            if what:
                resource.taken[what] = (record.serial, record.name or "?", hold.place, hold.since)
        return is_known

    def read_frame(
        self,
        frame: Inside,
        record: TaskRef,
        held: List[Tuple[Resource, int, Location]],
        now: float,
        outer: Optional[Location],
    ) -> bool:
        """What one frame has entered, and what it has in its variables; `outer`: the user's line that led here.

        False where the pool of a connection is not known.
        """
        meaning_of = self.ledger.table.meaning
        is_known = True
        for thing, line in frame.managers:
            meaning = meaning_of(thing)
            if meaning is not None:
                place = location(frame.code, line)
                is_known = self.take(thing, meaning, place if place.user else outer or place, held) and is_known
        user = is_user(frame.code.co_filename)
        if user:
            note(frame, record, self.ledger)
        else:
            self.roots.threads.waits(record.serial, frame)
        far = record.view.kind in REMOTE
        for thing in frame.referents:
            meaning = meaning_of(thing)
            if meaning is None:
                if user and is_own(type(thing)):
                    self.roots.look_into(thing, now)
            elif meaning.role == "connection":
                block = self.block_of(thing, frame) if user else None
                place = location(frame.code, block) if block else outer or self.at(frame)
                is_known = self.take(thing, meaning, place, held) and is_known
            elif not user and far and meaning.adapter.kind in ("event", "condition"):
                pass  # by which a stream of a library hears of the network
            else:
                whole = meaning.adapter.resource_of(thing) if meaning.role == "handle" else thing
                resource = None if whole is None else self.ledger.of(whole, meaning.adapter)
                if resource is not None:
                    resource.task = record
                    if user and resource.name is None:
                        self.place(resource, frame, thing)
        return is_known

    def block_of(self, connection: Any, frame: Inside) -> Optional[int]:
        """The line of the block that a connection in a variable most likely came from: one of the same library."""
        package = class_module(type(connection)).partition(".")[0]
        line: int
        for manager, line in reversed(frame.managers):
            home = class_module(type(manager)).partition(".")[0]
            if home in (package, "contextlib") and self.ledger.table.meaning(manager) is None:
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
        key = (id(frame.code), kind_name(thing))
        if key not in self.made:
            if len(self.made) > MOST_MAKERS:
                self.made.clear()
            self.made[key] = made_in_source(frame.code, (key[1], *resource.adapter.makers))
        made = self.made[key]
        if made is not None:
            resource.name, resource.place = made

    def take(self, thing: Any, meaning: Any, place: Location, held: List[Tuple[Resource, int, Location]]) -> bool:
        """A task is inside the block of something, or has a connection; false where nobody knows of which pool."""
        connection = meaning.role == "connection"
        if not connection and (meaning.role == "handle" or meaning.adapter.kind not in HOLDING):
            return True
        owner = meaning.adapter.resource_of(thing) if connection else thing
        what = meaning.adapter.identity(thing) if connection else 0
        if owner is None:
            return not connection
        resource = self.ledger.of(owner, meaning.adapter)
        if resource is not None and not connection and resource.key != id(owner):
            return True  # the lock inside of something: whoever has it works on that thing, and holds nothing of it
        if resource is not None and resource.name is None and place.user:
            resource.name = name_in_source(place)
        if resource is not None and all(known is not resource or which != what for known, which, _ in held):
            held.append((resource, what, place))
        return True
