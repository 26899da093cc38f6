"""Loops that began to run before the agent came and show no task.

They are found in the frames of threads, in what threads were started for, and in what asyncio's policy keeps for each
thread. Nothing of the service is called for it.
"""

import gc
import sys
import threading
from types import FrameType, FunctionType, MethodType
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

from ..reading.event_loop import is_running, thread_ident
from ..reading.thread_frames import back, local, top_of, tops
from ..reading.threads import all_threads
from ..safe import attributes, entries, field, imported, is_a

DEEPEST = 200
MOST_GLOBALS = 2000
"""Names of a module in which a loop is looked for."""


class Sight(NamedTuple):
    """What one look has found."""

    loops: List[Tuple[Any, Optional[int]]]
    """Each loop that runs, and the identity of its thread where that shows."""
    hosts: Set[int]
    """The threads that run a loop, whichever it is."""
    hidden: bool
    """A loop may run that nothing shows."""


def look(skip: int) -> Sight:
    """All that can be seen now; `skip`: the agent's own thread."""
    events = sys.modules.get("asyncio.events")
    base = getattr(events, "AbstractEventLoop", None)
    if type(base) is not type and base is None:
        return Sight([], set(), False)
    found: Dict[int, Tuple[Any, Optional[int]]] = {}
    hosts: Set[int] = set()
    owners = _owners()
    frames = {ident: frame for ident, frame in tops().items() if ident != skip}

    def saw(thing: Any, ident: Optional[int]) -> None:
        if is_a(thing, base) and _runs(thing) and (id(thing) not in found or found[id(thing)][1] is None):
            found[id(thing)] = thing, thread_ident(thing) or ident

    for ident, top in frames.items():
        for frame, attribute in _hosting(top, owners):
            hosts.add(ident)
            if attribute is not None:
                owner = local(frame, "self")
                saw(field(owner, attribute) if attribute else owner, ident)
    for thing in _of_policy(events):
        saw(thing, None)
    if {ident for _, ident in found.values()} < hosts or "uvloop" in sys.modules:
        for thing in _of_threads():
            saw(thing, None)
        for thing in _of_modules(frames):
            saw(thing, None)
    places = {ident for _, ident in found.values() if ident is not None}
    unplaced = any(ident is None for _, ident in found.values())
    hidden = bool(hosts - places) and not unplaced or ("uvloop" in sys.modules and not found)
    return Sight(list(found.values()), hosts, hidden)


def is_importing() -> bool:
    """True while the main thread imports modules."""
    frame: Any = top_of(threading.main_thread().ident)
    for _ in range(DEEPEST * 5):
        if frame is None:
            break
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = back(frame)
    return False


def trio_runs() -> bool:
    """True while a thread is in the loop of trio, which is none of asyncio's."""
    run = imported("trio._core._run", "run")
    return type(run) is FunctionType and bool(threads_in(run.__code__))


def threads_in(code: Any) -> Set[int]:
    """The threads that are in this code, by identity."""
    found = set()
    for ident, top in tops().items():
        frame: Optional[FrameType] = top
        while frame is not None and frame.f_code is not code:
            frame = back(frame)
        if frame is not None:
            found.add(ident)
    return found


def _owners() -> Dict[int, Optional[str]]:
    """id() of the code that runs a loop: where its `self` keeps the loop; empty where it is the loop, None without."""
    owners: Dict[int, Optional[str]] = {}
    runners = vars(sys.modules["asyncio.runners"]) if "asyncio.runners" in sys.modules else {}
    bases = vars(sys.modules["asyncio.base_events"]) if "asyncio.base_events" in sys.modules else {}
    for function, attribute in (
        (_method(runners.get("Runner"), "run"), "_loop"),
        (_method(bases.get("BaseEventLoop"), "run_forever"), ""),
        (runners.get("run"), None),
    ):
        code = getattr(function, "__code__", None)
        if code is not None:
            owners[id(code)] = attribute
    return owners


def _method(kind: Any, name: str) -> Any:
    return vars(kind).get(name) if isinstance(kind, type) else None


def _hosting(top: FrameType, owners: Dict[int, Optional[str]]) -> Iterator[Tuple[FrameType, Optional[str]]]:
    frame: Optional[FrameType] = top
    while frame is not None:
        if id(frame.f_code) in owners:
            yield frame, owners[id(frame.f_code)]
        frame = back(frame)


def _of_policy(events: Any) -> Iterator[Any]:
    """What `set_event_loop` has noted for each thread: before 3.13 the collector is shown the tables of all threads."""
    policy = vars(events).get("_event_loop_policy")
    tables = None if policy is None else field(policy, "_local")
    if tables is None:
        return
    for thing in gc.get_referents(tables):
        for table in [thing, *thing.values()] if type(thing) is dict else ():
            if type(table) is dict:
                yield table.get("_loop")


def _of_threads() -> Iterator[Any]:
    """What each thread was started with."""
    for thread in all_threads():
        target, arguments = field(thread, "_target"), field(thread, "_args")
        yield from arguments if type(arguments) is tuple else ()
        if type(target) is MethodType:
            yield target.__self__
            yield from [value for _, value in entries(attributes(target.__self__))]


def _of_modules(frames: Dict[int, FrameType]) -> Iterator[Any]:
    """The globals of the code that threads are in."""
    seen: Set[int] = set()
    for top in frames.values():
        frame: Optional[FrameType] = top
        while frame is not None:
            names = frame.f_globals
            if id(names) not in seen:
                seen.add(id(names))
                yield from list(names.values())[:MOST_GLOBALS]
            frame = back(frame)


def _runs(loop: Any) -> bool:
    """Told by asyncio's own field, and by uvloop's own type: others could be anything."""
    found = is_running(loop)
    return thread_ident(loop) is not None if found is None else found
