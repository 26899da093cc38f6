"""A lock is held around a call that never comes back."""

import asyncio


async def refresh():
    async with cache:
        await asyncio.sleep(3600)


async def read():
    async with cache:  # <- stuck-task
        pass


async def main():
    global cache
    cache = asyncio.Lock()
    first = asyncio.create_task(refresh())
    await asyncio.sleep(0.1)
    await asyncio.gather(first, read())


asyncio.run(main())
