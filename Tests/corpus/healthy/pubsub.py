"""Subscribers on a condition, told now and then, and seldom."""

import asyncio


async def subscriber(condition):
    while True:
        async with condition:
            await condition.wait()


async def publisher(condition):
    pause = 0.05
    while True:
        async with condition:
            condition.notify_all()
        await asyncio.sleep(pause)
        pause = min(30, pause * 1.3)


async def main():
    condition = asyncio.Condition()
    await asyncio.gather(publisher(condition), *(subscriber(condition) for _ in range(50)))


asyncio.run(main())
