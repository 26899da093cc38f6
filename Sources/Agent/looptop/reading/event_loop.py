"""What the agent reads of event loops, without running what a derived class has put over it.

Two loops are known inside out: asyncio's own, whose fields are in the instance, and uvloop's, whose methods are in C. A
class derived from one of them may override anything. What is not known of another loop is unknown.
"""

import sys
from types import FunctionType, GetSetDescriptorType
from typing import Any, Dict, Optional, Tuple
from weakref import ref

from ..safe import (
    MISSING,
    attributes,
    class_attribute,
    class_module,
    class_name,
    entries,
    exact,
    field,
    imported,
    is_a,
    is_method,
    length,
    lookup,
    number,
    real,
    setting,
)

_ACCESS = ("__getattribute__", "__getattr__", "__setattr__")


def asyncio_base(loop: Any) -> Any:
    """`BaseEventLoop` where a loop is one; else None."""
    base = imported("asyncio.base_events", "BaseEventLoop")
    return base if base is not None and is_a(loop, base) else None


def uvloop_base(loop: Any) -> Any:
    """uvloop's class in C where a loop is one; else None."""
    base = imported("uvloop.loop", "Loop")
    return base if base is not None and is_a(loop, base) else None


def _of_uvloop(loop: Any, name: str) -> Any:
    """What a method of uvloop's own answers; `MISSING` of another loop."""
    base = uvloop_base(loop)
    method = None if base is None else class_attribute(base, name)
    return method(loop) if method is not None and is_method(method) else MISSING


def implementation(loop: Any) -> Tuple[str, str]:
    """(`asyncio`, `uvloop` or the class, the module of the class) of a loop."""
    kind = type(loop)
    package = class_module(kind).partition(".")[0]
    return package if package in ("asyncio", "uvloop") else class_name(kind), class_module(kind)


def is_closed(loop: Any) -> bool:
    """Whether it is known to be closed."""
    found = _of_uvloop(loop, "is_closed")
    return (field(loop, "_closed") if found is MISSING else found) is True


def thread_ident(loop: Any) -> Optional[int]:
    """The thread that it runs in; None where it does not run, or does not say."""
    return number(field(loop, "_thread_id"))


def is_running(loop: Any) -> Optional[bool]:
    """Whether it runs; None where that cannot be read."""
    if asyncio_base(loop) is not None:
        return field(loop, "_thread_id") is not None
    found = _of_uvloop(loop, "is_running")
    return None if found is MISSING else bool(found)


def debug(loop: Any) -> Optional[bool]:
    """Whether it is in debug mode; None where that cannot be read."""
    found = _of_uvloop(loop, "get_debug")
    found = field(loop, "_debug") if found is MISSING else found
    return found if type(found) is bool else None


def slow_limit(loop: Any) -> Optional[float]:
    """`slow_callback_duration`; None where that is no number that others can read."""
    base = uvloop_base(loop)
    shown = None if base is None else class_attribute(base, "slow_callback_duration")
    if type(shown) is GetSetDescriptorType:
        return real(shown.__get__(loop))
    return real(setting(loop, "slow_callback_duration"))


def depths(loop: Any) -> Tuple[Optional[int], Optional[int]]:
    """How many callbacks are ready, and how many timers; uvloop does not show its."""
    return length(field(loop, "_ready")), length(field(loop, "_scheduled"))


def task_factory(loop: Any) -> Any:
    """The service's own task factory."""
    found = _of_uvloop(loop, "get_task_factory")
    return field(loop, "_task_factory") if found is MISSING else found


def set_task_factory(loop: Any, factory: Any) -> None:
    """Sets it where the loop keeps it; raises `TypeError` where that is not known."""
    base = uvloop_base(loop)
    if base is not None:
        class_attribute(base, "set_task_factory")(loop, factory)
    elif asyncio_base(loop) is not None:
        attributes(loop)["_task_factory"] = factory
    else:
        raise TypeError("a loop of another kind")


def current_task(loop: Any) -> Any:
    """The task that a loop runs, asked from any thread; the loop is not asked for its hash."""
    if loop is None:
        return None
    if sys.version_info >= (3, 14):
        current = imported("_asyncio", "current_task")
        return None if current is None else current(loop)
    return next((task for other, task in entries(imported("asyncio.tasks", "_current_tasks")) if other is loop), None)


# id() of a class, and names: the class, and whether nobody has put anything over asyncio's own
_untouched: Dict[Tuple[int, Tuple[str, ...]], Tuple[Any, bool]] = {}


def is_untouched(loop: Any, names: Tuple[str, ...]) -> bool:
    """True of a loop of asyncio's whose class and instance have these methods, and the access to attributes, as asyncio
    made them: then calling them runs no code but asyncio's."""
    if asyncio_base(loop) is None or any(lookup(attributes(loop), name, MISSING) is not MISSING for name in names):
        return False
    kind = type(loop)
    known = _untouched.get((id(kind), names))
    if known is None or known[0]() is not kind:
        found = [class_attribute(kind, name) for name in names]
        own = all(type(one) is FunctionType and (exact(one.__module__) or "").startswith("asyncio.") for one in found)
        plain = [class_attribute(kind, name) for name in _ACCESS]
        own = own and plain[0] is object.__getattribute__ and plain[1] is None and plain[2] is object.__setattr__
        if len(_untouched) > 1000:
            _untouched.clear()
        known = _untouched[id(kind), names] = ref(kind), own
    return known[1]
