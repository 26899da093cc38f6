"""Threads of executors that wait for a pool of another kind: the tasks behind their jobs stand in its line.

FastAPI's synchronous endpoints and dependencies, for one, wait in SQLAlchemy's `QueuePool` for a connection, while
those who have one wait for a thread. And a job may wait for what a job in the line of its own executor would do.
"""

from typing import Dict, List, Tuple

from .known import Ledger
from .resource import Resource

LASTS = 8.0
"""Seconds that the line of an executor has to stand still before its jobs count as waiting for it."""


def line_up(resources: List[Resource], ledger: Ledger, now: float) -> None:
    """Puts the tasks whose threads wait for a pool into its line; where several pools are full, nobody knows whose."""
    pools = [resource for resource in resources if resource.reading is not None and resource.reading.threads_wait]
    full: Dict[str, List[Resource]] = {}
    for pool in pools:
        if pool.is_full():
            full.setdefault(pool.adapter.module, []).append(pool)
    for pool in pools:
        reading = pool.reading
        alone = full.get(pool.adapter.module) == [pool]
        places = () if reading is None or not alone else reading.threads_wait
        line = [(serial, "acquire") for serial in _standing(resources, places)] if places else []
        if line or pool.waiting:
            ledger.line(pool, line)
    for resource in resources:
        reading = resource.reading
        if reading is not None and reading.own_line and now - resource.standing >= LASTS:
            running = [job["task"] for job in reading.jobs or () if job.get("task") is not None]
            line = [(serial, "wait") for serial in running if ledger.waits.get(serial) is None]
            if line:
                ledger.line(resource, [*resource.waiting, *line])


def _standing(resources: List[Resource], places: Tuple[str, ...]) -> List[int]:
    """The tasks whose jobs stand in one of these files, the oldest first."""
    found = []
    for resource in resources:
        for job in (resource.reading.jobs if resource.reading is not None else None) or ():
            if job.get("task") is not None and any(file.endswith(places) for file in job["files"]):
                found.append(job["task"])
    return sorted(set(found))
