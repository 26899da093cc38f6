"""The default executor, full of slow jobs; what else needs a thread waits in line."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def upload():
    time.sleep(2)  # <- executor-saturated: anywhere


async def client():
    while True:
        await asyncio.get_running_loop().run_in_executor(None, upload)


async def main():
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(4))
    await asyncio.gather(*(client() for _ in range(12)))


asyncio.run(main())
