"""How far a group is: how many of its tasks are done, how many have failed, whether it is over."""

from typing import Any, Container, Iterator

from .group import Group
from .waits import callbacks, freevar

MOST_COUNTED = 5000
"""Members that are looked at one by one; of larger groups only what asyncio itself counts is known."""


def read_gather(group: Group, outer: Any) -> None:
    """What the callback of a gather knows: whether exceptions are results, and how many are done."""
    for child in outer._children:
        for callback in callbacks(child):
            if getattr(callback, "__qualname__", "").endswith("gather.<locals>._done_callback"):
                group.returns = int(freevar(callback, "return_exceptions") is True)
                names = callback.__code__.co_freevars
                group.counter = callback.__closure__[names.index("nfinished")]
                return


def count(group: Group, thing: Any, alive: Container[int]) -> Iterator[None]:
    """How far it is, in slices; `alive`: the tasks that have not ended."""
    if group.kind == "gather":
        children = thing._children
        if len(children) <= MOST_COUNTED:
            done = failed = 0
            for position, child in enumerate(children):
                if child.done():
                    done += 1
                    failed += not child.cancelled() and getattr(child, "_exception", None) is not None
                if position & 255 == 255:
                    yield
            group.done, group.failed = done, failed
        elif group.counter is not None:
            group.done = group.counter.cell_contents
    elif group.kind == "task_group":
        members = getattr(thing, "_tasks", None)
        errors = getattr(thing, "_errors", None)
        group.total = group.made
        group.done = max(0, group.made - len(members)) if isinstance(members, set) else None
        group.failed = len(errors) if type(errors) is list else None
    elif group.kind == "as_completed":
        group.total = group.made or None
    if group.kind in ("wait", "as_completed") and group.total is not None:
        left = sum(1 for serial in group.members if serial in alive)
        group.done = max(0, min(group.total, len(group.members) - left))


def is_over(group: Group, thing: Any) -> bool:
    """Whether it has ended: its tasks stand for themselves again."""
    if group.kind in ("gather", "wait"):
        return bool(thing.done())
    if group.kind == "task_group":
        exiting = getattr(thing, "_exiting", None)
        left = getattr(thing, "_tasks", None)
        return exiting is True and not left
    return False
