"""One task in full, and all threads: read on request."""

import sys
import threading
import time
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set

from .effort import sliced
from .locations import created_at, is_user
from .registry import TaskRef, record_of
from .scanner import RUNNING
from .stacks import await_chain, frames, source_line, thread_chain
from .waits import callbacks, freevar

if TYPE_CHECKING:
    from .server import Server

STATES = ("running", "ready", "waiting", "cancelling")


def task_in_full(server: "Server", record: TaskRef, source: bool) -> Optional[Dict[str, Any]]:
    """The result of `task`, or None if it has ended."""
    task = record()
    if task is None or task.done():
        return None
    server.groups.begin()
    server.scanner.look(record, task, server.loops.running_tasks(), time.time())
    view = record.view
    chain = await_chain(task._coro)
    if view.state == RUNNING:
        chain = _running_chain(server, record, chain) or chain
    place = created_at(record)
    stand = server.groups.links(record.serial)
    steps, busy, approx = server.effort.of(record)
    wait = None
    if view.kind is not None:
        wait = {
            "kind": view.kind, "on": view.on, "on_task": view.on_task,
            "since": record.since, "exact": bool(record.exact),
        }  # fmt: skip
    return {
        "id": record.serial,
        "name": record.name,
        "coroutine": record.coroutine,
        "state": STATES[view.state],
        "parent": record.parent,
        "created": record.created,
        "created_at": None if place is None else place.wire(),
        "loop": record.loop,
        "wait": wait,
        "stack": frames(chain, source=source, context=True),
        "awaited_by": awaited_by(task),
        "children": sorted(other.serial for other in sliced(server.scanner.known) if other.parent == record.serial),
        "awaits": awaits(server, record, task),
        "on_group": stand.on_group,
        "group": stand.group,
        "created_source": None if place is None else source_line(place),
        "request": server.requests.id_of(record.serial),
        "steps": steps,
        "busy": busy,
        "approx": approx,
        "cancel_requests": task.cancelling() if hasattr(task, "cancelling") else None,
    }


AWAITED = 1000


def awaits(server: "Server", record: TaskRef, task: Any) -> List[int]:
    """The tasks that a task waits for: one, or the unfinished members of a group."""
    if record.view.on_task is not None:
        return [record.view.on_task]
    group = server.groups.by_id.get(server.groups.links(record.serial).on_group or 0)
    if group is None:
        return []
    return sorted(serial for serial in group.members if serial in server.groups.member_of)[:AWAITED]


def _running_chain(server: "Server", record: TaskRef, chain: Any) -> Any:
    """The frames of a running task are those of its thread, from its outermost coroutine on."""
    loop = server.loops.all.get(record.loop or 0)
    frame = None if loop is None else sys._current_frames().get(loop.ident or 0)
    whole = thread_chain(frame)
    first = chain[0][0] if chain else None
    for position, (code, _) in enumerate(whole):
        if code is first:
            return whole[position:]
    return None


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
        for callback in callbacks(current):
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
    for callback in callbacks(future):
        task = _waiter(callback)
        outer = awaited_by(task) if _is_made_by_wait_for(task) else []
        if outer:
            found.update(outer)
        else:
            return awaited_by(future)
    return sorted(found)


def _is_made_by_wait_for(task: Any) -> bool:
    """True for the task in which `wait_for` runs a coroutine of a library."""
    code = getattr(getattr(task, "_coro", None), "cr_code", None)
    if code is None or is_user(code.co_filename):
        return False
    releases = (getattr(callback, "func", None) for callback in callbacks(task))
    return any(getattr(function, "__qualname__", "") == "_release_waiter" for function in releases)


def _waiter(callback: Any) -> Any:
    """What a done callback wakes: a task, or a future that others wait for."""
    name = type(callback).__name__
    owner = getattr(callback, "__self__", None) if name in _BOUND else None
    if owner is not None:
        kind = type(owner)
        if kind.__name__ == "TaskGroup" and kind.__module__ == "asyncio.taskgroups":
            return owner._parent_task
        if kind.__name__ == "_AsCompletedIterator" and kind.__module__ == "asyncio.tasks":
            return next(iter(owner._done._getters), None)
        return owner if hasattr(kind, "_fut_waiter") else None
    if name == "function":
        closure = callback.__qualname__.partition(".")[0]
        if closure in ("gather", "_gather", "shield"):
            return freevar(callback, "outer")
        return freevar(callback, "waiter") if closure == "_wait" else None
    if name == "partial" and getattr(callback.func, "__qualname__", "") == "_release_waiter":
        return callback.args[0]
    return None


_BOUND = ("method", "builtin_function_or_method", "TaskWakeupMethWrapper", "method-wrapper", "TaskStepMethWrapper")


def threads(server: "Server") -> List[Dict[str, Any]]:
    """The result of `threads`."""
    frames_of = sys._current_frames()
    chains = {ident: thread_chain(frame) for ident, frame in frames_of.items()}
    del frames_of
    loops = {loop.ident: loop.id for loop in server.loops.all.values() if loop.running}
    rows = []
    for thread in threading.enumerate():
        rows.append(
            {
                "id": thread.native_id,
                "ident": thread.ident,
                "name": thread.name,
                "daemon": thread.daemon,
                "agent": thread is server.thread,
                "loop": loops.get(thread.ident),
                "stack": frames(chains.get(thread.ident or 0, []), source=True),
            }
        )
    return rows
