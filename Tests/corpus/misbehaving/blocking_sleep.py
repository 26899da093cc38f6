"""A handler that sleeps with the clock of the whole process."""

import asyncio
import time


async def handle():
    time.sleep(0.3)  # <- blocking-call


async def main():
    while True:
        await handle()
        await asyncio.sleep(0.3)


asyncio.run(main())
