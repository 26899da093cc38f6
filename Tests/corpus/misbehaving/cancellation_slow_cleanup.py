"""A task whose cleaning up, after it was asked to end, never ends."""
# python: 3.11

import asyncio


async def work():
    try:
        await asyncio.sleep(3600)
    finally:
        await asyncio.sleep(3600)  # <- cancellation-ignored


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0.5)
    task.cancel()
    await asyncio.Event().wait()


asyncio.run(main())
