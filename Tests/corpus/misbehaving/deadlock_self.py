"""A lock that is taken twice by one task: asyncio's locks are not reentrant."""

import asyncio

lock = asyncio.Lock()


async def outer():
    async with lock:
        await inner()


async def inner():
    async with lock:  # <- deadlock
        pass


asyncio.run(outer())
