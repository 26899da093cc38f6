"""Looks at objects of the service without running any of its code: the one way in which the agent does.

`isinstance`, `getattr`, `hasattr`, `==`, `in`, `len`, `bool`, `str`, `hash`, iteration and calls of methods all may run
code of whoever made the object: a property, a lazy proxy that connects to a database, an overridden method, a
metaclass. So an object is known by `type()`, classes are compared with `is` and kept by `id()`, and attributes are read
where they lie: in the instance's dictionary, reached through the descriptor that the interpreter made for it, or in a
slot. What is more than that, such as a property, has no value here.
"""

import sys
from collections import OrderedDict, defaultdict, deque
from functools import partial
from itertools import repeat
from operator import is_
from types import (
    BuiltinFunctionType,
    CodeType,
    FunctionType,
    GetSetDescriptorType,
    MemberDescriptorType,
    MethodDescriptorType,
    MethodType,
    ModuleType,
    WrapperDescriptorType,
)
from typing import Any, Callable, Dict, List, Optional, Tuple
from weakref import ref

mro: Callable[[type], Tuple[type, ...]] = type.__dict__["__mro__"].__get__
"""The real one; a metaclass may say something else."""
_subclass = type.__dict__["__subclasscheck__"]
_class_dict = type.__dict__["__dict__"].__get__
_class_name = type.__dict__["__name__"].__get__
_class_module = type.__dict__["__module__"].__get__
_dict_offset = type.__dict__["__dictoffset__"].__get__
_module_dict: Any = vars(ModuleType)["__dict__"].__get__
_CYTHON_META = "_common_types_metatype"
_partial_function = partial.__dict__["func"].__get__
_partial_arguments = partial.__dict__["args"].__get__
_exact_text = str.__str__

MISSING = object()
LARGEST = (1 << 53) - 1
"""Larger integers do not go over the wire: no other language would read the same number."""
_MOST_CLASSES = 20_000

# builtin containers, by id(): how their length and their items are read, overridden or not
_SIZES: Dict[int, Callable[[Any], int]] = {}
_ITEMS: Dict[int, Callable[[Any], Any]] = {}
_sequences: Tuple[Any, ...] = (list, tuple, set, frozenset, deque)
for _kind in _sequences:
    _SIZES[id(_kind)], _ITEMS[id(_kind)] = _kind.__len__, _kind.__iter__
for _kind in (dict, OrderedDict, defaultdict):
    _SIZES[id(_kind)], _ITEMS[id(_kind)] = dict.__len__, dict.keys


def is_a(thing: Any, kind: type) -> bool:
    """`isinstance`, whatever the object or its metaclass say."""
    return _subclass(kind, type(thing))  # type: ignore[no-any-return]


def exact(text: Any) -> Optional[str]:
    """A string as exactly a `str`, also where it is of a class derived from it; None of what is no string."""
    if type(text) is str:
        return text
    return _exact_text(text) if is_a(text, str) else None


def class_name(kind: type) -> str:
    """`__name__` of a class."""
    name = _class_name(kind)
    return name if type(name) is str else _exact_text(name)


def class_module(kind: type) -> str:
    """`__module__` of a class; empty where that is no string."""
    try:
        name = _class_module(kind)
        meta = type(kind)
        if type(name) is not str and _class_name(meta) == _CYTHON_META:
            # since Cython 3.1 its own types keep only a descriptor there, and their metaclass, in C, knows the module
            shown = _class_dict(meta).get("__module__")
            name = shown.__get__(kind) if type(shown) is GetSetDescriptorType else ""
    except AttributeError:
        return ""
    return name if type(name) is str else ""


def kind_name(thing: Any) -> str:
    """The name of the class of an object."""
    return class_name(type(thing))


_NOWHERE, _HIDDEN = -1, -2
# id() of a class: itself, where in its mro the descriptor of the instance dictionary is (nowhere, or hidden as in C
# classes without one), and whether all keys of the classes are exactly strings: comparing any others may run code
_shapes: Dict[int, Tuple[Any, int, bool]] = {}


def _shape(kind: type) -> Tuple[Any, int, bool]:
    known = _shapes.get(id(kind))
    if known is not None and known[0]() is kind:
        return known
    if len(_shapes) >= _MOST_CLASSES:
        _shapes.clear()
    bases = mro(kind)
    plain = all(_is_plain(_class_dict(base)) for base in bases)
    at = _HIDDEN if _dict_offset(kind) else _NOWHERE
    for position, base in enumerate(bases):
        found = _class_dict(base).get("__dict__") if plain else _search(_class_dict(base), "__dict__", None)
        # a property of that name would be code of the service: then there is another further on
        if type(found) is GetSetDescriptorType:
            at = position
            break
    _shapes[id(kind)] = shape = (ref(kind), at, plain)
    return shape


def _is_plain(table: Any) -> bool:
    """True if every key is exactly a `str`; in one go, in C."""
    return all(map(is_, map(type, table), repeat(str)))


def _search(table: Any, name: str, default: Any) -> Any:
    """What a table with odd keys says under a name: no key but an exact `str` is compared."""
    for key, value in list(table.items()):
        if type(key) is str and key == name:
            return value
    return default


def lookup(table: Dict[Any, Any], name: str, default: Any = None) -> Any:
    """What a dictionary of the service says under a name, whatever other keys it has."""
    if type(table) is not dict:
        return _search(dict(entries(table)), name, default)
    return table.get(name, default) if _is_plain(table) else _search(table, name, default)


def entries(table: Any) -> List[Tuple[Any, Any]]:
    """(key, value) of a dictionary, copied in one go; empty for anything else."""
    return list(dict.items(table)) if is_a(table, dict) else []


def named(table: Any) -> List[Tuple[str, Any]]:
    """The entries of a dictionary whose keys are exactly strings."""
    return [entry for entry in entries(table) if type(entry[0]) is str]


def class_attribute(kind: type, name: str) -> Any:
    """What a class or its bases say under this name, descriptors as they are; None where nothing does."""
    plain = _shape(kind)[2]
    for base in mro(kind):
        table = _class_dict(base)
        found = table.get(name, MISSING) if plain else _search(table, name, MISSING)
        if found is not MISSING:
            return found
    return None


def class_attributes(kind: type) -> List[Tuple[str, Any]]:
    """What a class itself says, without its bases."""
    return [(key, value) for key, value in list(_class_dict(kind).items()) if type(key) is str]


def attributes(thing: Any) -> Dict[str, Any]:
    """The instance dictionary itself; an empty one where there is none."""
    kind = type(thing)
    known = _shapes.get(id(kind))
    if known is None or known[0]() is not kind:
        known = _shape(kind)
    _, at, plain = known
    if at < 0:
        return {}
    table = _class_dict(mro(kind)[at])
    try:
        return (table["__dict__"] if plain else _search(table, "__dict__", None)).__get__(thing)  # type: ignore
    except (AttributeError, TypeError, LookupError):
        return {}


def field(thing: Any, name: str, default: Any = None) -> Any:
    """An attribute that the instance keeps, in its dictionary or in a slot."""
    kind = type(thing)
    known = _shapes.get(id(kind))
    if known is None or known[0]() is not kind:
        known = _shape(kind)
    if known[1] >= 0:
        own = attributes(thing)
        try:
            for key in own if type(own) is dict else _ODD:
                if type(key) is not str:
                    found = lookup(own, name, MISSING)
                    break
            else:
                found = own.get(name, MISSING)
        except RuntimeError:  # it grew under the eyes
            found = lookup(own, name, MISSING)
        if found is not MISSING:
            return found
    found = class_attribute(kind, name)
    if found is None and known[1] == _HIDDEN:
        try:
            return object.__getattribute__(thing, name)  # in the dictionary, for no class says anything of it
        except AttributeError:
            return default
    if type(found) is MemberDescriptorType:
        try:
            return found.__get__(thing)
        except (AttributeError, TypeError):
            return default
    return default


_ODD = (None,)


def field_in_c(thing: Any, home: str, name: str) -> Any:
    """An attribute of an object of a class in C, one of the module `home`, which is known to do nothing but give it."""
    kind = type(thing)
    found = class_attribute(kind, name) if class_module(kind) == home else None
    return found.__get__(thing) if type(found) is GetSetDescriptorType else None


def setting(thing: Any, name: str, default: Any = None) -> Any:
    """An attribute that the instance keeps, or else a plain value of its class."""
    found = field(thing, name, MISSING)
    if found is MISSING:
        found = class_attribute(type(thing), name)
    return default if found is None else found


def has(kind: type, name: str) -> bool:
    """Whether a class or a base of it has something of this name."""
    return class_attribute(kind, name) is not None


def _derived(thing: Any, ways: Dict[int, Any]) -> Any:
    """The way for the builtin container that the class of an object is derived from."""
    return None if thing is None else next((ways[id(base)] for base in mro(type(thing)) if id(base) in ways), None)


def length(thing: Any) -> Optional[int]:
    """How many items a built-in container has, or one derived from it; None for others."""
    way = _SIZES.get(id(type(thing))) or _derived(thing, _SIZES)
    return None if way is None else way(thing)


def items(thing: Any) -> List[Any]:
    """A copy of a built-in container, taken in one go under the GIL; empty for others and for None."""
    way = _ITEMS.get(id(type(thing))) or _derived(thing, _ITEMS)
    return [] if way is None else list(way(thing))


def number(value: Any) -> Optional[int]:
    """The value if it is exactly an int, and one that others can read."""
    return value if type(value) is int and -LARGEST <= value <= LARGEST else None


def is_huge(value: Any) -> bool:
    """True of an int so large that people mean "without limit"."""
    return type(value) is int and value > LARGEST


def real(value: Any) -> Optional[float]:
    """The value if it is exactly an int or a float, and finite."""
    if type(value) is float:
        return value if -1e300 < value < 1e300 else None
    return None if number(value) is None else float(value)


def module(name: str) -> Any:
    """An imported module; None where there is none, or something else in its place."""
    found = sys.modules.get(name)
    return found if found is not None and is_a(found, ModuleType) else None


def module_attributes(thing: Any) -> Dict[str, Any]:
    """The globals of a module, also of a lazy one, which stays as it is."""
    return _module_dict(thing) if is_a(thing, ModuleType) else {}


def imported(name: str, attribute: str) -> Any:
    """What an imported module says under a name; None where there is no such module, or no such name."""
    return lookup(module_attributes(module(name)), attribute)


def bare(function: Any) -> Any:
    """The function within partials and methods."""
    for _ in range(8):
        if type(function) is MethodType:
            function = function.__func__
        elif is_a(function, partial):
            function = _partial_function(function)
        else:
            break
    return function


def partial_parts(thing: Any) -> Optional[Tuple[Any, Tuple[Any, ...]]]:
    """(function, arguments) of a `functools.partial`; None for anything else."""
    return (_partial_function(thing), _partial_arguments(thing)) if is_a(thing, partial) else None


def qualified_name(function: Any) -> str:
    """`__qualname__` of a Python function or class, the name of a built-in one; empty for anything else."""
    kind = type(function)
    if kind is FunctionType:
        return exact(function.__qualname__) or ""
    if kind is BuiltinFunctionType:
        return str(function.__name__)
    return class_name(function) if is_a(function, type) else ""


def function_module(function: Any) -> str:
    """`__module__` of a Python function or a class; empty for anything else."""
    if type(function) is FunctionType:
        return exact(function.__module__) or ""
    return class_module(function) if is_a(function, type) else ""


def is_method(found: Any) -> bool:
    """True of what a class says under a name, where that is a function, of Python, C or Cython."""
    kind = type(found)
    if kind is FunctionType or kind is MethodDescriptorType or kind is WrapperDescriptorType:
        return True
    return class_name(kind) == "cython_function_or_method"


def code_of(function: Any) -> Optional[CodeType]:
    """The code of a Python function or method."""
    function = bare(function)
    return function.__code__ if type(function) is FunctionType else None


class Seen:
    """Objects of the service's that are remembered and not kept alive; a `WeakSet` would ask them for their hash."""

    def __init__(self) -> None:
        self.references: Dict[int, Any] = {}

    def add(self, thing: Any) -> None:
        """Remembers one; not None, nor what takes no weak reference."""
        kept = self.references.get(id(thing))
        if thing is not None and (kept is None or kept() is not thing):
            try:
                self.references[id(thing)] = ref(thing)
            except TypeError:
                return

    def alive(self) -> List[Any]:
        """Those that are still there."""
        found = [thing for thing in (kept() for kept in self.references.values()) if thing is not None]
        if len(found) < len(self.references):
            self.references = {id(thing): ref(thing) for thing in found}
        return found
