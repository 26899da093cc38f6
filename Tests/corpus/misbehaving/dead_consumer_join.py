"""One of several workers fails before `task_done()`: `join()` waits for ever."""

import asyncio


async def work(jobs):
    while True:
        job = await jobs.get()
        int(job)  # <- dead-consumer
        await asyncio.sleep(0.01)
        jobs.task_done()


async def main():
    jobs = asyncio.Queue()
    workers = [asyncio.create_task(work(jobs)) for _ in range(3)]
    await asyncio.sleep(2)
    for job in ["1", "2", "x", "4", "5"]:
        jobs.put_nowait(job)
    await jobs.join()
    print(workers)


asyncio.run(main())
