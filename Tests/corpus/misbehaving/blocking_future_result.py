"""Asks a thread, and waits for its answer where it should await it."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

threads = ThreadPoolExecutor(2)


async def render():
    return threads.submit(time.sleep, 0.3).result()  # <- blocking-call


async def main():
    while True:
        await render()
        await asyncio.sleep(0.3)


asyncio.run(main())
