"""What clients are sent without asking: snapshots in pieces, then what has changed, as fast as each reads."""

import selectors
from typing import Iterator, Optional

from ..observer.observer import Observer
from ..reading.pauses import pause
from ..real_time import time
from ..trouble import troubles
from .client import BUFFER, REFILL, Client
from .clients import Clients
from .event_rows import send as send_events
from .messages import send_loops, send_slow, vitals_for
from .request_rows import send as send_requests
from .snapshot import picture


class Deltas:
    """Gives every client what is due."""

    def __init__(self, observer: Observer, clients: Clients, selector: selectors.BaseSelector) -> None:
        self.observer = observer
        self.clients = clients
        self.selector = selector
        self.feeding: Optional[Client] = None

    def feed(self) -> None:
        """Gives every client what is due, and asks the selector for what it needs next."""
        for client in self.clients:
            self.feeding = client
            try:
                self.feed_one(client)
            except OSError:
                self.clients.drop(client)
            except Exception as error:
                troubles.note("what a client is sent", error)
                client.failed()
            finally:
                self.feeding = None
            self.write(client)

    def write(self, client: Client) -> None:
        """Writes what the client takes, and asks the selector for what it needs next."""
        if client not in self.clients.all:
            return  # it has gone meanwhile
        try:
            client.flush()
        except OSError:
            self.clients.drop(client)
            return
        if client.closing and not client.outgoing:
            self.clients.drop(client)
            return
        # who does not read his answers may not ask more
        events = selectors.EVENT_WRITE if client.outgoing else 0
        if client.waiting < BUFFER and not client.closing:
            events |= selectors.EVENT_READ
        self.selector.modify(client.connection, events, client)

    def between(self) -> None:
        """While the agent is at work on something else: what needs no look at the service."""
        now = time.monotonic()
        for client in self.clients:
            due = "vitals" in client.topics and now >= client.vitals_due and client is not self.feeding
            if due and not client.is_waiting() and not client.overflowed and client.waiting < BUFFER:
                # the deltas come after the look; that a loop stands still is told at once
                client.notify("vitals", vitals_for(self.observer, client))
            client.say_working()
            self.write(client)

    def feed_one(self, client: Client) -> None:
        """Continues a snapshot, or sends the deltas that are due."""
        if client.pictures:
            while client.pictures and client.waiting < REFILL:
                step: Iterator[None] = client.pictures[0]
                if next(step, client) is client:
                    client.pictures.popleft()
                client.flush()
                if self.observer.leaving is not None:
                    return  # a fork waits
                pause()
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
                client.pictures.append(picture(self.observer, self.clients, client, "overflow", client.topics))
        else:
            self.send_due(client)

    def send_due(self, client: Client) -> None:
        """Loops, deltas, vitals."""
        send_loops(self.observer, client)
        if "tasks" in client.topics:
            client.send_deltas()
        if "requests" in client.topics:
            send_requests(client, self.observer.requests, everything=False)
        if "slow" in client.topics and client.slow_sent != self.observer.loops.slow.version:
            send_slow(self.observer, client)
        if "events" in client.topics:
            for _ in send_events(client, self.observer.events):
                pause()
        if "vitals" in client.topics:
            client.notify("vitals", vitals_for(self.observer, client))
