"""A queue without a bound, and a consumer that is slower than the producer."""

import asyncio


async def produce(jobs):
    while True:
        for number in range(20):
            jobs.put_nowait(number)
        await asyncio.sleep(0.1)


async def consume(jobs):
    while True:
        await jobs.get()
        await asyncio.sleep(0.05)


async def main():
    jobs = asyncio.Queue()  # <- no-backpressure
    await asyncio.gather(produce(jobs), consume(jobs))


asyncio.run(main())
