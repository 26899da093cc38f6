"""Who holds the lock of another kind that a loop waits for: a task that is suspended inside of `with threading.Lock()`.

It cannot go on and give the lock back, for its loop waits.
"""

from typing import List, NamedTuple, Optional

from ..reading.futures import futures
from ..reading.locations import Location, location
from ..reading.sliced import sliced
from ..reading.stacks import Chain
from ..resources.holding import frames
from ..safe import class_module, class_name
from ..tasks.scanner import Scanner

MOST = 1000
"""Tasks in whose frames the lock is looked for."""


class Holder(NamedTuple):
    """A task, where it is suspended, and the line of its `with`."""

    task: int
    name: str
    location: Location
    block: int


def holder(scanner: Scanner, chain: Chain, blocked: Optional[int]) -> Optional[Holder]:
    """Who is suspended inside of the block that the innermost frame of a blocked loop wants to enter.

    None where nobody is known to be.
    """
    if not chain:
        return None
    wanting = {id(code) for code, _ in chain[-3:]}
    found: List[Holder] = []
    for record in sliced(scanner.known[:MOST]):
        task = record()
        if task is None or record.serial == blocked or futures.done(task) or record.view is None:
            continue
        for inside in frames(futures.coroutine(task)):
            lines = [line for manager, line in inside.managers if is_lock(type(manager))]
            if lines and id(inside.code) in wanting:
                place = location(inside.code, inside.line)
                return Holder(record.serial, record.name or "?", place, lines[-1])
            found += [Holder(record.serial, record.name or "?", location(inside.code, inside.line), at) for at in lines]
        del task
    return found[0] if len(found) == 1 else None


def is_lock(kind: type) -> bool:
    """True of the locks of `threading`."""
    return class_module(kind) in ("_thread", "threading") and class_name(kind) in ("lock", "RLock", "_RLock")
