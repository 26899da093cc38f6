"""One client: what it has been sent, what waits to be sent, and what had to be dropped."""

import socket
from collections import deque
from itertools import islice
from typing import Any, Callable, Deque, Dict, FrozenSet, Iterator, List, Optional, Set

from ..reading.pauses import pause
from ..reading.record import ENDED, TaskRef
from ..reading.sliced import sliced
from ..real_time import time
from ..tasks.accounting import Effort, Look
from ..tasks.groups import Groups
from ..tasks.scanner import End
from . import protocol
from .columns import Interner, columns, group_columns

BUFFER = 1 << 20
"""Bytes that may wait for a client; beyond, its deltas are dropped."""
REFILL = 1 << 17
"""A snapshot goes on once less than this waits."""
AT_ONCE = 64
"""Lines that one call writes."""
SIGN = 1.0
"""Seconds without a word after which a client that waits hears that the agent is at work."""
ROWS = 100
MOST_FAILURES = 5
PENDING = 200_000
"""Rows that may wait while a snapshot is under way."""


class Client:
    """The connection of one client; only the agent's thread touches it."""

    def __init__(self, connection: socket.socket, effort: Effort, groups: Groups) -> None:
        self.connection = connection
        self.effort = effort
        self.groups = groups
        self.look = Look()
        self.greeted = False
        self.read_only = False
        self.stranger: Optional[float] = None
        self.incoming = bytearray()
        self.skipping = False
        self.bad_lines = 0
        self.tokens = float(protocol.MAX_REQUESTS)
        self.refilled = time.monotonic()
        self.outgoing: Deque[bytes] = deque()
        self.waiting = 0
        self.closing = False
        self.topics: List[str] = []
        self.interval = 1.0
        self.due = self.vitals_due = 0.0
        self.seq = 0
        self.dropped = 0
        self.overflowed = False
        self.failures = 0
        self.lag_max: Optional[float] = None
        self.loops_sent: Any = None
        self.events_sent = 0
        self.requests_sent = 0
        self.groups_sent = 0
        self.slow_sent = 0
        self.strings = Interner()
        self.new: Dict[int, TaskRef] = {}
        self.changed: Dict[int, TaskRef] = {}
        self.ended: Dict[int, End] = {}
        self.renamed: Set[int] = set()
        self.pictures: Deque[Iterator[None]] = deque()
        self.held: Optional[protocol.Request] = None
        self.is_asking = False
        self.asked = self.spoke = time.monotonic()

    def may_ask(self) -> bool:
        """Counts a request against the rate."""
        now = time.monotonic()
        limit = protocol.MAX_REQUESTS
        self.tokens = min(limit, self.tokens + (now - self.refilled) * limit)
        self.refilled = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def send(self, data: bytes) -> None:
        """Puts a line behind those that wait."""
        self.outgoing.append(data)
        self.waiting += len(data)
        self.spoke = time.monotonic()

    def is_waiting(self) -> bool:
        """True while it waits for a picture or an answer."""
        return bool(self.pictures) or self.held is not None

    def say_working(self) -> None:
        """A sign of life, where what it waits for takes long."""
        if self.is_waiting() and not self.outgoing and time.monotonic() - self.spoke >= SIGN:
            self.notify("working", {"since": round(time.time() - (time.monotonic() - self.asked), 3)})

    def notify(self, method: str, params: Dict[str, Any]) -> None:
        """Sends a notification."""
        self.seq += 1
        params["seq"] = self.seq
        params["t"] = round(time.time(), 4)
        self.send(protocol.line({"jsonrpc": "2.0", "method": method, "params": params}))

    def flush(self) -> None:
        """Writes what the socket takes; raises OSError if the client has gone."""
        while self.outgoing:
            # Each call gives up the GIL and has to win it back from the service: many lines go at once.
            try:
                sent = self.connection.sendmsg(list(islice(self.outgoing, AT_ONCE)))
            except (BlockingIOError, InterruptedError):
                return
            self.waiting -= sent
            while sent:
                data = self.outgoing.popleft()
                if sent < len(data):
                    self.outgoing.appendleft(data[sent:])
                    return
                sent -= len(data)

    def finish(self, close: Optional[Callable[[socket.socket], None]] = None) -> None:
        """Sends what the socket takes, and closes it, by `close` where that is given."""
        try:
            self.flush()
        except OSError:
            pass
        if close is None:
            self.connection.close()
        else:
            close(self.connection)

    def saw(self, new: List[TaskRef], changed: List[TaskRef], ended: List[End]) -> None:
        """Takes over what a tick has found."""
        if "tasks" not in self.topics or self.overflowed:
            return
        for record in sliced(new):
            self.new[record.serial] = record
        for record in sliced(changed):
            if record.serial not in self.new:
                self.changed[record.serial] = record
                if record.renamed == record.changed:
                    self.renamed.add(record.serial)
        for end in sliced(ended):
            if self.new.pop(end.serial, None) is None:
                self.changed.pop(end.serial, None)
                self.ended[end.serial] = end
        if len(self.new) + len(self.changed) + len(self.ended) > PENDING:
            self.overflow()

    def overflow(self) -> None:
        """Drops the deltas; a new snapshot will make up for them."""
        self.dropped += 1
        self.overflowed = True
        self.forget_pending()

    def failed(self) -> None:
        """Something could not be sent: it begins anew, and after some failures in a row it is told to leave."""
        self.failures += 1
        self.pictures.clear()
        self.overflow()
        self.closing = self.closing or self.failures >= MOST_FAILURES

    def forget_pending(self) -> None:
        """Nothing is to be sent."""
        self.new.clear()
        self.changed.clear()
        self.ended.clear()
        self.renamed.clear()

    def send_groups(self) -> None:
        """Sends the groups of which this client has not heard the newest, and those that are over."""
        since, self.groups_sent = self.groups_sent, self.groups.version
        groups = [group for group in list(self.groups.by_id.values()) if group.version > since]
        for first in range(0, len(groups), ROWS):
            table = group_columns(self.strings, groups[first : first + ROWS])
            self.send_tables()
            self.notify("groups", table)
        ended = [id for version, id in self.groups.ended if version > since] if since else []
        if ended:
            self.notify("groups.ended", {"id": ended})

    def send_deltas(self) -> None:
        """Sends what has piled up since the last time."""
        self.send_groups()
        new, changed, ended = list(self.new.values()), list(self.changed.values()), list(self.ended.values())
        renamed = frozenset(self.renamed)
        self.forget_pending()
        for first in chunks(len(new)):
            self.send_rows("tasks.new", new[first : first + ROWS])
        for first in chunks(len(changed)):
            self.send_rows("tasks.changed", changed[first : first + ROWS], renamed)
        for first in chunks(len(ended)):
            self.send_ended(ended[first : first + ROWS])

    def send_rows(self, method: str, records: List[TaskRef], renamed: FrozenSet[int] = frozenset()) -> None:
        """Sends rows of tasks, the strings and places that they need first."""
        records = [record for record in records if record.seen != ENDED]
        if records:
            table = columns(self.strings, records, method == "tasks.new", renamed, self.effort, self.groups)
            self.send_tables()
            self.notify(method, table)

    def send_ended(self, ended: List[End]) -> None:
        """Sends ends of tasks."""
        table = {
            "id": [end.serial for end in ended],
            "outcome": [end.outcome for end in ended],
            "ended": [round(end.ended, 4) for end in ended],
            "error": [None if end.error is None else self.strings.string(end.error) for end in ended],
            "failed_at": [self.strings.place(end.failed_at) for end in ended],
        }
        self.send_tables()
        self.notify("tasks.ended", table)

    def send_tables(self) -> None:
        """Sends the strings and places that were met since the last time."""
        for method, table in self.strings.take():
            self.notify(method, table)


def chunks(count: int) -> Iterator[int]:
    """Where each message's rows begin; between two messages the GIL is offered to others."""
    for first in range(0, count, ROWS):
        if first:
            pause()
        yield first
