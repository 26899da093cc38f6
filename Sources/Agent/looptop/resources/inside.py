"""Looks into objects of other people without running their code: no property, no `__getattr__`, no `__len__`."""

from collections import OrderedDict, defaultdict, deque
from types import GetSetDescriptorType, MemberDescriptorType
from typing import Any, Dict, Optional

_MRO = type.__dict__["__mro__"].__get__
_DICT = type.__dict__["__dict__"].__get__
_SIZED = frozenset((list, tuple, dict, set, frozenset, deque, OrderedDict, defaultdict))
_MISSING = object()


def class_attribute(kind: type, name: str) -> Any:
    """What a class or its bases say under this name, descriptors as they are; None where nothing does."""
    for base in _MRO(kind):
        found = _DICT(base).get(name, _MISSING)
        if found is not _MISSING:
            return found
    return None


def attributes(thing: Any) -> Dict[str, Any]:
    """The instance dictionary; an empty one where there is none."""
    found = class_attribute(type(thing), "__dict__")
    if type(found) is not GetSetDescriptorType:
        return {}
    try:
        return found.__get__(thing)  # type: ignore[no-any-return]
    except AttributeError:
        return {}


def field(thing: Any, name: str, default: Any = None) -> Any:
    """An attribute that the instance keeps, in its dictionary or in a slot."""
    found = attributes(thing).get(name, _MISSING)
    if found is not _MISSING:
        return found
    found = class_attribute(type(thing), name)
    if type(found) is MemberDescriptorType:
        try:
            return found.__get__(thing)
        except AttributeError:
            return default
    return default


def length(thing: Any) -> Optional[int]:
    """How many items a built-in container has; None for others."""
    return len(thing) if type(thing) in _SIZED else None


def items(thing: Any) -> Any:
    """A copy of a built-in container, taken in one go under the GIL; empty for others and for None."""
    return list(thing) if type(thing) in _SIZED else []


def number(value: Any) -> Optional[int]:
    """The value if it is exactly an int."""
    return value if type(value) is int else None
