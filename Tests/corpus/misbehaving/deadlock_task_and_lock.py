"""Waits for a task that waits for the lock that is held meanwhile."""

import asyncio


async def child():
    await asyncio.sleep(0.1)
    async with lock:
        pass


async def main():
    global lock
    lock = asyncio.Lock()
    async with lock:
        await asyncio.create_task(child())  # <- deadlock


asyncio.run(main())
