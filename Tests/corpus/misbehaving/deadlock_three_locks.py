"""Three philosophers."""

import asyncio


async def dine(left, right):
    async with left:
        await asyncio.sleep(0.1)
        async with right:  # <- deadlock
            pass


async def main():
    forks = [asyncio.Lock() for _ in range(3)]
    await asyncio.gather(*(dine(forks[seat], forks[(seat + 1) % 3]) for seat in range(3)))


asyncio.run(main())
