"""Workers of which each wants a thread, and there are too few; all wait for one event, which comes from elsewhere."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


def work(stop):
    stop.wait()  # <- executor-saturated


async def main():
    threads, stop = ThreadPoolExecutor(2), threading.Event()
    threading.Timer(3600, stop.set).start()
    loop = asyncio.get_running_loop()
    await asyncio.wait([loop.run_in_executor(threads, work, stop) for _ in range(3)])


asyncio.run(main())
