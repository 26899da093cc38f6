"""Two bounded queues in a ring: each side puts into the full queue that the other one should empty."""

import asyncio


async def relay(inbox, outbox):
    while True:
        item = await inbox.get()
        for _ in range(2):
            await outbox.put(item)  # <- stuck-task


async def main():
    left, right = asyncio.Queue(maxsize=4), asyncio.Queue(maxsize=4)
    left.put_nowait(1)
    await asyncio.gather(relay(left, right), relay(right, left))


asyncio.run(main())
