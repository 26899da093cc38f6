"""More jobs than threads, all of them slow."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def convert():
    time.sleep(0.5)  # <- executor-saturated


async def main():
    loop = asyncio.get_running_loop()
    threads = ThreadPoolExecutor(2)
    while True:
        await asyncio.gather(*(loop.run_in_executor(threads, convert) for _ in range(40)))


asyncio.run(main())
