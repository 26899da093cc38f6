"""Workers on an empty queue, a scheduler asleep, a future that comes at the end."""

import asyncio


async def work(jobs):
    while True:
        await jobs.get()
        jobs.task_done()


async def schedule():
    while True:
        await asyncio.sleep(3600)


async def main():
    jobs = asyncio.Queue(maxsize=100)
    workers = [asyncio.create_task(work(jobs), name=f"worker-{number}") for number in range(8)]
    await asyncio.gather(schedule(), asyncio.get_running_loop().create_future(), *workers)


asyncio.run(main())
