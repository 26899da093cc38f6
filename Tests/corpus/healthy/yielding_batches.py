"""Long work in pieces, with room for others in between: none of it in vain."""

import asyncio
import time


def piece():
    ends = time.thread_time() + 0.004
    while time.thread_time() < ends:
        pass


async def batch():
    while True:
        for _ in range(500):
            piece()
            await asyncio.sleep(0)
        await asyncio.sleep(0.2)


asyncio.run(batch())
