"""A lock is taken without a block, and an exception ends the task before the release."""

import asyncio


async def update(guard, number):
    await guard.acquire()  # <- never-released
    await asyncio.sleep(0.01)
    10 / (number - 5)
    guard.release()


async def main():
    guard = asyncio.Lock()
    tasks = set()
    for number in range(10_000):
        task = asyncio.create_task(update(guard, number))
        tasks.add(task)
        task.add_done_callback(lambda ended: ended.exception())
        await asyncio.sleep(0.2 if number < 12 else 2)


asyncio.run(main())
