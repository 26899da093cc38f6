"""Tasks that wait for each other in circles, and some that only seem to.

The first argument says how: `two` or `three` locks taken in different orders, a `pool` from which each of two takes
twice, a `queue` whose only consumer waits for the one that puts, and `none`: the same work, where somebody always goes
on.
"""

import asyncio
import sys
from typing import Any, List

kept: List["asyncio.Task[Any]"] = []


def start(name: str, coroutine: Any) -> "asyncio.Task[Any]":
    """A named task that nobody collects."""
    task = asyncio.get_running_loop().create_task(coroutine)
    task.set_name(name)
    kept.append(task)
    return task


async def take(first: asyncio.Lock, second: asyncio.Lock) -> None:
    """Take two locks, one after the other."""
    async with first:  # takes the first
        await asyncio.sleep(0.1)
        async with second:  # waits for the second
            pass


async def behind(task: "asyncio.Task[Any]") -> None:
    """Wait for a task that will never end."""
    await task


async def twice(pool: asyncio.BoundedSemaphore) -> None:
    """Take two places of a pool that has two."""
    async with pool:  # takes a place
        await asyncio.sleep(0.1)
        async with pool:  # waits for another place
            pass


async def produce(queue: "asyncio.Queue[int]") -> None:
    """Put more into a queue than it has room for."""
    for number in range(10):
        await queue.put(number)  # waits for room


async def consume(queue: "asyncio.Queue[int]", producer: "asyncio.Task[Any]") -> None:
    """Take nothing before all has been put."""
    await producer  # waits for the producer
    while not queue.empty():
        queue.get_nowait()


async def holds_for_long(lock: asyncio.Lock, pool: asyncio.BoundedSemaphore) -> None:
    """Hold a lock and a place of the pool while something else is awaited, which will come."""
    async with lock, pool:
        await asyncio.sleep(3600)


async def main(how: str) -> None:
    """Tie the knot, and serve a port until the end."""
    locks = [asyncio.Lock() for _ in range(3)]
    pool = asyncio.BoundedSemaphore(2)
    queue: "asyncio.Queue[int]" = asyncio.Queue(maxsize=2)
    if how == "two":
        debit = start("debit", take(locks[0], locks[1]))
        start("audit", take(locks[1], locks[0]))
        start("report", behind(debit))
    elif how == "three":
        for number, name in enumerate(["first", "second", "third"]):
            start(name, take(locks[number], locks[(number + 1) % 3]))
    elif how == "pool":
        start("left", twice(pool))
        start("right", twice(pool))
    elif how == "queue":
        producer = start("producer", produce(queue))
        start("consumer", consume(queue, producer))
    else:
        start("holder", holds_for_long(locks[0], pool))
        start("patient", take(locks[0], locks[1]))
        start("alone", twice(pool))
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", int(sys.argv[2]))
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    if "uvloop" in sys.argv:
        import uvloop

        uvloop.install()
    asyncio.run(main(sys.argv[1]))
