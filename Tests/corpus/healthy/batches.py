"""A group of tasks for every batch, and a pause between batches."""

import asyncio


async def step(number):
    await asyncio.sleep(0.01 * (number % 7))


async def main():
    while True:
        if hasattr(asyncio, "TaskGroup"):
            async with asyncio.TaskGroup() as group:
                for number in range(300):
                    group.create_task(step(number))
        else:
            await asyncio.gather(*(step(number) for number in range(300)))
        await asyncio.sleep(0.3)


asyncio.run(main())
