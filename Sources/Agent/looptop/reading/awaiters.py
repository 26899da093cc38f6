"""Who waits for a future: told by what it is to call when it is done."""

from types import BuiltinMethodType, CoroutineType, FunctionType, MethodType, MethodWrapperType, ModuleType
from typing import Any, List, Set

from ..safe import class_module, class_name, field, field_in_c, is_a, items, partial_parts, qualified_name
from .futures import futures
from .locations import is_user
from .record import record_of
from .wait_kinds import freevar


def awaited_by(future: Any) -> List[int]:
    """The tasks that wait for this one, through gather, wait and shield."""
    found: Set[int] = set()
    seen: Set[int] = set()
    pending = [future]
    while pending and len(seen) < 1000:
        current = pending.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        for callback in futures.callbacks(current):
            waiter = _waiter(callback)
            record = None if waiter is None else record_of(waiter)
            if record is not None:
                found.add(record.serial)
            else:
                pending.append(waiter)
    return sorted(found)


def waited_by(future: Any) -> List[int]:
    """The tasks that wait for this one, as people see them.

    Before 3.12 `wait_for` runs what it is given in a task of its own: where that is a library's coroutine, such as a
    queue's `get`, it is not that task which waits, but the one that called `wait_for`.
    """
    found: Set[int] = set()
    for callback in futures.callbacks(future):
        task = _waiter(callback)
        outer = awaited_by(task) if _is_made_by_wait_for(task) else []
        if outer:
            found.update(outer)
        else:
            return awaited_by(future)
    return sorted(found)


def _is_made_by_wait_for(task: Any) -> bool:
    """True for the task in which `wait_for` runs a coroutine of a library."""
    coroutine = None if task is None else futures.coroutine(task)
    if type(coroutine) is not CoroutineType or is_user(coroutine.cr_code.co_filename):
        return False
    return any(_releases(callback) is not None for callback in futures.callbacks(task))


def _releases(callback: Any) -> Any:
    """The future that a callback of `wait_for` sets; None of any other callback."""
    function, arguments = partial_parts(callback) or (None, ())
    return arguments[0] if arguments and qualified_name(function) == "_release_waiter" else None


def _waiter(callback: Any) -> Any:
    """What a done callback wakes: a task, or a future that others wait for."""
    owner = bound_to(callback)
    if owner is not None:
        kind = type(owner)
        if class_name(kind) == "TaskGroup" and class_module(kind) == "asyncio.taskgroups":
            return field(owner, "_parent_task")
        if class_name(kind) == "_AsCompletedIterator" and class_module(kind) == "asyncio.tasks":
            return next(iter(items(field(field(owner, "_done"), "_getters"))), None)
        return owner if futures.is_like_task(owner) else None
    if type(callback) is FunctionType:
        closure = qualified_name(callback).partition(".")[0]
        if closure in ("gather", "_gather", "shield"):
            return freevar(callback, "outer")
        return freevar(callback, "waiter") if closure == "_wait" else None
    return _releases(callback)


_METHODS = frozenset(("TaskWakeupMethWrapper", "TaskStepMethWrapper"))
"""Methods of tasks, as 3.8 and later have them in C."""


def bound_to(callback: Any) -> Any:
    """The object of which a callback is a method; None where it is none."""
    kind = type(callback)
    if kind is MethodType or kind is BuiltinMethodType or kind is MethodWrapperType:
        return None if is_a(callback.__self__, ModuleType) else callback.__self__
    if class_name(kind) in _METHODS:
        return field_in_c(callback, class_module(kind), "__self__")
    return None
