"""Reads at a moment in which no collection can begin; needed before 3.12.

There the collector starts wherever a container is made, so also within a function in C that makes one and then reads
what it was asked for. What the collector frees may run code of the service, which hands the GIL on, and the frame or
the weak references that the function was about to read are gone. From 3.12 on a collection begins between two
instructions of Python code only.
"""

import gc
from itertools import chain, islice, repeat
from operator import lt, not_, or_
from typing import Any, Callable, Dict, Iterator, List

ROOM = 64
"""More containers than a read makes."""
_checks: Dict[int, Iterator[bool]] = {}


def quietly(read: Callable[[Any], Any], thing: Any) -> Any:
    """What a function in C says of a thing; None where there is no such moment."""
    threshold = gc.get_threshold()[0]
    check = _checks.get(threshold)
    if check is None:
        _checks.clear()
        check = _checks[threshold] = _no_collection_is_near(threshold)
    found: List[Any] = []
    for _ in range(3):
        # the check, and only if it says so the read: one run of C code, in which the GIL stays
        all(chain(islice(check, 1), map(found.extend, (map(read, (thing,)),))))
        if found:
            return found[0]
        _let_it_come()
    return None


def _no_collection_is_near(threshold: int) -> Iterator[bool]:
    """At each step, in C: whether the collector is off, or has room for what is made meanwhile."""
    counts = iter(gc.get_count, None)
    room = repeat(True) if threshold <= 0 else map(lt, counts, repeat((threshold - ROOM,)))
    return map(or_, map(not_, iter(gc.isenabled, None)), room)


def _let_it_come() -> None:
    """Makes as much as the collector waits for, so that a collection which is due comes here."""
    [set() for _ in range(2 * ROOM)]
