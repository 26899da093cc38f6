"""Who has what a pool has given out, where nobody has it in a variable: asked where tasks wait and nobody gets on.

FastAPI keeps what its dependencies yield in a dictionary of the request; sessions lie in `request.state`, in a unit
of work, in a context variable.
"""

import time
from typing import Callable, Dict, Iterator, List, Set, Tuple

from ..reading.record import TaskRef
from .known import Ledger
from .resource import Hold, Resource

BUDGET = 0.5
"""Seconds of the thread's own time that one search takes, at most."""

Reach = Callable[["TaskRef"], Set[Tuple[int, int]]]


def find(resource: Resource, tasks: List[TaskRef], reach: Reach, ledger: Ledger, now: float) -> Iterator[None]:
    """Notes for each connection the one task that can get at it; of several nobody knows whose it is."""
    known = {hold.what for hold in resource.holds.values()}
    reading = resource.reading
    out = [] if reading is None or reading.held is None else [what for what in reading.held if what not in known]
    owners: Dict[int, List[TaskRef]] = {what: [] for what in out}
    spent = 0.0
    for record in tasks if out else ():
        began = time.thread_time()
        found = reach(record)
        spent += time.thread_time() - began
        for what in out:
            if (resource.key, what) in found:
                owners[what].append(record)
        if spent > BUDGET:
            return
        yield
    for what, records in owners.items():
        if len(records) == 1 and what not in resource.leaks.proved:
            since = records[0].since or now
            resource.holds[records[0].serial, what] = Hold(records[0].serial, what, since, False, None)
            ledger.hold(records[0], resource, what)
