"""What binds tasks together: gather, wait, as_completed, task groups; read from futures and callbacks, not hooked."""

import sys
from collections import deque
from types import CellType, CodeType, FunctionType, MethodType
from typing import Any, Deque, Dict, Iterator, List, NamedTuple, Optional, Tuple

from ..reading.await_chain import Links, await_links
from ..reading.coroutine_frames import referents
from ..reading.futures import futures
from ..reading.record import NEW, TaskRef, record_of
from ..reading.wait_kinds import code_of, freevar
from ..reading.weak import weakly
from ..real_time import time
from ..safe import field, kind_name, qualified_name
from ..trouble import troubles
from .group import NONE, Group, Stand
from .group_counts import count, is_over, read_gather
from .scanner import Scanner

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


class Joining(NamedTuple):
    """Members that a group gets, as weak references."""

    group: Group
    members: List[Any]
    gather: bool


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
        except Exception as error:
            troubles.saw("the groups of a task", error)  # it ran on under the eyes: the next time that it is met
        if awaited is not None and self.may_wait(awaited, links):
            self.met.append(record)
        elif serial in self.waits_on:
            del self.waits_on[serial]
            self.moved.append(record)

    def may_wait(self, awaited: Any, links: Links) -> bool:
        """True of what waits for a gather, and inside of code that waits for groups."""
        if type(awaited) is futures.gathering:
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
            if task is None or futures.done(task):
                continue
            try:
                joining = self.look_at(record, task, moved)
            except Exception as error:
                troubles.saw("the groups of a task", error)  # it ran on under the eyes: the next tick sees it
                joining = None
            del task
            yield
            if joining is not None:
                yield from self.join(*joining, moved)
                if joining.group.unknown and joining.group.tries:
                    joining.group.tries -= 1
                    self.met.append(record)  # the next tick may know them
                del joining
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
            self.wait_for = code_of("asyncio.tasks", "wait_for")
        for (module, path), kind in _WAITERS.items():
            code = code_of(module, path)
            if code is not None:
                self.waiters[id(code)] = (code, kind)

    def look_at(self, record: TaskRef, task: Any, moved: List[TaskRef]) -> Optional[Joining]:
        """One task that may wait for a group; whom that group gets as members."""
        before = self.waits_on.pop(record.serial, None)
        awaited = futures.awaited(task)
        if awaited is None:
            return None
        joining: Optional[Joining] = None
        group: Optional[Group] = None
        links: Links = []
        if type(awaited) is not futures.gathering:
            links = await_links(futures.coroutine(task))
            outer = self.through_wait_for(links)
            awaited = awaited if outer is None else outer
        if type(awaited) is futures.gathering:
            group = self.of(awaited, "gather")
            if group is not None and (group.unknown or not group.members):
                children = futures.children(awaited)
                group.total = len(children)
                read_gather(group, children)
                joining = Joining(group, weakly(children), True)
        else:
            kind, things = self.waited(links)
            if kind == "wait":
                members = next((thing for thing in things if type(thing) is set), None)
                group = self.of(awaited, "wait")
                if group is not None and members and (group.unknown or not group.members):
                    group.total = len(members)
                    joining = Joining(group, weakly(list(members)), False)
            elif kind == "task_group":
                group = next((self.task_group(t) for t in things if kind_name(t) == "TaskGroup"), None)
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
        if joining is None and group is not None and group.unknown and group.tries:
            group.tries -= 1
            self.met.append(record)  # the next tick may know them
        return joining

    def through_wait_for(self, links: Links) -> Any:
        """Before 3.12 `wait_for` waits for a future of its own: the gather that it is for."""
        if self.wait_for is None or not links or links[-1][0] is not self.wait_for:
            return None
        link = links[-1][1]
        return next((thing for thing in referents(link) if type(thing) is futures.gathering), None)

    def waited(self, links: Links) -> Tuple[Optional[str], List[Any]]:
        """The kind of group that the innermost frames wait for, and what those frames have at hand."""
        for code, link in reversed(links[-DEPTH:]):
            known = self.waiters.get(id(code))
            if known is not None:
                return known[1], referents(link)
        return None, []

    def find_maker(self, record: TaskRef, task: Any) -> None:
        """The task group that a task was created in: its callback is there from the beginning."""
        for callback in futures.callbacks(task)[:4]:
            owner = callback.__self__ if type(callback) is MethodType else None
            if owner is None and type(callback) is FunctionType and callback.__code__.co_name == "task_done":
                owner = freevar(callback, "self")  # anyio
            if kind_name(owner) == "TaskGroup":
                group = self.task_group(owner)
                if group is not None:
                    group.made += 1
                    group.version = self.version
                    group.members.add(record.serial)
                    self.made_by[record.serial] = self.member_of[record.serial] = group.id
                continue
            results = field(owner, "_done") if kind_name(owner) == "_AsCompletedIterator" else None
            if qualified_name(callback).startswith("as_completed."):
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
            parent = field(thing, "_parent_task")
            if parent is None:
                parent = field(field(thing, "cancel_scope"), "_host_task")
            record = None if parent is None else record_of(parent)
            if record is not None:
                group.owner = record.serial
        return group

    def completing(self, things: List[Any]) -> Optional[Group]:
        """The node of `as_completed`: known by the queue that its results go through."""
        for thing in things:
            if type(thing) is CellType:
                try:
                    thing = thing.cell_contents
                except ValueError:
                    continue
            if kind_name(thing) == "_AsCompletedIterator":
                thing = field(thing, "_done")
            if kind_name(thing) == "Queue":
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

    def join(self, group: Group, members: List[Any], gather: bool, moved: List[TaskRef]) -> Iterator[None]:
        """The members of a group, in slices; `unknown`: how many tasks among them have no number yet."""
        group.unknown = 0
        for position, member in enumerate(members):
            future = member()
            if future is None:
                continue
            is_done = futures.done(future)
            record = None if is_done else record_of(future)
            if record is None:
                group.unknown += not is_done and futures.is_task(future)
            else:
                group.members.add(record.serial)
                self.member_of.setdefault(record.serial, group.id)
                # what gather makes of a coroutine is nobody else's: it does not warn when that is destroyed
                if gather and futures.field(future, "_log_destroy_pending", True) is False:
                    self.made_by[record.serial] = group.id
                moved.append(record)
            del future
            if position & 63 == 63:
                yield

    def count(self) -> Iterator[None]:
        """How far each group is; those that are over end."""
        now = time.monotonic()
        for group in list(self.by_id.values()):
            thing = group.weak()
            if thing is not None and group.kind == "task_group" and group.owner is None:
                self.task_group(thing)
            is_due = thing is not None and not is_over(group, thing)
            del thing
            if not is_due:
                self.end(group)
            elif now >= group.count_due:
                group.count_due = now + COUNT_EVERY
                before = (group.total, group.done, group.failed)
                yield from count(group, self.member_of)
                if (group.total, group.done, group.failed) != before:
                    group.version = self.version
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
