"""A service that does, all at once, what is hard to look at; runs for some seconds and prints what it did.

    service.py SECONDS SEED

Its last line is JSON: how much of everything there was. Whatever goes wrong within it gives it another status than 0.
"""

import asyncio
import collections
import contextlib
import contextvars
import functools
import gc
import json
import os
import random
import sys
import threading
import time
import types
import weakref

ENDS = time.monotonic() + float(sys.argv[1])
CHANCE = random.Random(int(sys.argv[2]))
counts = collections.Counter()
nap = functools.partial(time.sleep)  # calls that no version specialises: their counters pass through all values
odd = [functools.partial(len), functools.partial(max, 1), functools.partial(str.upper)]
variable = contextvars.ContextVar("variable", default=0)
uvloop = None
with contextlib.suppress(ImportError):
    import uvloop


class Trash:
    """Garbage in a cycle, which runs code for a while when it is freed, and lets other threads go on meanwhile."""

    def __init__(self, task=None):
        self.me = self
        self.reference = None if task is None else weakref.ref(task, lambda _: None)
        self.other = None if task is None else Reference(task)
        self.future = None

    def __del__(self):
        counts["freed"] += 1
        time.sleep(0)
        if self.future is not None:
            # not at once: before 3.12 asyncio itself does not survive that, in the midst of `remove_done_callback`
            with contextlib.suppress(RuntimeError):
                self.future.get_loop().call_soon_threadsafe(self.future.cancel)


class Reference(weakref.ref):
    """A weak reference that is not shared."""


class Awaited:
    """Awaited without a coroutine; fails on `throw` without a trace, and runs code when it is freed."""

    def __init__(self):
        self.left = CHANCE.randrange(4)

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration(1)
        self.left -= 1

    throw = staticmethod(int)

    def __del__(self):
        counts["awaited"] += 1
        time.sleep(0)


@types.coroutine
def legacy(inner):
    for _ in range(CHANCE.randrange(3)):
        yield
    return (yield from inner)


async def bare():
    await Awaited()


def numbers(count):
    for number in range(count):
        yield number
    yield from (number for number in range(count))


async def stream(count, inner):
    try:
        for number in numbers(count):
            await inner()
            yield number
    except (ValueError, TypeError):
        await asyncio.sleep(0)
        yield -1
    finally:
        await asyncio.sleep(0)


@contextlib.asynccontextmanager
async def held(lock):
    async with lock:
        yield lock


async def deep(depth, inner):
    if depth:
        local = [depth]  # noqa: F841
        return await deep(depth - 1, inner)
    return await inner()


async def pause():
    await asyncio.sleep(CHANCE.random() * 0.02)


async def fails():
    await pause()
    raise CHANCE.choice([ValueError, KeyError, TypeError, RuntimeError])("on purpose")


async def busy():
    """Runs, does not wait: calls that cannot be specialised, and stretches in which the GIL changes hands."""
    for turn in range(CHANCE.randrange(20, 300)):
        odd[0]("four")
        odd[1](turn)
        odd[2]("four")
        if turn % 10 == 0:
            nap(0.0)
    nap(CHANCE.random() * 0.004)


async def in_errors():
    try:
        await fails()
    except (ValueError, KeyError):
        await pause()
        try:
            raise IndexError
        except IndexError:
            await legacy(asyncio.sleep(0.001))
    finally:
        await asyncio.sleep(0)


async def walks():
    source = stream(CHANCE.randrange(6), CHANCE.choice([pause, busy, fails, bare]))
    async for _ in source:
        if CHANCE.random() < 0.2:
            break
        if CHANCE.random() < 0.1:
            with contextlib.suppress(StopAsyncIteration, ValueError, TypeError, KeyError, RuntimeError):
                await source.athrow(CHANCE.choice([ValueError, KeyError])("thrown"))
            break
    counts["generators"] += 1
    if CHANCE.random() < 0.7:
        await source.aclose()


async def shares(lock, queue, condition):
    async with held(lock) if CHANCE.random() < 0.5 else lock:
        await pause()
    await queue.put(Trash())
    if CHANCE.random() < 0.5:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(queue.get(), 0.01)
    async with condition:
        condition.notify_all()
    with contextlib.suppress(asyncio.TimeoutError):
        async with condition:
            if sys.version_info >= (3, 12):
                await asyncio.wait_for(condition.wait(), 0.005)
            else:
                # a `wait_for` that is cancelled while it cancels leaves the lock taken there, by nobody, for good
                await asyncio.sleep(0.005)


async def gathers():
    works = [asyncio.ensure_future(CHANCE.choice([pause, fails, bare, busy])()) for _ in range(CHANCE.randrange(1, 9))]
    way = CHANCE.randrange(4)
    if way == 0:
        await asyncio.gather(*works, return_exceptions=True)
    elif way == 1:
        await asyncio.wait(works, timeout=0.01)
    elif way == 2:
        for first in asyncio.as_completed(works):
            with contextlib.suppress(Exception):
                await first
    else:
        await asyncio.wait([asyncio.shield(work) for work in works], timeout=0.005)
    for work in works:
        work.cancel()
    await asyncio.gather(*works, return_exceptions=True)


async def groups():
    if sys.version_info < (3, 11):
        return
    try:
        async with asyncio.timeout(0.02), asyncio.TaskGroup() as group:
            for _ in range(CHANCE.randrange(5)):
                group.create_task(CHANCE.choice([pause, fails, bare])())
    except (BaseExceptionGroup, TimeoutError):  # noqa: F821
        pass


async def in_threads():
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(None, CHANCE.choice([nap, time.sleep]), 0.003) for _ in range(3)]
    jobs.append(loop.run_in_executor(None, collections.deque, numbers(1000), 0))
    await asyncio.gather(*jobs)


async def futures():
    future = Ending(loop=asyncio.get_running_loop())
    trash = Trash(asyncio.current_task())
    trash.future = future
    del trash
    for _ in range(CHANCE.randrange(4)):
        future.add_done_callback(lambda _: None)
    with contextlib.suppress(asyncio.CancelledError, asyncio.TimeoutError):
        await asyncio.wait_for(future, 0.01)


class Ending(asyncio.Future):
    """A future of a class of its own."""


class Derived(asyncio.Task):
    """A task of a class of its own."""


SIMPLE = [pause, fails, busy, in_errors, walks, gathers, groups, in_threads, futures, bare]


async def one(sharing):
    """A random work at a random depth."""
    work = CHANCE.choice([*SIMPLE, lambda: shares(*sharing)])
    variable.set(CHANCE.random())
    await deep(CHANCE.choice([0, 1, 3, 20, 150]), work)


async def storm(ends):
    """Creates, cancels and forgets tasks until it is time."""
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: None)
    sharing = asyncio.Lock(), asyncio.Queue(5), asyncio.Condition()
    lasting = [loop.create_task(asyncio.sleep(3600)) for _ in range(50)]
    alive = []
    while time.monotonic() < ends:
        for _ in range(CHANCE.randrange(12)):
            make = CHANCE.random()
            if make < 0.8:
                task = loop.create_task(one(sharing))
            elif make < 0.9 or sys.version_info < (3, 12):
                task = Derived(one(sharing), loop=loop)
            else:
                task = asyncio.Task(one(sharing), loop=loop, eager_start=True)
            alive.append(task)
            counts["tasks"] += 1
        for task in CHANCE.sample(alive, len(alive) // 8):
            task.cancel()
            counts["cancelled"] += 1
        alive = [task for task in alive if not task.done()][-200:]
        if CHANCE.random() < 0.1:
            Trash(CHANCE.choice(lasting))
        await asyncio.sleep(CHANCE.choice([0, 0, 0.001, 0.01]))
        if CHANCE.random() < 0.02:
            await busy()
    for task in [*alive, *lasting]:
        task.cancel()
    await asyncio.gather(*alive, *lasting, return_exceptions=True)


def loops_in_a_thread():
    """Starts loops, and closes them, one after another."""
    while time.monotonic() < ENDS:
        kinds = [asyncio.new_event_loop, *([] if uvloop is None else [uvloop.new_event_loop])]
        loop = CHANCE.choice(kinds)()
        try:
            asyncio.set_event_loop(loop)
            loop.run_until_complete(storm(min(ENDS, time.monotonic() + CHANCE.random() * 3)))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            asyncio.set_event_loop(None)
            loop.close()
        counts["loops"] += 1


def forks():
    """Children that run a loop of their own for a moment, under the agent that comes with the fork."""
    while time.monotonic() < ENDS:
        time.sleep(CHANCE.random() * 0.8)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                signal_end = time.monotonic() + 0.3
                loop = asyncio.new_event_loop()
                loop.run_until_complete(storm(signal_end))
                status = 0
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        assert status == 0, "a child ended with status %#x" % status
        counts["forks"] += 1


def churns():
    """Plain threads that come and go, generators that run in them, collections at odd times."""
    while time.monotonic() < ENDS:
        short = [threading.Thread(target=collections.deque, args=(numbers(3000), 0)) for _ in range(3)]
        for thread in short:
            thread.start()
        for thread in short:
            thread.join()
        counts["threads"] += len(short)
        if CHANCE.random() < 0.1:
            gc.collect(CHANCE.randrange(3))
        time.sleep(0.01)


def guarded(function):
    """What fails in a thread ends the service."""

    def run():
        try:
            function()
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(3)

    return run


def main():
    sys.setswitchinterval(0.0005)
    gc.set_threshold(300, 5, 5)
    workers = [threading.Thread(target=guarded(work)) for work in (loops_in_a_thread, forks, churns)]
    for worker in workers:
        worker.start()
    guarded(lambda: asyncio.run(storm(ENDS)))()
    for worker in workers:
        worker.join()
    print(json.dumps(counts), flush=True)


main()
