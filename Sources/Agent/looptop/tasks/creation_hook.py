"""Every task once: who created it, when and where, remembered for half a microsecond a task.

Before 3.14 asyncio itself puts each task into a WeakSet; the `add` of that one set is replaced, and the record *is* the
weak reference that goes into the set. Later versions keep tasks out of Python's reach: a chained task factory is the
hook there (`task_factory.py`), and the records are in a set of our own. No record keeps its task alive.
"""

import itertools
import os
import sys
import threading
from typing import Any, Callable, Dict, List, Optional, Set

from ..reading.event_loop import current_task
from ..reading.futures import futures
from ..reading.record import ENDED, NEW, TaskRef, record_of
from ..reading.weak import references_to
from ..real_time import time
from ..safe import class_attributes, class_module, exact, lookup, module, module_attributes

YIELDS = 1000
"""So often another thread is let go first, where it has begun to make a record."""
PARENTS = 256
"""Creators remembered, so that their records need not be looked for again."""


class Unlisted(Exception):
    """Tasks may be there that cannot be listed."""


class Registry:
    """The records of all tasks, and the hook that makes them."""

    def __init__(self) -> None:
        self.serials = itertools.count(1)
        self.adopting = threading.Lock()
        self.before = 0
        self.adopted: Dict[int, Any] = {}  # by id(), for the hash of a reference is that of its task
        self.forget_adopted = self.forget_one  # one object for all
        self.records: Set[Any] = set()
        self.weak_set: Any = None
        self.installed: Optional[Callable[..., None]] = None

    def forget_one(self, record: Any) -> None:
        """A task that was adopted has gone."""
        self.adopted.pop(id(record), None)

    def created(self) -> int:
        """Tasks seen since the agent started."""
        return self.last_serial() - self.before

    def last_serial(self) -> int:
        """The last number given out."""
        return int(repr(self.serials)[6:-1]) - 1

    def forget(self) -> None:
        """In a forked child: the parent's tasks do not run here."""
        self.adopting = threading.Lock()
        for reference in self.references():
            task = reference()
            if task is not None:
                self.adopt(task).seen = ENDED

    def install(self, asyncio: Any) -> None:
        """Puts the hook in; does nothing where it is in already."""
        tasks = asyncio.tasks
        if self.installed is not None or sys.version_info >= (3, 14):
            return
        weak_set = getattr(tasks, "_scheduled_tasks", None)
        if weak_set is None:
            weak_set = tasks._all_tasks
        self.records = weak_set.data
        self.weak_set = weak_set
        self.installed = self.make_hook(asyncio)
        weak_set.add = self.installed

    def remove(self) -> None:
        """Takes the hook out, unless somebody has put another over it."""
        if self.weak_set is not None and vars(self.weak_set).get("add") is self.installed:
            del self.weak_set.add
        self.installed = None
        self.weak_set = None

    def make_hook(self, asyncio: Any) -> Callable[..., None]:
        """The hook: everything that it touches is a local, for it runs at every creation."""
        data = self.records
        add_record, discard = data.add, data.discard
        serial = self.serials.__next__
        now, frame_of = time.time, sys._getframe
        # 3.14 has the dict still, but keeps nothing in it
        task_of = asyncio.tasks._current_tasks.get if sys.version_info < (3, 14) else current_or_none(asyncio)
        running = asyncio.events._get_running_loop
        inside = internal_files(asyncio)
        through = asyncio.base_events.BaseEventLoop.create_task.__code__
        record_type, find, adopt = TaskRef, record_of, self.adopt
        recent: Dict[int, TaskRef] = {}
        caller: Any = None
        usual: Any = None

        def hook(task: Any) -> None:
            nonlocal caller, usual
            record = record_type(task, discard)
            record.serial = serial()
            record.created = now()
            record.steps = 0
            record.busy = 0.0
            record.seen = NEW
            frame = frame_of(1)
            code = frame.f_code
            if code is through:
                frame = frame.f_back or frame
                code = frame.f_code
            if code is not caller:
                while code.co_filename in inside:
                    outer = frame.f_back
                    if outer is None:
                        break
                    frame = outer
                    code = frame.f_code
                else:
                    caller = code
            record.code = code
            record.lasti = frame.f_lasti
            loop = running()
            if type(loop) is usual:
                parent = task_of(loop)
            else:
                parent = current_task(loop)  # whose class may have a hash of its own
                if usual is None and class_module(type(loop)).partition(".")[0] in _LOOPS:
                    usual = type(loop)
            if parent is None:
                record.parent = None
            else:
                known = recent.get(id(parent))
                if known is None or known() is not parent:
                    if len(recent) >= PARENTS:
                        recent.clear()
                    known = recent[id(parent)] = find(parent) or adopt(parent)
                record.parent = known.serial
            add_record(record)

        return hook

    def adopt(self, task: Any) -> TaskRef:
        """A record for a task that was there before the hook, or that went past it."""
        known = record_of(task)
        if known is not None:
            return known
        with self.adopting:
            record = record_of(task)
            for _ in range(YIELDS):
                if record is not None or all(type(reference) is not TaskRef for reference in references_to(task)):
                    break
                time.sleep(0)  # the hook is making it just now, in another thread
                record = record_of(task)
            if record is None:
                record = TaskRef(task, self.forget_adopted)
                record.serial = next(self.serials)
                record.created = record.parent = record.code = None
                record.lasti, record.steps, record.busy, record.seen = -1, 0, 0.0, NEW
                record.fill()
                self.adopted[id(record)] = record
            return record

    def references(self) -> List[Any]:
        """References to all tasks, in no order: records, and plain ones to tasks from before the hook."""
        references = list(self.records)
        if sys.version_info >= (3, 14):
            references += list(self.adopted.values())
        return references

    def find_strays(self, asyncio: Any, loops: List[Any], known: int) -> None:
        """3.14 and later: adopts tasks that went past the factory; `known` live tasks are recorded."""
        if asyncio is None:
            return
        if asks_for_hash(futures.task):
            # the set that they come in would call it
            raise Unlisted("a class of tasks has a hash of its own: those from before the agent are not listed")
        tasks = [task for loop in loops for task in asyncio.all_tasks(loop)]
        while tasks and len(tasks) != known:
            known = -1
            self.adopt(tasks.pop())


registry = Registry()
_subclasses = type.__dict__["__subclasses__"]
_LOOPS = ("asyncio", "uvloop")


def asks_for_hash(kind: type) -> bool:
    """Whether some class derived from this one has a hash or an equality of its own."""
    for derived in _subclasses(kind):
        own = [name for name, _ in class_attributes(derived)]
        if "__hash__" in own or "__eq__" in own or asks_for_hash(derived):
            return True
    return False


def current_or_none(asyncio: Any) -> Callable[[Any], Any]:
    """The current task of a loop; None without a loop."""
    current = asyncio.tasks.current_task
    return lambda loop: None if loop is None else current(loop)


def internal_files(asyncio: Any) -> Set[str]:
    """The files of asyncio itself: a creation is reported where the first frame outside of them stands."""
    names = [name for name in list(sys.modules) if type(name) is str and (name + ".").startswith("asyncio.")]
    files = {exact(lookup(module_attributes(module(name)), "__file__")) for name in names}
    ours = {
        os.path.join(os.path.dirname(os.path.dirname(__file__)), name)
        for name in ("tasks/creation_hook.py", "tasks/task_factory.py", "loops/run_once.py", "boot/lazy.py")
    }
    return {file for file in files if file} | ours
