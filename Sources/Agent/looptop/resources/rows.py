"""Resources as rows of the protocol."""

import time
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Mapping, Optional, Set, Tuple

from .adapter import Reading
from .resource import Hold, Resource

if TYPE_CHECKING:
    from ..client import Client
    from .census import Census

MOST_HOLDERS = 1000
CHUNK = 20
SHARED = 2.5
"""Seconds: two tasks that have had one connection for so long share it."""
WAITS = 500

FIELDS = (
    "limit", "unlimited", "in_use", "depth", "value", "idle", "size", "unfinished", "joining", "closed", "opened",
    "lost", "acquires", "acquire_wait", "puts", "gets", "facts",
)  # fmt: skip
"""What adapters tell; each is null where it is unknown."""


def row_of(resource: Resource) -> Dict[str, Any]:
    """ROW of `resources`."""
    reading = resource.reading or Reading()
    row: Dict[str, Any] = {
        "id": resource.id,
        "kind": resource.kind,
        "type": resource.type,
        "name": resource.name,
        "place": None if resource.place is None else resource.place.wire(),
        "user": resource.user,
        "waiting": len(resource.waiting),
    }
    for field in FIELDS:
        row[field] = reading.fields.get(field)
    waits_inside = {serial for serial, role in resource.waiting if role == "wait"}
    holds = [hold for hold in resource.holds.values() if hold.serial not in waits_inside]
    holds = still_held(holds, reading)
    holds.sort(key=lambda hold: hold.since)
    row["holders"] = [
        {
            "task": hold.serial,
            "since": round(hold.since, 3),
            "exact": hold.exact,
            "location": None if hold.place is None else hold.place.wire(),
        }
        for hold in holds[:MOST_HOLDERS]
    ]
    row["held"] = len(holds)
    row["rates"], row["stalled"] = resource.flow.rates(), resource.flow.stalled
    row["waited"] = resource.flow.waited(time.time())
    row["leaked"] = leaked(resource, reading)
    if row["in_use"] is None and resource.kind == "semaphore" and row["value"] is not None:
        # a plain semaphore forgets where it began: what was seen of it is a lower bound
        resource.most = max(resource.most, row["value"] + len(holds))
        row["in_use"] = max(resource.most - row["value"], len(holds))
    row["jobs"] = None if reading.jobs is None else jobs(resource, reading)
    return row


def still_held(holds: List[Hold], reading: Reading) -> List[Hold]:
    """Without those that have let go since their task was read: the pool was read after the tasks."""
    held, in_use = reading.held, reading.fields.get("in_use")
    if held is not None:
        holds = [hold for hold in holds if hold.what in held]
    latest = {hold.what: hold for hold in holds}
    recent = time.time() - SHARED
    # one connection, two tasks: they share it, or it went from one to the other meanwhile
    holds = [hold for hold in holds if not hold.what or hold is latest[hold.what] or hold.since < recent]
    if in_use is None:
        return holds
    connections: Set[int] = set()
    kept = []
    for hold in holds:  # who has had it for long has it still, most likely
        connection = hold.what or hold.serial
        if connection in connections or len(connections) < in_use:
            connections.add(connection)
            kept.append(hold)
    return kept


def leaked(resource: Resource, reading: Reading) -> Any:
    """Connections that are out and that no live task has; each with the task that had it last, where it was seen."""
    if reading.held is None:
        return None
    rows = []
    for what in resource.leaks.sure():
        serial, name, place, since = resource.taken.get(what, (None, None, None, None))
        where = None if place is None else place.wire()
        rows.append({"task": serial, "name": name, "location": where, "since": since})
    return rows[:MOST_HOLDERS]


def jobs(resource: Resource, reading: Reading) -> Any:
    """What the threads of an executor run, and since when it was seen."""
    now = time.time()
    rows = []
    seen = {}
    for job in reading.jobs or ():
        since = seen[job["key"]] = resource.jobs.get(job["key"], now)
        rows.append(
            {
                "thread": job["thread"],
                "function": job["function"],
                "location": job["location"],
                "since": round(since, 3),
            }
        )
    resource.jobs = seen
    return rows


def send(client: "Client", census: "Census", everything: bool) -> Iterator[None]:
    """Sends what the last look has changed, or all, in chunks."""
    rows = []
    for resource in list(census.ledger.resources.values()):
        if not resource.row or not (everything or resource.changed == census.looks):
            continue
        rows.append(dict(resource.row, uses=list(resource.uses)) if everything else resource.row)
        if len(rows) >= CHUNK:
            client.notify("resources", {"rows": rows})
            rows = []
            yield
    if rows:
        client.notify("resources", {"rows": rows})
    if census.ledger.gone and not everything:
        client.notify("resources.gone", {"id": census.ledger.gone})
    changes: Mapping[int, Optional[Tuple[int, str]]] = census.ledger.waits if everything else census.ledger.wait_changes
    entries = list(changes.items())
    for first in range(0, len(entries), WAITS):
        some = entries[first : first + WAITS]
        table = {
            "task": [serial for serial, _ in some],
            "resource": [None if wait is None else wait[0] for _, wait in some],
            "role": [None if wait is None else client.strings.string(wait[1]) for _, wait in some],
        }
        client.send_tables()
        client.notify("waits", table)
        yield
