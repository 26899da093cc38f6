"""What clients are sent without asking: snapshots in pieces, then what has changed, as fast as each reads."""

import selectors
import time
from typing import TYPE_CHECKING, Any, Dict, Iterator

from .client import BUFFER, REFILL, Client
from .pictures import picture

if TYPE_CHECKING:
    from .server import Server

SLOW_ROWS = 5
"""Culprits in one message: their stacks are long."""


class Feeder:
    """Gives every client what is due."""

    def __init__(self, server: "Server") -> None:
        self.server = server

    def feed(self) -> None:
        """Gives every client what is due, and asks the selector for what it needs next."""
        for client in list(self.server.clients):
            try:
                self.feed_one(client)
                client.flush()
            except OSError:
                self.server.drop(client)
                continue
            if client.closing and not client.outgoing:
                self.server.drop(client)
                continue
            # who does not read his answers may not ask more
            events = selectors.EVENT_WRITE if client.outgoing else 0
            if client.waiting < BUFFER and not client.closing:
                events |= selectors.EVENT_READ
            self.server.selector.modify(client.connection, events, client)

    def feed_one(self, client: Client) -> None:
        """Continues a snapshot, or sends the deltas that are due."""
        if client.pictures:
            while client.pictures and client.waiting < REFILL:
                step: Iterator[None] = client.pictures[0]
                if next(step, client) is client:
                    client.pictures.popleft()
                client.flush()
                time.sleep(0)
            return
        now = time.monotonic()
        if not client.topics or now < client.due:
            return
        client.due = max(client.due + client.interval, now)
        if client.waiting >= BUFFER:
            client.overflow()
        elif client.overflowed:
            if client.waiting < REFILL:
                client.overflowed = False
                client.pictures.append(picture(self.server, client, "overflow", client.topics))
        else:
            self.send_due(client)

    def send_due(self, client: Client) -> None:
        """Loops, deltas, vitals."""
        self.send_loops(client)
        if "tasks" in client.topics:
            client.send_deltas()
        if "requests" in client.topics:
            self.server.requests.send(client, everything=False)
        if "slow" in client.topics and client.slow_sent != self.server.loops.slow.count:
            self.send_slow(client)
        if "events" in client.topics:
            for _ in self.server.events.send(client):
                time.sleep(0)
        if "vitals" in client.topics:
            client.notify("vitals", self.vitals_for(client))

    def send_slow(self, client: Client) -> None:
        """Culprits of which this client has not heard the newest."""
        slow = self.server.loops.slow
        rows = [culprit for culprit in list(slow.culprits.values()) if culprit.changed > client.slow_sent]
        client.slow_sent = slow.count
        for first in range(0, len(rows), SLOW_ROWS):
            client.notify("slow", slow.wire(rows[first : first + SLOW_ROWS]))

    def send_loops(self, client: Client) -> None:
        """The loops, if one has changed."""
        if client.loops_sent != self.server.loops.rows:
            client.loops_sent = self.server.loops.rows
            client.notify("loops", {"rows": self.server.loops.rows})

    def vitals_for(self, client: Client) -> Dict[str, Any]:
        """One `vitals`, without history."""
        fields = self.server.vitals.wire()
        fields["lag_max"] = None if client.lag_max is None else round(client.lag_max, 6)
        client.lag_max = None
        fields["blocked"] = self.server.handlers.blocked()
        fields["dropped"] = client.dropped
        fields["requests"], fields["requests_total"] = self.server.requests.counts()
        return fields
