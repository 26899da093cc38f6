"""A snapshot in chunks: each `next` makes one, so that neither the GIL nor a slow client is in the way."""

import time
from typing import TYPE_CHECKING, Any, Iterator, List

from . import protocol
from .client import ROWS, Client
from .resources.rows import send as send_resources

if TYPE_CHECKING:
    from .server import Server


def picture(server: "Server", client: Client, reason: str, topics: List[str], request: Any = None) -> Iterator[None]:
    """Sends the whole picture; `request` is the id of the request that asked for it, if one did."""
    server.look()
    records = list(server.scanner.known) if "tasks" in topics else []
    client.forget_pending()
    client.notify("snapshot.begin", {"reason": reason, "tasks": len(records)})
    yield
    client.loops_sent = server.loops.rows
    client.notify("loops", {"rows": server.loops.rows})
    if records:
        client.groups_sent = 0
        client.send_groups()
    for first in range(0, len(records), ROWS):
        client.send_rows("tasks.new", records[first : first + ROWS])
        yield
    if "vitals" in topics:
        vitals = server.feeder.vitals_for(client)
        vitals["history"] = server.vitals.wire_history()
        client.notify("vitals", vitals)
        yield
    if "requests" in topics:
        server.requests.send(client, everything=True)
        yield
    if "slow" in topics:
        client.slow_sent = 0
        server.feeder.send_slow(client)
        if not server.loops.slow.culprits:
            client.notify("slow", server.loops.slow.wire(()))
        yield
    if "events" in topics:
        client.events_sent = 0
        yield from server.events.send(client)
    if "resources" in topics:
        server.census.roots.look_everywhere()
        server.count_resources()
        yield from send_resources(client, server.census, everything=True)
    client.due = time.monotonic() + client.interval
    client.notify("snapshot.end", {"complete": True, "dropped": client.dropped})
    if request is not None:
        result = {"complete": True, "dropped": client.dropped, "tasks": len(records)}
        client.send(protocol.result_line(request, result))
