"""How far a group is: how many of its tasks are done, how many have failed, whether it is over."""

from types import FunctionType
from typing import Any, Container, Iterator, List

from ..reading.futures import futures
from ..reading.wait_kinds import freevar
from ..reading.weak import weakly
from ..safe import field, length, number, qualified_name
from .group import Group

MOST_COUNTED = 5000
"""Members that are looked at one by one; of larger groups only what asyncio itself counts is known."""


def read_gather(group: Group, children: List[Any]) -> None:
    """What the callback of a gather knows: whether exceptions are results, and how many are done."""
    for child in children:
        for callback in futures.callbacks(child):
            if type(callback) is FunctionType and qualified_name(callback).endswith("gather.<locals>._done_callback"):
                group.returns = int(freevar(callback, "return_exceptions") is True)
                names = callback.__code__.co_freevars
                if "nfinished" in names and callback.__closure__ is not None:
                    group.counter = callback.__closure__[names.index("nfinished")]
                return


def count(group: Group, alive: Container[int]) -> Iterator[None]:
    """How far it is, in slices; `alive`: the tasks that have not ended."""
    thing = group.weak()
    if group.kind == "gather":
        children = futures.children(thing)
        thing, many = None, len(children) > MOST_COUNTED
        children = [] if many else weakly(children)
        if many:
            if group.counter is not None:
                group.done = number(group.counter.cell_contents)
            return
        done = failed = 0
        for position, member in enumerate(children):
            child = member()
            if child is not None and futures.done(child):
                done += 1
                failed += not futures.cancelled(child) and futures.error(child) is not None
            del child
            if position & 255 == 255:
                yield
        group.done, group.failed = done, failed
    elif group.kind == "task_group":
        members, errors = length(field(thing, "_tasks")), field(thing, "_errors")
        group.total = group.made
        group.done = None if members is None else max(0, group.made - members)
        group.failed = len(errors) if type(errors) is list else None
    elif group.kind == "as_completed":
        group.total = group.made or None
    if group.kind in ("wait", "as_completed") and group.total is not None:
        left = sum(1 for serial in group.members if serial in alive)
        group.done = max(0, min(group.total, len(group.members) - left))


def is_over(group: Group, thing: Any) -> bool:
    """Whether it has ended: its tasks stand for themselves again."""
    if group.kind in ("gather", "wait"):
        return futures.done(thing)
    if group.kind == "task_group":
        return field(thing, "_exiting") is True and not length(field(thing, "_tasks"))
    return False
