"""Threads and tasks on one of janus's queues, and threads that a limiter of anyio's bounds.

janus_bridge.py PORT
"""

import asyncio
import sys
import threading
import time
from typing import Any, Dict

import anyio.to_thread
import janus
from asked import obey


async def main() -> None:
    bridge: Any = janus.Queue(maxsize=3)
    limiter = anyio.CapacityLimiter(2)

    async def put() -> None:
        await bridge.async_q.put(1)

    async def get() -> None:
        while True:
            await bridge.async_q.get()

    async def shrink() -> None:
        await anyio.to_thread.run_sync(time.sleep, 3600, limiter=limiter)

    def thread() -> None:
        threading.Thread(target=bridge.sync_q.put, args=(1,), daemon=True).start()

    def numbers() -> Dict[str, Any]:
        return {
            "depth": bridge.async_q.qsize(),
            "limit": bridge.async_q.maxsize,
            "unfinished": bridge.async_q.unfinished_tasks,
            "borrowed": limiter.borrowed_tokens,
            "total": limiter.total_tokens,
        }

    await obey(int(sys.argv[1]), put=put, get=get, shrink=shrink, thread=thread, numbers=numbers)


asyncio.run(main())
