"""Jobs that wait for what a job in the line of their own executor would do: a standstill within one executor.

A job that runs and one that waits for a thread were both given the same event of `threading`; all threads stand in its
`wait()`, and the function of the one that waits names `set()`.
"""

import gc
from collections import deque
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, Deque, Dict, List, Set, Tuple

from ..reading.futures import futures
from ..reading.locations import is_user
from ..safe import class_module, class_name, field, imported, is_a

WAITS = ("/threading.py", "/queue.py")
"""In these files a thread stands that waits for another one."""
_SETS = frozenset(("set", "notify", "notify_all", "put", "put_nowait", "release"))
_SHARED = frozenset(("Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier", "Queue", "SimpleQueue"))
_HOMES = frozenset(("threading", "queue", "_queue"))
_STOPS = (type, ModuleType, CodeType, FrameType, str, bytes, int, float)
DEEPEST = 6
MOST = 300
"""Objects that are looked at of one job."""


def is_own_line(running: List[Any], waiting: List[Any]) -> bool:
    """Whether each job that runs was given something that a job in the line would set; both as what they were given."""
    given = [known(things)[0] for things in running]
    would: Set[int] = set()
    for things in waiting:
        shared, sets = known(things)
        would |= shared if sets else set()
    return bool(given) and all(not would.isdisjoint(shared) for shared in given)


def known(things: Any) -> Tuple[Set[int], bool]:
    """What threads wait for among what a job was given, by id(); and whether a function among it may set that."""
    shared: Set[int] = set()
    sets = False
    seen: Dict[int, Any] = {}
    line: Deque[Tuple[int, Any]] = deque([(0, things)])
    loop = imported("asyncio.events", "AbstractEventLoop")
    while line and len(seen) < MOST:
        depth, thing = line.popleft()
        kind = type(thing)
        if id(thing) in seen or kind in _STOPS or futures.is_task(thing) or (loop is not None and is_a(thing, loop)):
            continue
        seen[id(thing)] = thing
        if class_module(kind) in _HOMES and class_name(kind) in _SHARED:
            shared.add(id(thing))
        elif kind is FunctionType:
            code = thing.__code__
            sets = sets or bool(is_user(code.co_filename)) and not _SETS.isdisjoint(code.co_names)
            line.extend((depth + 1, each) for each in (*(thing.__closure__ or ()), *(thing.__defaults__ or ())))
        elif depth < DEEPEST:
            line.extend((depth + 1, each) for each in gc.get_referents(thing))
    return shared, sets


def given(item: Any) -> Any:
    """What a job of a `ThreadPoolExecutor` was given: its function and arguments; from 3.14 on in one tuple."""
    return [field(item, name) for name in ("fn", "args", "kwargs", "task")]
