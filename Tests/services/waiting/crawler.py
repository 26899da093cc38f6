"""A crawler that a semaphore bounds, pages that are parsed in threads and in processes, and a lock without a block.

crawler.py PORT
"""

import asyncio
import concurrent.futures
import sys
import time
from typing import Any, Dict

from asked import obey

limit: asyncio.Semaphore
bounded: asyncio.BoundedSemaphore
robots: asyncio.Lock


async def crawl() -> None:
    async with limit:  # HELD
        await asyncio.sleep(3600)


async def visit() -> None:
    async with bounded:  # BOUNDED
        await asyncio.sleep(3600)


async def quick() -> None:
    while True:
        async with bounded:
            await asyncio.sleep(0.002)


async def read_robots() -> None:
    await robots.acquire()
    await asyncio.sleep(3600)


def numbers() -> Dict[str, Any]:
    return {"value": limit._value, "bounded": bounded._value, "locked": robots.locked()}


async def main() -> None:
    global limit, bounded, robots  # before 3.10 they belong to the loop that there is when they are made
    limit, bounded, robots = asyncio.Semaphore(5), asyncio.BoundedSemaphore(2), asyncio.Lock()
    threads = concurrent.futures.ThreadPoolExecutor(2, thread_name_prefix="parse")
    processes = concurrent.futures.ProcessPoolExecutor(2)
    loop = asyncio.get_running_loop()

    async def parse() -> None:
        await loop.run_in_executor(threads, time.sleep, 3600)

    async def shrink() -> None:
        await loop.run_in_executor(processes, time.sleep, 20)

    async def resolve() -> None:
        await loop.run_in_executor(None, time.sleep, 3600)

    def executors() -> Dict[str, Any]:
        pending: Any = processes._pending_work_items
        return {
            "threads": len(threads._threads),
            "queued": threads._work_queue.qsize(),
            "processes": len(processes._processes or ()),
            "pending": len(pending),
        }

    names: Dict[str, Any] = {"crawl": crawl, "visit": visit, "quick": quick, "read_robots": read_robots}
    names.update(parse=parse, shrink=shrink, resolve=resolve, executors=executors, numbers=numbers)
    await obey(int(sys.argv[1]), **names)


if __name__ == "__main__":
    asyncio.run(main())
