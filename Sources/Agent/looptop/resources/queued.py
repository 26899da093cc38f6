"""The jobs of a thread pool: which tasks wait for those that run, and which for those that no thread has begun."""

import gc
from itertools import islice
from typing import Any, List

from ..reading.awaiters import bound_to
from ..reading.futures import futures
from ..reading.wait_kinds import freevar
from ..safe import field, imported, items, kind_name, qualified_name

MOST = 1000
"""Jobs in a queue that are looked at."""


def lying(queue: Any) -> List[Any]:
    """The jobs that lie in the queue of a `ThreadPoolExecutor`, in order.

    `SimpleQueue` is in C and shows what lies in it to the collector alone: a list, from 3.13 on the items themselves.
    """
    simple = imported("_queue", "SimpleQueue")
    if type(queue) is simple and simple is not None:
        things = gc.get_referents(queue)
        lists = [thing for thing in things if type(thing) is list]
        jobs = items(lists[0]) if lists else things
    else:
        jobs = items(field(queue, "queue"))
    return list(islice((job for job in jobs if kind_name(job) == "_WorkItem"), MOST))


def queued(queue: Any) -> List[Any]:
    """The futures of the jobs that lie there and wait for a thread."""
    handed = [field(job, "future") for job in lying(queue)]
    # one that was cancelled lies there until a thread comes by
    return [future for future in handed if field(future, "_state") == "PENDING"]


def awaited_for(future: Any) -> Any:
    """The future of asyncio's that is set once a job is done; None where no loop waits for it."""
    for callback in items(field(future, "_done_callbacks")):
        if qualified_name(callback) == "_chain_future.<locals>._call_set_state":
            return freevar(callback, "destination")
    return None


def tasks_on(future: Any) -> List[Any]:
    """The tasks that wait for a future of asyncio's, directly or through a shield."""
    owners = []
    for callback in futures.callbacks(future):
        owners.append(bound_to(callback))
        if qualified_name(callback) == "shield.<locals>._inner_done_callback":
            owners += [bound_to(inner) for inner in futures.callbacks(freevar(callback, "outer"))]
    return [owner for owner in owners if owner is not None and futures.is_task(owner)]
