"""Blocking work where it belongs: in threads, fewer than there are."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


async def main():
    loop = asyncio.get_running_loop()
    threads = ThreadPoolExecutor(4)
    while True:
        await asyncio.gather(*(loop.run_in_executor(threads, time.sleep, 0.2) for _ in range(3)))


asyncio.run(main())
