"""What happened: the last ten thousand events, remembered with or without a client."""

import time
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any, Deque, Dict, Iterator, List, NamedTuple, Optional

from .locations import Location, created_at, location
from .names import is_named
from .scanner import DONE, End, Scanner

if TYPE_CHECKING:
    from .client import Client

MOST = 10_000
CHUNK = 500
KINDS = {0: "ended", 1: "failed", 2: "cancelled", None: "ended"}


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
        self.last += 1
        when = time.time() if at is None else at
        self.entries.append(Entry(self.last, when, kind, task, name, text, location, seconds))

    def look(self, scanner: Scanner) -> None:
        """What one tick has found: tasks that were named, and those that failed."""
        for record in scanner.new:
            name = record.name
            if name is not None and is_named(name):
                self.add("created", record.serial, name, None, created_at(record), None, record.created)
        for end in scanner.ended:
            named = end.name is not None and is_named(end.name)
            if named or end.outcome not in (DONE, None, 2):
                self.add_end(end)
        for end in scanner.brief:
            if end.name is not None and is_named(end.name):
                self.add("created", end.serial, end.name, None, end.location, None, end.created)
            self.add_end(end)
        self.hear()

    def add_end(self, end: End) -> None:
        seconds = None if end.created is None else max(0.0, round(end.ended - end.created, 4))
        words = end.error if end.outcome is not None else "outcome unknown"
        self.add(KINDS[end.outcome], end.serial, end.name, words, end.location, seconds, end.ended)

    def hear(self) -> None:
        """What loops have told in their own threads."""
        while self.told:
            at, kind, serial, name, words, where = self.told.popleft()
            place = location(*where) if type(where) is tuple else where
            self.add(kind, serial, name, words, place, None, at)

    def after(self, n: int) -> List[Entry]:
        """The entries behind number `n`."""
        missing = self.last - n
        if missing <= 0:
            return []
        return list(islice(self.entries, max(0, len(self.entries) - missing), None))

    def send(self, client: "Client") -> Iterator[None]:
        """Sends a client what it has not had, in chunks."""
        entries = self.after(client.events_sent)
        client.events_sent = self.last
        for first in range(0, len(entries), CHUNK):
            some = entries[first : first + CHUNK]
            table: Dict[str, Any] = {
                "since": round(self.since, 3),
                "n": [entry.n for entry in some],
                "time": [round(entry.time, 4) for entry in some],
                "kind": [client.strings.string(entry.kind) for entry in some],
                "task": [entry.task for entry in some],
                "name": [entry.name for entry in some],
                "text": [entry.text for entry in some],
                "location": [client.strings.place(entry.location) for entry in some],
                "seconds": [entry.seconds for entry in some],
            }
            client.send_tables()
            client.notify("events", table)
            yield
