"""The name of a resource that a person recognises: the variable or attribute that holds it."""

import re
import sys
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any, Dict, Iterator, NamedTuple, Optional, Tuple

from ..locations import Location, is_user, line_starts, location
from ..stacks import source_line
from .inside import _MRO, attributes, field

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
        file = getattr(module, "__file__", None) if type(module) is ModuleType else None
        if type(file) is str and is_user(file):
            yield name, module


def in_module(name: str, module: ModuleType) -> Iterator[Found]:
    """The values of a module's globals, and one hop further those of its own objects, classes and tables."""
    short = "" if name == "__main__" else name.rpartition(".")[2] + "."
    for key, value in list(vars(module).items()):
        if type(value) is ModuleType or key.startswith("__"):
            continue
        yield Found(value, short + key, module, key)
        if isinstance(value, type):
            if value.__module__ == name:
                for attribute, inner in list(vars(value).items()):
                    yield Found(inner, "%s.%s" % (key, attribute), value, attribute)
        else:
            yield from inside(value, key)


def inside(thing: Any, name: str = "") -> Iterator[Found]:
    """What an object of the service's own keeps, or a web application for its handlers, or a small table."""
    kind = type(thing)
    if kind is dict:
        for key, value in list(thing.items())[:FEW]:
            if type(key) in (str, int):
                yield Found(value, "%s[%r]" % (name, key), None, None)
    elif kind in (list, tuple):
        for position, value in enumerate(thing[:FEW]):
            yield Found(value, "%s[%d]" % (name, position), None, None)
    elif kind is SimpleNamespace:
        for key, value in list(attributes(thing).items()):
            yield Found(value, "%s.%s" % (name, key), thing, key)
    else:
        where, values = application_state(thing)
        if not where:
            where, values = kind.__name__, attributes(thing) if is_own(kind) else {}
        for key, value in list(values.items()):
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
    module = type.__dict__["__module__"].__get__(kind) if "__module__" in vars(kind) else None
    file = getattr(sys.modules.get(module) if type(module) is str else None, "__file__", None)
    return type(file) is str and bool(is_user(file))


def value_at(owner: Any, key: Any) -> Any:
    """What is there now under the `owner` and `key` of a `Found`."""
    if isinstance(owner, (ModuleType, type)):
        return vars(owner).get(key)
    where, values = application_state(owner)
    return (values if where else attributes(owner)).get(key)


_NOTHING: Tuple[str, Dict[Any, Any]] = ("", {})


def application_state(thing: Any) -> Tuple[str, Dict[Any, Any]]:
    """(words, values) of what a web application keeps for its handlers; ("", {}) of anything else."""
    for base in _MRO(type(thing)):
        way = _STATES.get("%s.%s" % (base.__module__, base.__name__))
        if way is not None:
            values: Any = thing
            for name in way[1]:
                values = field(values, name)
            if type(values) is SimpleNamespace:
                values = attributes(values)
            return (way[0], values) if type(values) is dict else _NOTHING
    return _NOTHING


# class: (what people write in front, the attributes that lead to the table)
_STATES: Dict[str, Tuple[str, Tuple[str, ...]]] = {
    "starlette.applications.Starlette": ("app.state", ("state", "_state")),
    "starlette.datastructures.State": ("app.state", ("_state",)),
    "aiohttp.web_app.Application": ("app", ("_state",)),
    "sanic.app.Sanic": ("app.ctx", ("ctx",)),
    "tornado.web.Application": ("app.settings", ("settings",)),
}
