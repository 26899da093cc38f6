"""The consumer has died, the queue is full, and the producer waits."""

import asyncio


async def produce(jobs):
    while True:
        await jobs.put("job")  # <- stuck-task


async def main():
    jobs = asyncio.Queue(maxsize=100)
    await asyncio.gather(produce(jobs), asyncio.sleep(3600))


asyncio.run(main())
