"""A semaphore is made larger behind its back: those who wait for it are not woken."""

import asyncio


async def job(slots):
    async with slots:  # <- lost-wakeup
        await asyncio.sleep(0.01)


async def main():
    slots = asyncio.Semaphore(1)
    await slots.acquire()
    jobs = [asyncio.create_task(job(slots)) for _ in range(3)]
    await asyncio.sleep(1)
    slots._value += 2
    await asyncio.wait(jobs)


asyncio.run(main())
