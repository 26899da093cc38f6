"""What binds tasks together: gather, wait, as_completed, task groups; read from futures and callbacks, not hooked."""

import sys
import time
from collections import deque
from types import CodeType
from typing import Any, Deque, Dict, Iterator, List, Optional, Tuple

from .group import NONE, Group, Stand
from .group_counts import count, is_over, read_gather
from .links import Links, await_links, referents
from .registry import NEW, TaskRef, record_of
from .scanner import Scanner
from .waits import callbacks, code_of, freevar

COUNT_EVERY = 0.5
"""Seconds between two counts of what is done."""
DEPTH = 4
"""Frames, the innermost, in which a task waits for a group."""
REMEMBERED = 10_000
"""Ended groups that late clients are told about."""

# code of the function that waits: (module, path): kind
_WAITERS = {
    ("asyncio.tasks", "_wait"): "wait",
    ("asyncio.tasks", "as_completed.<locals>._wait_for_one"): "as_completed",
    ("asyncio.tasks", "_AsCompletedIterator._wait_for_one"): "as_completed",
    ("asyncio.taskgroups", "TaskGroup.__aexit__"): "task_group",
    ("asyncio.taskgroups", "TaskGroup._aexit"): "task_group",
    ("anyio._backends._asyncio", "TaskGroup.__aexit__"): "task_group",
}


class Groups:
    """All groups that live, as of the last tick."""

    def __init__(self) -> None:
        self.by_key: Dict[int, Group] = {}
        self.by_id: Dict[int, Group] = {}
        self.waits_on: Dict[int, int] = {}
        self.member_of: Dict[int, int] = {}
        self.made_by: Dict[int, int] = {}
        self.ended: Deque[Tuple[int, int]] = deque(maxlen=REMEMBERED)
        self.met: List[TaskRef] = []
        self.moved: List[TaskRef] = []
        self.next_id = 1
        self.version = 0
        self.modules = 0
        self.wait_for: Optional[CodeType] = None
        self.waiters: Dict[int, Tuple[CodeType, str]] = {}

    def links(self, serial: int) -> Stand:
        """Where a task stands."""
        on_group, group = self.waits_on.get(serial), self.member_of.get(serial)
        made_by = self.made_by.get(serial)
        if on_group is None and group is None and made_by is None:
            return NONE
        return Stand(on_group, group, made_by)

    def begin(self) -> None:
        """Before a tick: what is seen from now on is news to every client."""
        self.learn()
        self.version += 1

    def meet(self, record: TaskRef, task: Any, awaited: Any, links: Links) -> None:
        """In a tick, of every task that has run: a few lookups; what may wait for a group is kept for later."""
        serial = record.serial
        try:
            if serial not in self.made_by:
                self.find_maker(record, task)
        except (AttributeError, TypeError, ValueError, RuntimeError):
            pass  # it ran on under the eyes: the next time that it is met
        if awaited is not None and self.may_wait(awaited, links):
            self.met.append(record)
        elif serial in self.waits_on:
            del self.waits_on[serial]
            self.moved.append(record)

    def may_wait(self, awaited: Any, links: Links) -> bool:
        """True of what waits for a gather, and inside of code that waits for groups."""
        if type(awaited).__name__ == "_GatheringFuture":
            return True
        if self.wait_for is not None and links and links[-1][0] is self.wait_for:
            return True
        waiters = self.waiters
        return any(id(code) in waiters for code, _ in links[-DEPTH:])

    def look(self, scanner: Scanner) -> Iterator[None]:
        """After a tick: what is new, what has gone on, what is over. Tasks whose place has changed count as changed."""
        for end in scanner.ended:
            self.forget_task(end.serial)
        met, self.met = self.met, []
        moved, self.moved = self.moved, []
        for record in met:
            task = record()
            if task is None or task.done():
                continue
            try:
                yield from self.look_at(record, task, moved)
            except (AttributeError, TypeError, ValueError, RuntimeError):
                pass  # it ran on under the eyes: the next tick sees it
            del task
            yield
        yield from self.count()
        if not moved:
            return
        told = {record.serial for record in scanner.new}
        told |= {record.serial for record in scanner.changed}
        for record in moved:
            # a task that was made since is met by the next tick, which tells its place too
            if record.serial not in told and record.seen > NEW:
                told.add(record.serial)
                record.changed = scanner.tick
                scanner.changed.append(record)

    def learn(self) -> None:
        """Which code waits for groups; looked up again when modules were imported."""
        if len(sys.modules) == self.modules:
            return
        self.modules = len(sys.modules)
        if sys.version_info < (3, 12):
            self.wait_for = code_of(sys.modules.get("asyncio.tasks"), "wait_for")
        for (module, path), kind in _WAITERS.items():
            code = code_of(sys.modules.get(module), path)
            if code is not None:
                self.waiters[id(code)] = (code, kind)

    def look_at(self, record: TaskRef, task: Any, moved: List[TaskRef]) -> Iterator[None]:
        """One task that may wait for a group."""
        before = self.waits_on.pop(record.serial, None)
        awaited = task._fut_waiter
        if awaited is None:
            return
        group: Optional[Group] = None
        links: Links = []
        if type(awaited).__name__ != "_GatheringFuture":
            links = await_links(task._coro)
            awaited = self.through_wait_for(links) or awaited
        if type(awaited).__name__ == "_GatheringFuture":
            group = self.of(awaited, "gather")
            if group is not None and not group.members:
                yield from self.join(group, awaited._children, moved, True)
                group.total = len(awaited._children)
                read_gather(group, awaited)
        else:
            kind, things = self.waited(links)
            if kind == "wait":
                members = next((thing for thing in things if type(thing) is set), None)
                group = self.of(awaited, "wait")
                if group is not None and members and not group.members:
                    group.total = len(members)
                    yield from self.join(group, list(members), moved, False)
            elif kind == "task_group":
                group = next((self.task_group(t) for t in things if type(t).__name__ == "TaskGroup"), None)
            elif kind == "as_completed":
                group = self.completing(things)
        if group is not None:
            if group.owner != record.serial:
                group.owner = record.serial
                group.version = self.version
            if group.place is None and record.view is not None:
                group.place = record.view.location
            self.waits_on[record.serial] = group.id
        if group is not None or before is not None:
            moved.append(record)

    def through_wait_for(self, links: Links) -> Any:
        """Before 3.12 `wait_for` waits for a future of its own: the gather that it is for."""
        if self.wait_for is None or not links or links[-1][0] is not self.wait_for:
            return None
        link = links[-1][1]
        return next((thing for thing in referents(link) if type(thing).__name__ == "_GatheringFuture"), None)

    def waited(self, links: Links) -> Tuple[Optional[str], List[Any]]:
        """The kind of group that the innermost frames wait for, and what those frames have at hand."""
        for code, link in reversed(links[-DEPTH:]):
            known = self.waiters.get(id(code))
            if known is not None:
                return known[1], referents(link)
        return None, []

    def find_maker(self, record: TaskRef, task: Any) -> None:
        """The task group that a task was created in: its callback is there from the beginning."""
        for callback in callbacks(task)[:4]:
            owner = getattr(callback, "__self__", None) if type(callback).__name__ == "method" else None
            if owner is None and type(callback).__name__ == "function" and callback.__name__ == "task_done":
                owner = freevar(callback, "self")  # anyio
            if type(owner).__name__ == "TaskGroup":
                group = self.task_group(owner)
                if group is not None:
                    group.made += 1
                    group.version = self.version
                    group.members.add(record.serial)
                    self.made_by[record.serial] = self.member_of[record.serial] = group.id
                continue
            results = getattr(owner, "_done", None) if type(owner).__name__ == "_AsCompletedIterator" else None
            if type(callback).__name__ == "function" and callback.__qualname__.startswith("as_completed."):
                results = freevar(callback, "done")
            if results is not None:
                group = self.of(results, "as_completed")
                if group is not None:
                    group.members.add(record.serial)
                    group.made += 1
                    group.version = self.version
                    self.member_of[record.serial] = group.id

    def task_group(self, thing: Any) -> Optional[Group]:
        """The node of a task group of asyncio's or anyio's."""
        group = self.of(thing, "task_group")
        if group is not None and group.owner is None:
            parent = getattr(thing, "_parent_task", None)
            if parent is None:
                parent = getattr(getattr(thing, "cancel_scope", None), "_host_task", None)
            record = None if parent is None else record_of(parent)
            if record is not None:
                group.owner = record.serial
        return group

    def completing(self, things: List[Any]) -> Optional[Group]:
        """The node of `as_completed`: known by the queue that its results go through."""
        for thing in things:
            if type(thing).__name__ == "cell":
                try:
                    thing = thing.cell_contents
                except ValueError:
                    continue
            if type(thing).__name__ == "_AsCompletedIterator":
                thing = thing._done
            if type(thing).__name__ == "Queue":
                return self.of(thing, "as_completed")
        return None

    def of(self, thing: Any, kind: str) -> Optional[Group]:
        """The node of a thing; None of what takes no weak reference."""
        if thing is None:
            return None
        group = self.by_key.get(id(thing))
        if group is not None and group.weak() is thing:
            return group
        if group is not None:
            self.end(group)
        try:
            group = Group(self.next_id, kind, thing)
        except TypeError:
            return None
        self.next_id += 1
        group.version = self.version
        self.by_key[group.key] = self.by_id[group.id] = group
        return group

    def join(self, group: Group, futures: List[Any], moved: List[TaskRef], gather: bool) -> Iterator[None]:
        """The members of a group, in slices."""
        for position, future in enumerate(futures):
            record = None if future.done() else record_of(future)
            if record is not None:
                group.members.add(record.serial)
                self.member_of.setdefault(record.serial, group.id)
                # what gather makes of a coroutine is nobody else's: it does not warn when that is destroyed
                if gather and getattr(future, "_log_destroy_pending", True) is False:
                    self.made_by[record.serial] = group.id
                moved.append(record)
            if position & 63 == 63:
                yield

    def count(self) -> Iterator[None]:
        """How far each group is; those that are over end."""
        now = time.monotonic()
        for group in list(self.by_id.values()):
            thing = group.weak()
            if thing is None or is_over(group, thing):
                self.end(group)
            elif now >= group.count_due:
                group.count_due = now + COUNT_EVERY
                before = (group.total, group.done, group.failed)
                yield from count(group, thing, self.member_of)
                if (group.total, group.done, group.failed) != before:
                    group.version = self.version
            del thing
            yield

    def forget_task(self, serial: int) -> None:
        """A task has ended."""
        self.waits_on.pop(serial, None)
        self.member_of.pop(serial, None)
        self.made_by.pop(serial, None)

    def end(self, group: Group) -> None:
        """A group is over; its tasks stand for themselves."""
        self.by_id.pop(group.id, None)
        if self.by_key.get(group.key) is group:
            del self.by_key[group.key]
        for serial in group.members:
            for table in (self.member_of, self.made_by):
                if table.get(serial) == group.id:
                    del table[serial]
        if group.owner is not None and self.waits_on.get(group.owner) == group.id:
            del self.waits_on[group.owner]
        self.ended.append((self.version, group.id))
