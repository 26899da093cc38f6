"""A lock that one task keeps for all its life, as a leader does, and that nobody else wants."""

import asyncio


async def lead(lock):
    async with lock:
        while True:
            await asyncio.sleep(1)


async def main():
    lock = asyncio.Lock()
    await lead(lock)


asyncio.run(main())
