"""A bounded queue that is always full, and consumers that get on."""

import asyncio


async def produce(jobs):
    while True:
        await jobs.put(1)


async def consume(jobs):
    while True:
        await jobs.get()
        await asyncio.sleep(0.02)
        jobs.task_done()


async def main():
    jobs = asyncio.Queue(maxsize=100)
    await asyncio.gather(*(produce(jobs) for _ in range(20)), *(consume(jobs) for _ in range(4)))


asyncio.run(main())
