"""A lock that is taken twice by one task: asyncio's locks are not reentrant."""

import asyncio


async def outer():
    async with lock:
        await inner()


async def inner():
    async with lock:  # <- deadlock
        pass


async def main():
    global lock
    lock = asyncio.Lock()
    await outer()


asyncio.run(main())
