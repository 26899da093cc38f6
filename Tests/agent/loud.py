"""Objects that notice whatever is asked of them: every special method and every look-up of an attribute.

What notices writes (name, thread, the agent's frames on the stack) into `calls`, but only where it is the agent that
asks: in its thread, or from one of its functions.
"""

import sys
import threading

calls = []


def note(name):
    """Somebody has asked for something."""
    frame = sys._getframe(1)
    files = []
    while frame is not None:
        if "/looptop/" in frame.f_code.co_filename.replace("\\", "/"):
            file = frame.f_code.co_filename.rpartition("/looptop/")[2]
            files.append("%s:%d:%s" % (file, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    if len(files) == 1:
        file, _, function = files[0].split(":")
        if name == "__hash__" and (file, function) == ("tasks/creation_hook.py", "hook"):
            return  # in the place of asyncio's own, which puts the task into the same set
        if file == "tasks/task_factory.py" and function in ("make", "set_task_factory"):
            return  # in the place of the loop's own, and with what the service gave to it: 3.14 and later
        if (file, function) == ("loops/exception_handler.py", "call_exception_handler"):
            return  # the loop's own, called by what stands in its place
    thread = threading._active.get(threading.get_ident())
    thread = "?" if thread is None else object.__getattribute__(thread, "_name")
    if thread == "looptop" or files:
        calls.append((name, thread, files[:6]))


def noting(name, answer):
    """A method that notes that it was called."""

    def method(self, *arguments, **options):
        note(name)
        return answer(self, *arguments, **options)

    return method


def _missing(self, name):
    raise AttributeError(name)


_SAID = {
    "__bool__": lambda self: True,
    "__len__": lambda self: 1,
    "__iter__": lambda self: iter(()),
    "__contains__": lambda self, item: True,
    "__getitem__": lambda self, key: None,
    "__setitem__": lambda self, key, value: None,
    "__delitem__": lambda self, key: None,
    "__length_hint__": lambda self: 1,
    "__reversed__": lambda self: iter(()),
    "__str__": lambda self: "loud",
    "__repr__": lambda self: "loud",
    "__format__": lambda self, spec: "loud",
    "__bytes__": lambda self: b"loud",
    "__hash__": lambda self: hash("_locked"),
    "__eq__": lambda self, other: self is other,
    "__ne__": lambda self, other: self is not other,
    "__lt__": lambda self, other: True,
    "__le__": lambda self, other: True,
    "__gt__": lambda self, other: True,
    "__ge__": lambda self, other: True,
    "__call__": lambda self, *arguments, **options: self,
    "__int__": lambda self: 1,
    "__float__": lambda self: 1.0,
    "__index__": lambda self: 1,
    "__add__": lambda self, other: self,
    "__radd__": lambda self, other: self,
    "__sub__": lambda self, other: self,
    "__rsub__": lambda self, other: self,
    "__mul__": lambda self, other: self,
    "__mod__": lambda self, other: self,
    "__neg__": lambda self: self,
    "__abs__": lambda self: self,
    "__round__": lambda self, *digits: 1,
    "__and__": lambda self, other: self,
    "__or__": lambda self, other: self,
    "__enter__": lambda self: self,
    "__exit__": lambda self, *error: None,
    "__get__": lambda self, thing, kind=None: self,
    "__dir__": lambda self: [],
    "__sizeof__": lambda self: 1,
    "__reduce_ex__": lambda self, protocol: (str, ()),
    "__copy__": lambda self: self,
    "__fspath__": lambda self: "loud",
    "__missing__": lambda self, key: None,
    "__getattr__": _missing,
    "__getattribute__": lambda self, name: object.__getattribute__(self, name),
    "__setattr__": lambda self, name, value: object.__setattr__(self, name, value),
    "__delattr__": lambda self, name: object.__delattr__(self, name),
    "__instancecheck__": lambda self, thing: True,
    "__subclasscheck__": lambda self, kind: True,
    "__mro_entries__": lambda self, bases: (),
}

methods = {name: noting(name, answer) for name, answer in _SAID.items()}


def asked(name, answer=None):
    """A property that notes that it was read."""

    def read(self):
        note(name)
        return answer

    return property(read)


class LoudMeta(type):
    """Notices what is asked of a class."""

    def __getattribute__(cls, name):
        note("class " + name)
        return type.__getattribute__(cls, name)

    def __hash__(cls):
        note("class __hash__")
        return type.__hash__(cls)

    def __eq__(cls, other):
        note("class __eq__")
        return cls is other

    def __instancecheck__(cls, thing):
        note("class __instancecheck__")
        return type.__instancecheck__(cls, thing)

    def __subclasscheck__(cls, kind):
        note("class __subclasscheck__")
        return type.__subclasscheck__(cls, kind)

    def __repr__(cls):
        note("class __repr__")
        return "Loud"

    def __bool__(cls):
        note("class __bool__")
        return True

    def __iter__(cls):
        note("class __iter__")
        return iter(())

    def __call__(cls, *arguments, **options):
        note("class __call__")
        return type.__call__(cls, *arguments, **options)

    __str__ = __repr__


class Loud(metaclass=LoudMeta):
    """Notices whatever is asked of it."""

    locals().update(methods)
    __class__ = asked("__class__", dict)
    __name__ = asked("__name__")
    __qualname__ = "Loud"
    __file__ = asked("__file__")
    __wrapped__ = asked("__wrapped__")
    __code__ = asked("__code__")
    __self__ = asked("__self__")
    __func__ = asked("__func__")


def LOUD():
    """One of them."""
    return object.__new__(Loud)


class LoudText(str):
    """A string that notices."""

    locals().update({name: noting(name, getattr(str, name)) for name in (
        "__eq__", "__ne__", "__hash__", "__str__", "__repr__", "__format__", "__len__", "__iter__", "__contains__",
        "__getitem__", "__lt__", "__gt__", "__add__", "__mod__", "__getattribute__", "startswith", "endswith",
        "partition", "rpartition", "split", "encode", "strip", "lower", "join", "replace", "isascii",
    ) if hasattr(str, name)})  # fmt: skip


class LoudNumber(int):
    """A number that notices."""

    locals().update({name: noting(name, getattr(int, name)) for name in (
        "__eq__", "__ne__", "__hash__", "__str__", "__repr__", "__format__", "__bool__", "__lt__", "__gt__", "__le__",
        "__ge__", "__add__", "__radd__", "__sub__", "__rsub__", "__int__", "__index__", "__float__", "__getattribute__",
    ) if hasattr(int, name)})  # fmt: skip


class LoudDict(dict):
    """A table that notices."""

    locals().update({name: noting(name, getattr(dict, name)) for name in (
        "__getitem__", "__iter__", "__len__", "__contains__", "__eq__", "__repr__", "get", "items", "keys", "values",
        "copy", "__getattribute__",
    ) if hasattr(dict, name)})  # fmt: skip


class LoudList(list):
    """A list that notices."""

    locals().update({name: noting(name, getattr(list, name)) for name in (
        "__getitem__", "__iter__", "__len__", "__contains__", "__eq__", "__repr__", "copy", "index", "count",
        "__getattribute__",
    ) if hasattr(list, name)})  # fmt: skip
