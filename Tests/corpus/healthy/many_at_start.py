"""Five thousand tasks come at the start, and stay."""

import asyncio


async def subscriber(event):
    await event.wait()


async def main():
    event = asyncio.Event()
    tasks = []
    for _ in range(50):
        tasks += [asyncio.ensure_future(subscriber(event)) for _ in range(100)]
        await asyncio.sleep(0.02)
    await asyncio.gather(*tasks)


asyncio.run(main())
