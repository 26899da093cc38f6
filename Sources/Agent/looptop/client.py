"""One client: what it has been sent, what waits to be sent, and what had to be dropped."""

import socket
import time
from collections import deque
from itertools import islice
from typing import Any, Deque, Dict, FrozenSet, Iterator, List, Optional, Set

from . import protocol
from .columns import Interner, columns, group_columns
from .effort import Effort, Look, sliced
from .groups import Groups
from .registry import ENDED, TaskRef
from .scanner import End

BUFFER = 1 << 20
"""Bytes that may wait for a client; beyond, its deltas are dropped."""
REFILL = 1 << 17
"""A snapshot goes on once less than this waits."""
AT_ONCE = 64
"""Lines that one call writes."""
ROWS = 100
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
        self.due = 0.0
        self.seq = 0
        self.dropped = 0
        self.overflowed = False
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

    def finish(self) -> None:
        """Sends what the socket takes, and closes."""
        try:
            self.flush()
        except OSError:
            pass
        self.connection.close()

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
            time.sleep(0)
        yield first
