"""The name of a resource that a person recognises: the variable or attribute that holds it."""

import re
import sys
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple
from weakref import ref

from ..reading.locations import MOST, Location, is_user, line_starts, location
from ..reading.stacks import source_line
from ..safe import (
    attributes,
    class_attributes,
    class_module,
    class_name,
    entries,
    field,
    is_a,
    lookup,
    module_attributes,
    mro,
    named,
)

FEW = 200
"""Items of a list or table that are looked at."""


class Found(NamedTuple):
    """Something, what it is called, and where it is found again: `owner` and `key` for `value_at`."""

    thing: Any
    name: str
    owner: Any
    key: Any


def user_modules() -> Iterator[Tuple[str, ModuleType]]:
    """The service's own modules."""
    for name, module in list(sys.modules.items()):
        if type(name) is str and _is_own_module(name, module):
            yield name, module


def names_in(module: ModuleType) -> List[str]:
    """The globals of a module that may be something."""
    return [key for key, value in named(module_attributes(module)) if key[:2] != "__" and not is_a(value, ModuleType)]


def in_module(name: str, module: ModuleType, key: str) -> Iterator[Found]:
    """The value of a global, and one hop further, of an object, class or table of the module's own, what it has."""
    short = "" if name in ("__main__", "__mp_main__") else name.rpartition(".")[2] + "."
    value = lookup(module_attributes(module), key)
    yield Found(value, short + key, module, key)
    if is_a(value, type):
        if class_module(value) == name:
            for attribute, inner in class_attributes(value):
                yield Found(inner, "%s.%s" % (key, attribute), value, attribute)
    else:
        yield from inside(value, key)


def inside(thing: Any, name: str = "") -> Iterator[Found]:
    """What an object of the service's own keeps, or a web application for its handlers, or a small table."""
    kind = type(thing)
    if kind is dict:
        for key, value in entries(thing)[:FEW]:
            if type(key) is str or type(key) is int:
                yield Found(value, "%s[%r]" % (name, key), None, None)
    elif kind is list or kind is tuple:
        for position, value in enumerate(thing[:FEW]):
            yield Found(value, "%s[%d]" % (name, position), None, None)
    elif kind is SimpleNamespace:
        for key, value in named(attributes(thing)):
            yield Found(value, "%s.%s" % (name, key), thing, key)
    else:
        where, values = application_state(thing)
        if not where:
            where, values = class_name(kind), attributes(thing) if is_own(kind) else {}
        for key, value in entries(values):
            text = key if type(key) is str else field(key, "_name")
            if type(text) is str:
                yield Found(value, "%s.%s" % (where, text.rpartition(".")[2]), thing, key)


_USE = re.compile(r"(?:\bawait|\basync with|\basync for\b.*\bin|\bwith)\s+\(?\s*([A-Za-z_][\w.]*)(\(?)")


def name_in_source(place: Location) -> Optional[str]:
    """What the line of source calls that which it waits for: `jobs` of `await jobs.get()`."""
    match = _USE.search(source_line(place) or "")
    if match is None:
        return None
    path, called = match.groups()
    path = path.rpartition(".")[0] if called else path
    return path if path not in ("", "self", "asyncio", "anyio") else None


def made_in_source(code: CodeType, makers: Tuple[str, ...]) -> Optional[Tuple[str, Location]]:
    """The variable that a function gives the one thing of its kind that it makes, and the line; None if it makes none,
    or several."""
    first = location(code, code.co_firstlineno)
    last = max((line for _, line in line_starts(code) if line is not None), default=first.line)
    names = "|".join(re.escape(maker) for maker in makers)
    calls, made = re.compile(_CALL % names), re.compile(_MADE % names)
    count = 0
    found: Optional[Tuple[str, Location]] = None
    for line in range(first.line, min(last, first.line + 500) + 1):
        place = first._replace(line=line)
        text = source_line(place) or ""
        count += len(calls.findall(text))
        match = made.search(text)
        if match is not None:
            found = (match.group(1), place)
    return found if count == 1 else None


_CALL = r"\b(?:%s)(?:\[[^]]*\])?\("
_MADE = r"^\s*([A-Za-z_][\w.]*)\s*(?::[^=]+)?=\s*(?:await\s+)?(?:[\w.]+\.)?(?:%s)(?:\[[^]]*\])?\("


def is_own(kind: type) -> bool:
    """True for a class of the service's own modules."""
    name = class_module(kind)
    module = sys.modules.get(name)
    return module is not None and _is_own_module(name, module)


_own_modules: Dict[str, Tuple[Any, bool]] = {}


def _is_own_module(name: str, module: Any) -> bool:
    """True for a module of the service's own; remembered, for it is asked of every object."""
    known = _own_modules.get(name)
    if known is None or known[0]() is not module:
        if len(_own_modules) >= MOST:
            _own_modules.clear()
        file = lookup(module_attributes(module), "__file__")
        if type(file) is not str:
            return False  # for now: a program's own module is there before it has its file
        try:
            known = ref(module), bool(is_user(file))
        except TypeError:
            return False  # something else in the place of a module
        _own_modules[name] = known
    return known[1]


def value_at(owner: Any, key: Any) -> Any:
    """What is there now under the `owner` and `key` of a `Found`."""
    if is_a(owner, ModuleType):
        return lookup(module_attributes(owner), key)
    if is_a(owner, type):
        return next((value for name, value in class_attributes(owner) if name == key), None)
    where, values = application_state(owner)
    if not where:
        return lookup(attributes(owner), key)
    return next((value for other, value in entries(values) if other is key), None)


_NOTHING: Tuple[str, Dict[Any, Any]] = ("", {})


def application_state(thing: Any) -> Tuple[str, Dict[Any, Any]]:
    """(words, values) of what a web application keeps for its handlers; ("", {}) of anything else."""
    for base in mro(type(thing)):
        for module, words, way in _STATES.get(class_name(base), ()):
            if module == class_module(base):
                values: Any = thing
                for name in way:
                    values = field(values, name)
                if type(values) is SimpleNamespace:
                    values = attributes(values)
                return (words, values) if type(values) is dict else _NOTHING
    return _NOTHING


# class: (its module, what people write in front, the attributes that lead to the table)
_STATES: Dict[str, Tuple[Tuple[str, str, Tuple[str, ...]], ...]] = {
    "Starlette": (("starlette.applications", "app.state", ("state", "_state")),),
    "State": (("starlette.datastructures", "app.state", ("_state",)),),
    "Application": (
        ("aiohttp.web_app", "app", ("_state",)),
        ("tornado.web", "app.settings", ("settings",)),
    ),
    "Sanic": (("sanic.app", "app.ctx", ("ctx",)),),
}
