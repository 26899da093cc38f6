"""A snapshot in chunks: each `next` makes one, so that neither the GIL nor a slow client is in the way."""

from typing import Any, Iterator, List

from ..observer.observer import Observer
from ..real_time import time
from . import protocol
from .client import ROWS, Client
from .clients import Clients
from .event_rows import send as send_events
from .messages import send_loops, send_slow, vitals_for
from .request_rows import send as send_requests
from .resource_rows import count_resources
from .resource_rows import send as send_resources


def picture(
    observer: Observer, clients: Clients, client: Client, reason: str, topics: List[str], request: Any = None
) -> Iterator[None]:
    """Sends the whole picture; `request` is the id of the request that asked for it, if one did."""
    observer.look_again()
    records = list(observer.scanner.known) if "tasks" in topics else []
    client.forget_pending()
    client.notify("snapshot.begin", {"reason": reason, "tasks": len(records)})
    yield
    client.loops_sent = None
    send_loops(observer, client)
    if records:
        client.groups_sent = 0
        client.send_groups()
    for first in range(0, len(records), ROWS):
        client.send_rows("tasks.new", records[first : first + ROWS])
        yield
    if "vitals" in topics:
        vitals = vitals_for(observer, client)
        vitals["history"] = observer.vitals.wire_history()
        client.notify("vitals", vitals)
        yield
    if "requests" in topics:
        send_requests(client, observer.requests, everything=True)
        yield
    if "slow" in topics:
        client.slow_sent = 0
        send_slow(observer, client)
        if not observer.loops.slow.has_rows():
            client.notify("slow", observer.loops.slow.wire(()))
        yield
    if "events" in topics:
        client.events_sent = 0
        yield from send_events(client, observer.events)
    if "resources" in topics:
        observer.census.roots.look_everywhere()
        count_resources(observer, clients)
        yield from send_resources(client, observer.census, everything=True)
    client.due = time.monotonic() + client.interval
    client.failures = 0
    client.notify("snapshot.end", {"complete": True, "dropped": client.dropped})
    if request is not None:
        result = {"complete": True, "dropped": client.dropped, "tasks": len(records)}
        client.send(protocol.result_line(request, result))
