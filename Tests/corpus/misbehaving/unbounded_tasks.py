"""A task for every message, and the messages come faster than they are handled."""

import asyncio


async def handle():
    await asyncio.sleep(60)


async def main():
    running = set()
    while True:
        for _ in range(10):
            running.add(asyncio.create_task(handle()))  # <- unbounded-tasks
        await asyncio.sleep(0.1)


asyncio.run(main())
