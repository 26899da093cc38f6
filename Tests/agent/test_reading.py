"""What is read of coroutines and frames of the service, at the moments at which a read can kill it."""

import asyncio
import gc
import subprocess
import sys
import threading
import types
import weakref

import pytest
from harness import AGENT
from looptop.reading.await_chain import await_links
from looptop.reading.coroutine_frames import awaited, frame_of
from looptop.reading.futures import futures
from looptop.reading.quiet import quietly
from looptop.reading.thread_frames import back, tops
from looptop.reading.weak import references_to


@types.coroutine
def legacy(inner):
    yield from inner


@types.coroutine
def once():
    yield


async def three_deep():
    await legacy(once())


async def numbers():
    for number in (1, 2):
        await three_deep()
        yield number


async def first_number():
    async for _ in numbers():
        break


async def after_an_error():
    try:
        raise ValueError
    except ValueError:
        await once()


async def while_handling():
    try:
        raise ValueError
    except ValueError:
        pass
    await once()


async def looping(things):
    for _ in things:
        await once()


def names(coroutine):
    return [code.co_name for code, _ in await_links(coroutine)]


def test_what_is_suspended_is_followed_to_its_end():
    for function, expected in (
        (three_deep, ["three_deep", "legacy", "once"]),
        (first_number, ["first_number", "numbers", "three_deep", "legacy", "once"]),
        (after_an_error, ["after_an_error", "once"]),
        (while_handling, ["while_handling", "once"]),
        (lambda: looping([once()]), ["looping", "once"]),
    ):
        coroutine = function()
        assert names(coroutine) == expected[:1]  # an argument that is a coroutine is not awaited
        coroutine.send(None)
        assert names(coroutine) == expected
        coroutine.close()
        assert names(coroutine) == expected[:1]


def test_a_generator_at_a_yield_waits_for_nothing():
    def outer(inner):
        for value in inner:
            yield value
        yield from iter("ab")

    generator = outer(number for number in range(2))
    assert awaited(generator) is None
    assert [(next(generator), awaited(generator)) for _ in range(2)] == [(0, None), (1, None)]
    next(generator)
    assert type(awaited(generator)) is type(iter("a"))
    generator.close()
    assert awaited(generator) is None


def test_what_runs_waits_for_nothing():
    found = []

    async def inner():
        found.append((names(running), awaited(running)))

    async def outer():
        found.append((names(running), awaited(running)))
        await inner()
        raise Look  # the last instruction of all, on some versions

    class Look(Exception):
        def __init__(self):
            found.append((names(running), awaited(running)))

    running = outer()
    pytest.raises(Look, running.send, None)
    assert found == [(["outer"], None)] * 3


class Broken:
    """Ends on `throw`, and looks while it is freed: before 3.12 what waited for it has an empty stack then."""

    seen = []
    throw = staticmethod(int)  # fails without a traceback, which would keep this alive

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return None

    def __del__(self):
        Broken.seen.append(awaited(coroutine_of[0]))


coroutine_of = []


async def bare():
    await Broken()


def test_a_look_in_the_midst_of_a_throw():
    Broken.seen.clear()
    coroutine_of[:] = [bare()]
    coroutine_of[0].send(None)
    pytest.raises(TypeError, coroutine_of[0].throw, ValueError())
    assert len(Broken.seen) == 1
    coroutine_of.clear()


RUNNING = """
import asyncio, functools, threading, time, sys
sys.path.insert(0, sys.argv[1])
from looptop.reading.stacks import await_chain
from looptop.reading.futures import futures
from looptop.reading.await_chain import await_links
from looptop.reading.quiet import quietly

nap = functools.partial(time.sleep)  # a call that is never specialised: its counter passes all values
looks = 0

def watch():
    global looks
    while not over:
        await_links(coroutine)
        await_chain(coroutine)
        looks += 1
        time.sleep(0.0003)

async def work():
    for _ in range(600):
        nap(0.002)

over = False
coroutine = work()
watcher = threading.Thread(target=watch)
watcher.start()
asyncio.run(coroutine)
over = True
watcher.join()
print(looks)
"""


def test_a_running_coroutine_is_not_asked_what_it_waits_for():
    """On 3.11 and 3.12 the counters that lie between the instructions of running code look like a suspension."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", RUNNING, str(AGENT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert int(done.stdout) > 100


@pytest.fixture
def due():
    """Makes the next container set off a collection (before 3.12), which frees some garbage of the test's."""
    thresholds = gc.get_threshold()
    kept = []

    def make_due(garbage):
        gc.disable()
        garbage.append(garbage)
        kept.extend([] for _ in range(200))  # no freed list is left to be used again
        kept.extend(set() for _ in range(100))
        gc.set_threshold(1)

    yield make_due
    gc.set_threshold(*thresholds)
    gc.enable()


class Thing:
    pass


class Reference(weakref.ref):
    """One that is not shared with others."""


def test_weak_references_are_read_while_some_of_them_are_freed(due):
    thing = Thing()
    kept = Reference(thing)
    make, garbage = due, [Reference(thing) for _ in range(100)]
    make(garbage)
    del garbage
    gc.enable()
    assert kept in references_to(thing)


class Ender:
    """Garbage that ends a future when it is freed."""

    def __init__(self, future):
        self.future = future

    def __del__(self):
        if not self.future.done():
            self.future.set_result(None)


def test_callbacks_are_read_while_the_future_ends(due):
    loop = asyncio.new_event_loop()
    future = loop.create_future()
    future.add_done_callback(print)
    futures.learn()
    assert futures.callbacks(future)  # its own frame is there now, and sets off nothing the next time
    due([Ender(future)])
    gc.enable()
    found = futures.callbacks(future)
    gc.disable()
    assert found in ([print], [])
    future.remove_done_callback(print)
    future.cancel()
    loop.close()


@pytest.mark.parametrize("kind", ["future", "subclass", "gather", "task", "python"])
def test_callbacks_are_those_that_the_future_shows(kind):
    class Derived(asyncio.Future):
        pass

    async def main():
        futures.learn()
        loop = asyncio.get_event_loop()
        sleeper = loop.create_task(asyncio.sleep(60))
        future = {
            "future": loop.create_future,
            "subclass": lambda: Derived(loop=loop),
            "gather": lambda: asyncio.gather(loop.create_future()),
            "task": lambda: sleeper,
            "python": lambda: asyncio.futures._PyFuture(loop=loop),
        }[kind]()
        future.note = [("a", "b")]
        callbacks = [lambda _: 1, lambda _: 2, lambda _: 3]
        for present in ([], callbacks[:1], callbacks, callbacks[1:]):
            for callback in callbacks:
                future.remove_done_callback(callback)
            for callback in callbacks if present == callbacks[1:] else present:
                future.add_done_callback(callback)
            if present == callbacks[1:]:
                future.remove_done_callback(callbacks[0])
            assert futures.callbacks(future) == present == [callback for callback, _ in future._callbacks or ()]
        future.cancel()
        sleeper.cancel()
        await asyncio.wait([sleeper])
        assert futures.callbacks(future) == []

    asyncio.run(main())


def test_a_read_waits_for_a_collection_that_is_due():
    thresholds = gc.get_threshold()
    try:
        kept = []
        for _ in range(3000):
            kept.append(set())
            assert quietly(type, kept) is list
        gc.set_threshold(0)
        assert quietly(type, kept) is list
        gc.set_threshold(1)
        if sys.version_info < (3, 12):
            assert quietly(type, kept) is None
        gc.disable()
        assert quietly(type, kept) is list
    finally:
        gc.enable()
        gc.set_threshold(*thresholds)


def test_frames_are_those_of_the_interpreter():
    frame = sys._getframe()
    assert tops()[threading.get_ident()].f_code.co_name == "tops" or sys.version_info[:2] == (3, 11)
    while frame is not None:
        assert back(frame) is frame.f_back
        frame = back(frame)
    coroutine = bare()
    assert frame_of(coroutine) is coroutine.cr_frame is not None
    coroutine.close()
    assert frame_of(coroutine) is None
