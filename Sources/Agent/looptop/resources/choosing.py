"""By which name a resource goes that several objects keep: always by the same one, in whatever order they are met.

The name of the object that made it comes first; then the nearest one; then the first in the alphabet.
"""

from types import ModuleType
from typing import Any, Dict, Iterator, NamedTuple, Tuple
from weakref import ref

from ..safe import class_attributes, class_module, code_of, is_a, kind_name, mro
from .naming import Found, application_state

MOST = 2000


class Rank(NamedTuple):
    """How good a name is; lesser ones are better."""

    borrowed: bool
    """Whether the object that keeps it has it from another one."""
    steps: int
    letters: str
    name: str


FIXED = Rank(False, -1, "", "")
"""Of a name that everybody gives it: nothing is better."""


def rank(found: Found, makers: Tuple[str, ...]) -> Rank:
    """Of one name; `makers`: what the class and the functions are called that make such a resource."""
    name = found.name
    steps = 0 if is_a(found.owner, ModuleType) else 1 + name.count(".") + 2 * name.count("[")
    if application_state(found.owner)[0]:
        steps = 1  # where an application keeps what all share
    is_borrowed = not makes(found.owner, found.key, (kind_name(found.thing), *makers))
    return Rank(is_borrowed, steps, name.lower(), name)


_known: Dict[Tuple[int, str, Tuple[str, ...]], Tuple[Any, bool]] = {}


def makes(owner: Any, key: Any, makers: Tuple[str, ...]) -> bool:
    """Whether an object made what it keeps under a name: a method of its class names both it and what makes such a
    thing. What stands in a class was made there."""
    if is_a(owner, type):
        return True
    if owner is None or type(key) is not str or is_a(owner, ModuleType):
        return False
    kind = type(owner)
    known = _known.get((id(kind), key, makers))
    if known is None or known[0]() is not kind:
        if len(_known) >= MOST:
            _known.clear()
        known = _known[id(kind), key, makers] = (ref(kind), any(map({key}.issubset, _makings(kind, makers))))
    return known[1]


def _makings(kind: type, makers: Tuple[str, ...]) -> Iterator[Tuple[str, ...]]:
    """What those methods of a class name that make something of a kind."""
    for base in mro(kind):
        if class_module(base) in ("builtins", "typing"):
            continue
        for _, value in class_attributes(base):
            code = code_of(value)
            names = () if code is None else code.co_names + code.co_freevars
            if not set(makers).isdisjoint(names):
                yield names
