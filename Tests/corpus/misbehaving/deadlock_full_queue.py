"""The producer keeps a lock while it waits for a place in the queue; the consumer wants that lock for each job."""

import asyncio

state = asyncio.Lock()


async def produce(jobs):
    await asyncio.sleep(12)  # quiet until then
    while True:
        async with state:
            for part in range(2):
                await jobs.put(part)  # <- deadlock


async def consume(jobs):
    while True:
        await jobs.get()
        async with state:
            await asyncio.sleep(0.05)


async def main():
    jobs = asyncio.Queue(maxsize=3)
    await asyncio.gather(produce(jobs), consume(jobs))


asyncio.run(main())
