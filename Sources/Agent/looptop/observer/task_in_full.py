"""One task in full, and all threads: read on request."""

import sys
from threading import get_ident
from typing import Any, Dict, List, Optional

from ..loops.loops import Loops
from ..reading.await_chain import await_links
from ..reading.awaiters import awaited_by
from ..reading.futures import futures
from ..reading.locations import created_at
from ..reading.record import TaskRef
from ..reading.sliced import sliced
from ..reading.stacks import await_chain, frames, source_line, thread_chain
from ..reading.thread_frames import tops
from ..reading.threads import threads as all_threads
from ..real_time import time
from ..tasks.running_frames import running_chain
from ..tasks.states import RUNNING, STATES
from .observer import Observer


def task_in_full(observer: Observer, record: TaskRef, source: bool) -> Optional[Dict[str, Any]]:
    """The result of `task`, or None if it has ended."""
    # those that take a while first: meanwhile the task is not held
    children = sorted(other.serial for other in sliced(observer.scanner.known) if other.parent == record.serial)
    task = record()
    if task is None or futures.done(task):
        return None
    observer.groups.begin()
    observer.scanner.look(record, task, observer.loops.running_tasks(), time.time())
    observer.looked_at(record)
    if record.view.peer is None and record.view.kind is not None:
        observer.scanner.remote.locate(record, task, record.view.kind, record.view.on)
    view = record.view
    chain = await_chain(futures.coroutine(task))
    if view.state == RUNNING:
        chain = (
            running_chain(observer.loops.all.get(record.loop or 0), task, await_links(futures.coroutine(task))) or chain
        )
    place = created_at(record)
    stand = observer.groups.links(record.serial)
    steps, busy, approx = observer.effort.of(record)
    wait = None
    if view.kind is not None:
        wait = {
            "kind": view.kind, "on": view.on, "on_task": view.on_task, "peer": view.peer,
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
        "children": children,
        "awaits": awaits(observer, record, task),
        "on_group": stand.on_group,
        "group": stand.group,
        "created_source": None if place is None else source_line(place),
        "request": observer.requests.id_of(record.serial),
        "steps": steps,
        "busy": busy,
        "approx": approx,
        "cancel_requests": futures.cancel_requests(task) if sys.version_info >= (3, 11) else None,
    }


AWAITED = 1000


def awaits(observer: Observer, record: TaskRef, task: Any) -> List[int]:
    """The tasks that a task waits for: one, or the unfinished members of a group."""
    if record.view.on_task is not None:
        return [record.view.on_task]
    group = observer.groups.by_id.get(observer.groups.links(record.serial).on_group or 0)
    if group is None:
        return []
    return sorted(serial for serial in group.members if serial in observer.groups.member_of)[:AWAITED]


def threads(loops: Loops) -> List[Dict[str, Any]]:
    """The result of `threads`."""
    frames_of = tops()
    own = get_ident()
    chains = {ident: thread_chain(frame, ours=ident == own) for ident, frame in frames_of.items()}
    del frames_of
    by_ident = {loop.ident: loop.id for loop in loops.all.values() if loop.running}
    rows = []
    for thread in all_threads():
        rows.append(
            {
                "id": thread.native,
                "ident": thread.ident,
                "name": thread.name,
                "daemon": thread.daemon,
                "agent": thread.ident == own,
                "loop": by_ident.get(thread.ident),
                "stack": frames(chains.get(thread.ident, []), source=True),
            }
        )
    return rows
