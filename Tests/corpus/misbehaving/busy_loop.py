"""Looks for work again and again, and lets the others run in between: a CPU for nothing."""

# loop: asyncio

import asyncio
import collections

outbox = collections.deque()


async def pump():
    while True:
        while outbox:
            outbox.popleft()
        await asyncio.sleep(0)  # <- busy-loop


async def main():
    pumping = asyncio.create_task(pump())
    while not pumping.done():
        outbox.append(1)
        await asyncio.sleep(0.5)


asyncio.run(main())
