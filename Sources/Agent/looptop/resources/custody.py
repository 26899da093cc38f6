"""Who could still give back what is taken: asked where tasks wait for a lock or a permit that nobody is seen to have.

`await lock.acquire()` leaves no trace in the task that does it. But whoever has taken it so has to call `release()`.
So a task or a thread that stands in a function which does that may have it, and so may a callback that is due or waits
for the end of a task. Where there is none of these, whoever took it is gone.
"""

import dis
import gc
from collections import deque
from contextvars import Context
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Dict, Generator, Iterator, List, Optional, Set

from ..reading.await_chain import await_links
from ..reading.awaiters import bound_to
from ..reading.coroutine_frames import referents
from ..reading.futures import futures
from ..reading.locations import is_user
from ..reading.record import TaskRef
from ..reading.thread_frames import back, tops
from ..safe import (
    class_attributes,
    class_module,
    code_of,
    field,
    is_a,
    items,
    kind_name,
    module,
    module_attributes,
    named,
)
from .naming import user_modules
from .resource import Resource

if TYPE_CHECKING:
    from ..loops.loops import Loops
    from ..tasks.scanner import Scanner

AFTER = 4.0
"""Seconds that a line has to stand still before it is asked who could give back what it waits for."""
EVERY = 5.0
"""Seconds between two searches."""
RELEASE = "release"
KINDS = frozenset(("lock", "semaphore", "limiter"))


class Custody:
    """Since when nobody is known who could give a resource back, and since when one is free and yet waited for."""

    def __init__(self, scanner: "Scanner", loops: "Loops") -> None:
        self.scanner = scanner
        self.loops = loops
        self.due = 0.0

    def look(self, resources: List[Resource], now: float) -> Iterator[None]:
        """One look at all of them."""
        doubtful = []
        for resource in resources:
            stands = self.stands(resource, now)
            resource.unwoken = resource.standing if stands and is_free(resource) else None
            if stands and is_taken_by_nobody(resource):
                doubtful.append(resource)
            else:
                resource.abandoned = None
        if doubtful and now >= self.due:
            self.due = now + EVERY
            yield from self.search(doubtful, resources)

    @staticmethod
    def stands(resource: Resource, now: float) -> bool:
        """Whether those wait who waited at the last look, and nobody else came or went."""
        reading = resource.reading
        acquiring = [serial for serial, role in resource.waiting if role in ("acquire", "get", "put")]
        first = (acquiring[0], resource.line_sign[1]) if acquiring else None
        if reading is None or first is None or first != resource.first_in_line:
            resource.first_in_line, resource.standing = first, now
        return bool(acquiring) and now - resource.standing >= AFTER

    def search(self, doubtful: List[Resource], resources: List[Resource]) -> Iterator[None]:
        """Asks for each who could give it back."""
        given = yield from given_elsewhere()
        judged = given is not None and not threads_able()
        lines = {resource.id: {serial for serial, _ in resource.waiting} for resource in doubtful}
        keys = {resource.key: resource.id for resource in doubtful}
        able: Set[int] = set()  # resources that somebody may give back
        for record in list(self.scanner.known) if judged else ():
            able |= self.by_task(record, lines, keys)
            yield
        able |= {key for loop in self.loops.alive() for key in self.by_callbacks(due(loop), keys)}
        for resource in doubtful:
            # a name that no other resource goes by may well be another one of this
            others = {name for one in resources if one is not resource for name in one.aliases} - resource.aliases
            is_able = not judged or not others.issuperset(given or ()) or resource.id in able
            resource.abandoned = None if is_able else resource.abandoned or resource.standing

    def by_task(self, record: TaskRef, lines: Dict[int, Set[int]], keys: Dict[int, int]) -> Set[int]:
        """What a task may give back, or a callback that waits for its end."""
        task = record()
        if task is None or futures.done(task):
            return set()
        able = self.by_callbacks(futures.callbacks(task), keys)
        for code, link in await_links(futures.coroutine(task)):
            if RELEASE not in code.co_names:
                continue
            if is_user(code.co_filename):
                able.update(key for key, line in lines.items() if record.serial not in line)
            else:
                able.update(keys[id(thing)] for thing in referents(link) if id(thing) in keys)
        return able

    @staticmethod
    def by_callbacks(callbacks: List[Any], keys: Dict[int, int]) -> Set[int]:
        """What a callback may give back: a lock whose method it is, or any where its code names a `release()`."""
        found: Set[int] = set()
        for callback in callbacks:
            owner = bound_to(callback)
            if owner is not None and id(owner) in keys:
                found.add(keys[id(owner)])
            code = code_of(callback)
            if code is not None and is_user(code.co_filename) and names(code, RELEASE):
                found.update(keys.values())
        return found


def is_free(resource: Resource) -> bool:
    """Whether what tasks wait for is there; only of classes whose ways are known, not of what is derived from them."""
    reading = resource.reading
    if reading is None or not resource.is_plain:
        return False
    fields = reading.fields
    roles = {role for _, role in resource.waiting}
    if resource.kind == "queue":
        depth, limit = fields.get("depth"), fields.get("limit")
        return bool(
            depth is not None
            and (("get" in roles and depth > 0) or ("put" in roles and limit is not None and depth < limit))
        )
    if "acquire" not in roles:
        return False
    if resource.kind == "semaphore" and fields.get("value") is not None:
        return bool(fields["value"] > 0)
    if resource.kind in KINDS and fields.get("limit") is not None and fields.get("in_use") is not None:
        return bool(fields["in_use"] < fields["limit"])
    return False


def is_taken_by_nobody(resource: Resource) -> bool:
    """Whether all of it is taken, and no task is inside of a block of it."""
    reading = resource.reading
    if reading is None or resource.kind not in KINDS or resource.holds or not resource.user:
        return False
    if not any(role == "acquire" for _, role in resource.waiting):
        return False
    fields = reading.fields
    if resource.kind == "semaphore" and fields.get("value") is not None:
        return bool(fields["value"] == 0)
    limit = fields.get("limit")
    return bool(limit and (fields.get("in_use") or 0) >= limit)


def given_elsewhere() -> Generator[None, None, Optional[Set[str]]]:
    """What functions of the service's only give back, while others take it: a method of a pair, a handler.

    Nobody can tell when these are called; only functions that do both are where an exception loses what was taken. By
    the attributes and globals on which `release()` is called; None where it is called on something else.
    """
    found: Set[str] = set()
    for name in [name for name, _ in user_modules()]:
        for code in functions(name, module(name)):
            if names(code, RELEASE) and not names(code, "acquire"):
                owners = called_on(code, RELEASE)
                if owners is None:
                    return None
                found |= owners
        yield
    return found


def called_on(code: CodeType, method: str, depth: int = 0) -> Optional[Set[str]]:
    """The names of the attributes and globals of which a code, or a function inside of it, calls a method.

    None where it calls that of something else.
    """
    found: Set[str] = set()
    before: Any = None
    for step in dis.get_instructions(code) if method in code.co_names else ():
        if step.argval == method and step.opname in ("LOAD_ATTR", "LOAD_METHOD"):
            if before is None or before.opname not in _NAMES:
                return None
            found.add(before.argval)
        if step.opname != "CACHE":
            before = step
    for inner in [const for const in code.co_consts if type(const) is CodeType]:
        more = called_on(inner, method, depth + 1) if depth < 4 else None
        if more is None and names(inner, method):
            return None
        found |= more or set()
    return found


_NAMES = frozenset(("LOAD_ATTR", "LOAD_GLOBAL", "LOAD_NAME"))


def functions(name: str, home: Any) -> Iterator[CodeType]:
    """The code of the functions and methods of a module."""
    for _, value in named(module_attributes(home)):
        if type(value) is FunctionType:
            yield value.__code__
        elif is_a(value, type) and class_module(value) == name:
            for _, inner in class_attributes(value):
                if type(inner) is classmethod or type(inner) is staticmethod:
                    inner = inner.__func__
                code = code_of(inner)
                if code is not None:
                    yield code


def names(code: CodeType, name: str, depth: int = 0) -> bool:
    """Whether a code, or a function inside of it, uses a name."""
    if name in code.co_names:
        return True
    inner = [const for const in code.co_consts if type(const) is CodeType]
    return depth < 4 and any(names(each, name, depth + 1) for each in inner)


def due(loop: Any) -> List[Any]:
    """The callbacks that a loop calls now or at some time."""
    known = [field(loop, "_ready"), field(loop, "_scheduled")]
    if known == [None, None]:  # uvloop shows them to the collector alone
        known = [thing for thing in gc.get_referents(loop) if type(thing) in (deque, set)]
    handles = [handle for line in known for handle in items(line) if kind_name(handle) in ("Handle", "TimerHandle")]
    return [inner for handle in handles for inner in gc.get_referents(handle) if type(inner) is not Context]


def threads_able() -> bool:
    """Whether a thread stands in code that calls a `release()`; the loops' own threads aside, whose tasks tell."""
    for top in tops().values():
        codes = []
        frame: Optional[Any] = top
        while frame is not None:
            codes.append(frame.f_code)
            frame = back(frame)
        if any(code.co_name in ("run_forever", "_run_once") for code in codes):
            continue
        if any(is_user(code.co_filename) and RELEASE in code.co_names for code in codes):
            return True
    return False
