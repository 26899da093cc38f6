"""What happened: the last ten thousand events, remembered with or without a client."""

from collections import deque
from itertools import islice
from typing import Any, Deque, List, NamedTuple, Optional

from ..reading.locations import Location, created_at, location
from ..reading.task_names import is_named
from ..real_time import time
from ..tasks.scanner import End, Scanner
from ..tasks.states import CANCELLED, DONE, OUTCOMES

MOST = 10_000


class Entry(NamedTuple):
    """One event."""

    n: int
    time: float
    kind: str
    task: Optional[int]
    name: Optional[str]
    text: Optional[str]
    location: Optional[Location]
    seconds: Optional[float]


class Events:
    """The event log; written in the agent's thread, but for `told`, which every thread may append to."""

    def __init__(self, told: Deque[Any]) -> None:
        self.since = time.time()
        self.entries: Deque[Entry] = deque(maxlen=MOST)
        self.last = 0
        self.told = told
        self.found: List[Entry] = []

    def add(
        self,
        kind: str,
        task: Optional[int] = None,
        name: Optional[str] = None,
        text: Optional[str] = None,
        location: Optional[Location] = None,
        seconds: Optional[float] = None,
        at: Optional[float] = None,
    ) -> None:
        """One more."""
        when = time.time() if at is None else at
        self.found.append(Entry(0, when, kind, task, name, text, location, seconds))

    def settle(self) -> None:
        """Number what was found since the last time, in the order in which it happened."""
        found, self.found = self.found, []
        for entry in sorted(found, key=lambda entry: entry.time):
            self.last += 1
            self.entries.append(entry._replace(n=self.last))

    def look(self, scanner: Scanner) -> None:
        """What one tick has found: tasks that were named, and those that failed."""
        for record in scanner.new:
            name = record.name
            if name is not None and is_named(name):
                self.add("created", record.serial, name, None, created_at(record), None, record.created)
        for end in scanner.ended:
            named = end.name is not None and is_named(end.name)
            if named or end.outcome not in (DONE, None, CANCELLED):
                self.add_end(end)
        for end in scanner.brief:
            if end.name is not None and is_named(end.name):
                self.add("created", end.serial, end.name, None, end.location, None, end.created)
            self.add_end(end)
        self.hear()
        self.settle()

    def add_end(self, end: End) -> None:
        seconds = None if end.created is None else max(0.0, round(end.ended - end.created, 4))
        words = end.error if end.outcome is not None else "outcome unknown"
        self.add(OUTCOMES[end.outcome], end.serial, end.name, words, end.location, seconds, end.ended)

    def hear(self) -> None:
        """What loops have told in their own threads."""
        while self.told:
            at, kind, serial, name, words, where = self.told.popleft()
            place = location(*where) if type(where) is tuple else where
            self.add(kind, serial, name, words, place, None, at)

    def after(self, n: int) -> List[Entry]:
        """The entries behind number `n`."""
        self.settle()
        missing = self.last - n
        if missing <= 0:
            return []
        return list(islice(self.entries, max(0, len(self.entries) - missing), None))
