"""Thousands of tasks that wait at several places: `many_tasks.py PORT [COUNT]`. Connecting to the port ends a task."""

import asyncio
import sys
from typing import List

queue: "asyncio.Queue[int]"
event: asyncio.Event
lock: asyncio.Lock


async def wait_for_queue() -> None:
    await queue.get()


async def wait_for_event() -> None:
    await event.wait()


async def wait_for_lock() -> None:
    async with lock:
        pass


async def wait_for_timer() -> None:
    await asyncio.sleep(3600)


async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    queue.put_nowait(1)
    writer.close()


async def main(port: int, count: int) -> None:
    global queue, event, lock
    queue, event, lock = asyncio.Queue(), asyncio.Event(), asyncio.Lock()
    await lock.acquire()
    places = [wait_for_queue, wait_for_event, wait_for_lock, wait_for_timer]
    tasks: List["asyncio.Task[None]"] = []
    for number in range(count):
        place = places[number % len(places)]
        task = asyncio.create_task(place())
        task.set_name(f"{place.__name__[9:]}-{number}")
        tasks.append(task)
    server = await asyncio.start_server(connected, "127.0.0.1", port)
    print("ready", server.sockets[0].getsockname()[1], flush=True)
    await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000))
