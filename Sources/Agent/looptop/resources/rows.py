"""Resources as rows of the protocol."""

from typing import Any, Dict, List, Set

from ..real_time import time
from .adapter import Reading
from .resource import Hold, Resource

MOST_HOLDERS = 1000
SHARED = 2.5
"""Seconds: two tasks that have had one connection for so long share it."""

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
        "name": resource.name if resource.number is None else "%s (%d)" % (resource.name, resource.number),
        "place": None if resource.place is None else resource.place.wire(),
        "user": resource.user,
        "waiting": len(resource.waiting),
    }
    for field in FIELDS:
        row[field] = reading.fields.get(field)
    inside = resource.waiting if resource.kind == "condition" else []
    waits_inside = {serial for serial, role in inside if role == "wait"}
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
    row["unwoken"], row["abandoned"] = resource.unwoken, resource.abandoned
    row["fallen"] = fallen(resource)
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
    for what in sorted(resource.leaks.proved):
        serial, name, place, since = resource.taken.get(what, (None, None, None, None))
        if serial is None and what in resource.leaks.kept:
            name, place = resource.leaks.kept[what]
        where = None if place is None else place.wire()
        rows.append({"task": serial, "name": name, "location": where, "since": since})
    return rows[:MOST_HOLDERS]


def fallen(resource: Resource) -> Any:
    """Tasks that took from a queue and have failed, the last one first."""
    return [
        {
            "task": one.serial,
            "name": one.name,
            "error": one.error,
            "location": None if one.place is None else one.place.wire(),
            "ended": round(one.ended, 3),
        }
        for one in reversed(resource.fallen)
    ] or None


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
                "task": job.get("task"),
            }
        )
    resource.jobs = seen
    return rows
