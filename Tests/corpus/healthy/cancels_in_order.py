"""Tasks that are cancelled all the time, and end at once; timeouts that fire."""

import asyncio


async def forever():
    await asyncio.sleep(3600)


async def main():
    while True:
        tasks = [asyncio.ensure_future(forever()) for _ in range(20)]
        await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        try:
            await asyncio.wait_for(forever(), 0.05)
        except asyncio.TimeoutError:
            pass


asyncio.run(main())
