"""A service that waits in every way that there is, and writes down what it knows of its own tasks.

    truth.py LISTING idle|wedge [uvloop]

`idle`: then all wait; `wedge`: then C code holds the interpreter for ever. Whoever stops reading its input ends it.
"""

import asyncio
import contextlib
import ctypes
import gc
import json
import os
import sys
import threading

WRAPPERS = ("coroutine_wrapper", "async_generator_asend", "async_generator_athrow", "anext_awaitable", "FutureIter")


class Waits:
    """Its `__await__` is a generator."""

    def __init__(self, inner):
        self.inner = inner

    def __await__(self):
        return (yield from self.inner.__await__())


async def deep(depth):
    if depth:
        await deep(depth - 1)
    else:
        await asyncio.sleep(1000)


async def ticks():
    while True:
        await asyncio.sleep(1000)
        yield 1


async def iterates():
    async for _ in ticks():
        pass


@contextlib.asynccontextmanager
async def entered():
    await asyncio.sleep(1000)
    yield


async def enters():
    async with entered():
        pass


async def locked(lock):
    async with lock:
        pass


async def gathers():
    await asyncio.gather(asyncio.sleep(1000), named(asyncio.sleep(1000), "member é Жук"))


async def waits_for_some():
    await asyncio.wait([named(asyncio.sleep(1000), "waited")])


async def times_out():
    await asyncio.wait_for(asyncio.sleep(1000), 900)


async def shields():
    await asyncio.shield(named(asyncio.sleep(1000), "shielded"))


async def joins(task):
    await task


async def in_thread():
    await asyncio.get_running_loop().run_in_executor(None, threading.Event().wait, 1000)


async def groups():
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(1000), name="grouped")


async def own_await():
    await Waits(deep(1))


def named(coroutine, name):
    return asyncio.get_running_loop().create_task(coroutine) if name is None else _named(coroutine, name)


def _named(coroutine, name):
    task = asyncio.get_running_loop().create_task(coroutine)
    task.set_name(name)
    return task


def frame_of(thing):
    for attribute in ("cr_frame", "gi_frame", "ag_frame"):
        if hasattr(thing, attribute):
            return getattr(thing, attribute)
    return None


def awaited_by(thing):
    for attribute in ("cr_await", "gi_yieldfrom", "ag_await"):
        if hasattr(thing, attribute):
            return getattr(thing, attribute)
    return None


def chain(coroutine):
    """Function, file and line of each frame, outermost first, and the type of what it ends at."""
    frames, thing = [], coroutine
    while thing is not None:
        frame = frame_of(thing)
        if frame is not None:
            code = frame.f_code
            frames.append([getattr(code, "co_qualname", code.co_name), code.co_filename, frame.f_lineno])
            thing = awaited_by(thing)
        elif type(thing).__name__ in WRAPPERS:
            inner = [one for one in gc.get_referents(thing) if frame_of(one) is not None or asyncio.isfuture(one)]
            thing = inner[0] if inner else None
        else:
            return frames, type(thing).__name__
    return frames, None


def listing(this):
    tasks = {}
    for task in asyncio.all_tasks():
        if task is not this:
            frames, end = chain(task.get_coro())
            tasks[task.get_name()] = {"coroutine": task.get_coro().__qualname__, "frames": frames, "end": end}
    return {"pid": os.getpid(), "version": list(sys.version_info[:3]), "tasks": tasks}


async def main(path, mode):
    lock, semaphore = asyncio.Lock(), asyncio.Semaphore(1)
    await lock.acquire()
    await semaphore.acquire()
    sleeper = named(asyncio.sleep(1000), "sleeper")
    waits = {
        "lock": locked(lock),
        "semaphore": locked(semaphore),
        "queue": asyncio.Queue().get(),
        "event": asyncio.Event().wait(),
        "deep": deep(6),
        "iterates": iterates(),
        "enters": enters(),
        "gathers": gathers(),
        "waits": waits_for_some(),
        "times out": times_out(),
        "shields": shields(),
        "joins": joins(sleeper),
        "thread": in_thread(),
        "own": own_await(),
    }
    if hasattr(asyncio, "TaskGroup"):
        waits["groups"] = groups()
    for name, coroutine in waits.items():
        named(coroutine, name)
    await asyncio.sleep(0.2)
    with open(path + ".new", "w") as file:
        json.dump(listing(asyncio.current_task()), file)
    os.rename(path + ".new", path)
    if mode == "wedge":
        ctypes.PyDLL(None).sleep(1000)
    await asyncio.get_running_loop().create_future()


threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), name="end", daemon=True).start()
if "uvloop" in sys.argv:
    import uvloop

    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(main(sys.argv[1], sys.argv[2]))
