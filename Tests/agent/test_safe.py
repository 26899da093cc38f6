"""Reads of foreign objects: what lies in them is found, and none of their code runs."""

import asyncio
import collections
import functools
import importlib.util
import sys
import types

import pytest
from looptop import safe
from looptop.reading.futures import Futures
from loud import LOUD, Loud, LoudDict, LoudMeta, LoudText, asked, calls, note, noting


class Slotted:
    __slots__ = ("kept", "unset")


class Both(Slotted):
    def __init__(self):
        self.kept = 1
        self.own = 2

    @property
    def asked(self):
        raise AssertionError("a property was run")


@pytest.fixture(autouse=True)
def silent():
    """No object of the service has noticed anything."""
    del calls[:]
    yield
    assert calls == []


def test_fields_lie_in_the_dictionary_or_in_a_slot():
    both = Both()
    found = [safe.field(both, name, "nothing") for name in ("own", "kept", "unset", "asked", "missing")]
    assert found == [2, 1, "nothing", "nothing", "nothing"]


def test_an_object_that_notices_everything_notices_nothing():
    loud = LOUD()
    object.__getattribute__(loud, "__dict__")["own"] = 3
    del calls[:]
    assert safe.field(loud, "own") == 3
    assert safe.field(loud, "missing") is None
    assert safe.class_name(type(loud)) == "Loud" and safe.class_module(type(loud)) == "loud"
    assert safe.is_a(loud, Loud) and not safe.is_a(loud, dict)
    assert safe.length(loud) is None and safe.items(loud) == []
    assert safe.number(loud) is None and safe.exact(loud) is None and safe.module_attributes(loud) == {}
    assert safe.bare(loud) is loud and safe.code_of(loud) is None and safe.qualified_name(loud) == ""
    assert type(safe.class_attribute(type(loud), "own")) is type(None)


def test_keys_that_are_no_strings_are_not_compared():
    table = {LOUD(): 1, LoudText("other"): 2, "_locked": 3}  # the first has the hash of the last
    thing = Both()
    thing.__dict__.update(table)
    odd = type("Odd", (), {LoudText("__init__"): 1, "said": 4})
    assert safe.lookup(table, "_locked") == 3 and safe.lookup(table, "other") is None
    assert safe.field(thing, "_locked") == 3 and safe.field(thing, "other") is None
    assert safe.class_attribute(odd, "said") == 4 and safe.class_attribute(odd, "own") is None
    assert safe.lookup(LoudDict(own=5), "own") == 5


def test_containers_are_read_through_their_own_class():
    class Line(collections.deque):
        def __len__(self):
            raise AssertionError("an overridden method was called")

        __iter__ = __len__

    class Table(dict):
        __len__ = __iter__ = keys = items = Line.__len__

    line, table = Line((1, 2)), Table(a=1)
    assert (safe.length(line), safe.items(line)) == (2, [1, 2])
    assert (safe.length(table), safe.items(table), safe.entries(table)) == (1, ["a"], [("a", 1)])
    assert safe.items(None) == [] and safe.length(None) is None


def test_numbers_are_those_that_others_can_read():
    assert [safe.number(value) for value in (7, True, 2**53, -(10**20), 1.0)] == [7, None, None, None, None]
    values = (7, 0.5, float("inf"), float("-inf"), float("nan"), 10**400)
    assert [safe.real(value) for value in values] == [7.0, 0.5, None, None, None, None]


def test_a_lazy_module_stays_lazy(folder, monkeypatch):
    (folder / "looptop_lazy.py").write_text("raise RuntimeError('it was loaded')\n")
    monkeypatch.syspath_prepend(str(folder))
    spec = importlib.util.find_spec("looptop_lazy")
    spec.loader = importlib.util.LazyLoader(spec.loader)
    lazy = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "looptop_lazy", lazy)
    spec.loader.exec_module(lazy)
    assert safe.imported("looptop_lazy", "__name__") == "looptop_lazy"
    assert safe.imported("looptop_lazy", "anything") is None
    monkeypatch.setitem(sys.modules, "looptop_lazy", LOUD())
    del calls[:]
    assert safe.module("looptop_lazy") is None


def test_functions_are_found_within_what_wraps_them():
    both = functools.partial(functools.partial(Both().__init__.__func__), 1)
    assert safe.code_of(both) is Both.__init__.__code__
    assert safe.qualified_name(safe.bare(Both().__init__)) == "Both.__init__"
    assert safe.partial_parts(both)[1] == (1,) and safe.partial_parts(len) is None
    assert safe.qualified_name(len) == "len" and safe.function_module(Both) == __name__


@pytest.mark.parametrize("kind", ["Task", "_PyTask"])
def test_tasks_are_read_whatever_a_derived_class_says(kind):
    base = getattr(asyncio.tasks, kind)

    class Derived(base, metaclass=LoudMeta):
        for name in ("done", "cancelled", "get_name", "cancelling", "get_coro", "get_loop", "__getattribute__"):
            if hasattr(base, name):
                locals()[name] = noting(name, getattr(base, name))
        if kind == "Task":
            _fut_waiter, _coro, _loop = asked("_fut_waiter"), asked("_coro"), asked("_loop")
            _must_cancel, _callbacks = asked("_must_cancel"), asked("_callbacks")

        def __hash__(self):
            note("__hash__")
            return 1

        def __eq__(self, other):
            note("__eq__")
            return self is other

    async def main():
        futures = Futures()
        futures.learn()
        loop = asyncio.get_running_loop()
        awaited = loop.create_future()

        async def wait():
            await awaited

        task = Derived(wait(), loop=loop, name="one")
        plain = asyncio.ensure_future(asyncio.sleep(0))
        await plain
        found = (futures.done(task), futures.cancelled(task), futures.name(task), futures.cancel_requests(task))
        assert found == (False, False, "one", 0)
        assert futures.awaited(task) is awaited and type(futures.coroutine(task)) is types.CoroutineType
        assert futures.loop(task) is loop and futures.must_cancel(task) is False
        assert futures.is_task(task) and futures.is_future(task) and not futures.is_task(awaited)
        assert len(futures.callbacks(awaited)) == 1 and futures.callbacks(task) == []
        assert futures.done(plain) and futures.error(plain) is None
        gathering = asyncio.gather(plain)
        assert type(gathering) is futures.gathering and futures.children(gathering)[0] is plain
        await gathering
        awaited.set_result(None)
        await task
        assert futures.done(task)

    asyncio.run(main())


def test_what_is_no_task_has_nothing_to_read():
    futures = Futures()
    futures.learn()
    loud = LOUD()
    del calls[:]
    assert futures.awaited(loud) is None and futures.coroutine(loud) is None and not futures.done(loud)
    assert futures.name(loud) == "?" and futures.callbacks(loud) == [] and not futures.is_like_task(loud)
