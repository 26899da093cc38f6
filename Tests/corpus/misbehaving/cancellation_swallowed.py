"""A loop that takes a cancellation for one more error."""
# python: 3.11

import asyncio


async def poll():
    while True:
        try:
            await asyncio.sleep(3600)  # <- cancellation-ignored
        except BaseException:
            pass


async def main():
    task = asyncio.create_task(poll())
    await asyncio.sleep(0.2)
    task.cancel()
    await asyncio.sleep(3600)


asyncio.run(main())
