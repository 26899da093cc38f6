"""Every task takes a second slot of the semaphore of which all have the first."""

import asyncio


async def crawl(slots):
    async with slots:
        await asyncio.sleep(0.1)
        async with slots:  # <- deadlock
            pass


async def main():
    slots = asyncio.Semaphore(3)
    await asyncio.gather(*(crawl(slots) for _ in range(5)))


asyncio.run(main())
