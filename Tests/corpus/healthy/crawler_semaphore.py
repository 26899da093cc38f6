"""A thousand tasks behind a semaphore, again and again: as it should be."""

import asyncio


async def fetch(slots):
    async with slots:
        await asyncio.sleep(0.03)


async def main():
    while True:
        slots = asyncio.Semaphore(20)
        await asyncio.gather(*(fetch(slots) for _ in range(1000)), return_exceptions=True)


asyncio.run(main())
