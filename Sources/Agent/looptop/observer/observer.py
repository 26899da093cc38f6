"""All that is known of the service, and the look that keeps it up to date; it knows no client and has no clock."""

from typing import Callable, Iterator, List, Optional, Tuple

from ..loops.heartbeat import Heartbeat
from ..loops.loops import Loops
from ..loops.samples import Sample
from ..loops.slow_callbacks import Culprit
from ..noticing.board import Board
from ..reading.pauses import pause
from ..reading.record import TaskRef
from ..reading.sliced import sliced
from ..reading.stacks import source_line
from ..real_time import time
from ..requests.in_flight import InFlight
from ..resources.census import Census
from ..resources.doubts import Pace
from ..tasks.accounting import Effort
from ..tasks.creation_hook import Registry
from ..tasks.groups import Groups
from ..tasks.scanner import End, Scanner
from ..trouble import troubles
from .blocked_loop import BlockedLoop
from .event_log import Events
from .vitals import Vitals

CENSUS = 1.0
"""Seconds between two looks at the resources while somebody watches them."""
SHARE = 20
SHARE_UNWATCHED = 300
"""The agent rests this many times as long as a look took, and this many times the CPU of one that nobody watches."""

Told = Callable[[List["TaskRef"], List["TaskRef"], List["End"]], None]
"""Hears of tasks that are new, that have changed, and that have ended."""


class Observer:
    """Everything that the agent has learned in one life; only its thread touches it."""

    def __init__(self, registry: Registry, loops: Loops) -> None:
        self.registry = registry
        self.loops = loops
        self.effort = Effort(loops)
        self.scanner = Scanner(registry, loops, self.effort)
        self.heartbeat = Heartbeat(loops)
        self.noticed = Board(loops, self.scanner)
        self.heartbeat.on_beat = self.noticed.wakeups.beat
        self.vitals = Vitals(registry, self.scanner, self.heartbeat)
        self.blocked = BlockedLoop(self.heartbeat, self.scanner)
        self.census = Census(self.scanner, loops)
        self.census_due = 0.0
        self.pace = Pace()
        self.groups = Groups()
        self.requests = InFlight()
        self.scanner.on_sight = (self.groups.meet, self.requests.meet)
        self.heartbeat.request_text = self.requests.text_of
        self.events = Events(loops.told)
        loops.slow.on_block = self.slow_block
        self.looking: Optional[Iterator[None]] = None
        self.is_grouping = False
        self.leaving: Optional[str] = None
        """Why the work is to stop, for a fork or for good, as soon as may be; another thread may say so."""
        self.on_look: Tuple[Callable[[], None], ...] = ()
        """What is to be done after each look at the tasks, before others hear of it."""
        self.told: Told = lambda new, changed, ended: None

    def slow_block(self, culprit: Culprit, began: float, seconds: float, sample: Optional[Sample]) -> None:
        """A block is over: it is an event too."""
        task, name = (None, None) if sample is None else (sample.task, sample.name)
        source = None if culprit.location is None else source_line(culprit.location)
        self.events.add("slow", task, name, source, culprit.location, round(seconds, 4), began)

    def beat(self, late: bool) -> Optional[float]:
        """Heartbeat of the loops; the lag of a loop that has answered, or is overdue."""
        lag = self.heartbeat.beat(late)
        if lag is not None:
            self.vitals.saw_lag(lag)
        return lag

    def second(self) -> None:
        """Once a second: the slower figures."""
        troubles.guard("the vital signs", self.vitals.second)
        self.noticed.second(self.vitals.fds)
        troubles.guard("the use of resources", self.census.second)

    def look_again(self) -> None:
        """One look at the tasks, whatever comes of it."""
        if not troubles.guard("the look at the tasks", self.look):
            self.looking = None

    def look(self) -> None:
        """One look at the tasks, in slices; tells what it has found."""
        scanner = self.scanner
        if self.looking is None:
            self.groups.begin()
            self.requests.learn()
            self.looking = self.slices()
        for _ in self.looking:
            if self.leaving is not None:
                return  # a fork waits; the look goes on after it
        self.looking = None
        troubles.guard("the log of events", lambda: self.events.look(scanner))
        for step in self.on_look:
            step()
        self.told(scanner.new, scanner.changed, scanner.ended)

    def slices(self) -> Iterator[None]:
        """The tasks, and what binds them together as of this look."""
        for _ in self.scanner.scan():
            yield
            pause()
        self.is_grouping = True
        try:
            for what, step in (("groups", self.groups.look), ("requests", self.requests.look)):
                try:
                    for _ in sliced(step(self.scanner)):
                        yield
                except Exception as error:
                    troubles.note("the look at %s" % what, error)
        finally:
            self.is_grouping = False

    def looked_at(self, record: TaskRef) -> None:
        """A task was read for a client, and may have gone on since the last look: no other look tells of that."""
        if self.looking is None and record.changed == self.scanner.tick:
            self.told([], [record], [])

    def count_resources(self, is_watched: bool) -> bool:
        """A census: once a second while somebody watches, else now and then, so that the past is known; false where it
        has not come to its end."""
        began, worked = time.monotonic(), time.thread_time()
        for _ in self.census.look():
            if self.leaving is not None:
                return False
            pause()
        took, spent = time.monotonic() - began, time.thread_time() - worked
        rest = self.pace.pause(CENSUS if is_watched else None, self.census.doubts)
        self.census_due = began + max(rest, took * SHARE, 0.0 if is_watched else spent * SHARE_UNWATCHED)
        return True
