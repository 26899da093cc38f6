"""An unbounded queue that fills at once and is emptied at leisure, again and again; errors that are looked at."""

import asyncio


async def produce(jobs):
    while True:
        for number in range(400):
            jobs.put_nowait(number)
        await asyncio.sleep(4)


async def consume(jobs):
    while True:
        await jobs.get()
        await asyncio.sleep(0.003)


async def fail():
    await asyncio.sleep(0.01)
    raise ValueError("looked at")


async def main():
    jobs = asyncio.Queue()
    workers = [asyncio.ensure_future(consume(jobs)) for _ in range(2)] + [asyncio.ensure_future(produce(jobs))]
    while True:
        await asyncio.gather(fail(), fail(), return_exceptions=True)
        await asyncio.wait(workers, timeout=0.5)


asyncio.run(main())
