"""Hundreds of tasks that take turns with a lock."""

import asyncio


async def turn():
    while True:
        async with lock:
            await asyncio.sleep(0.001)


async def main():
    global lock
    lock = asyncio.Lock()
    await asyncio.gather(*(turn() for _ in range(300)))


asyncio.run(main())
