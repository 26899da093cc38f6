"""A fleet of workers on a bounded queue, with producers that are faster than they are.

fleet.py PORT
"""

import asyncio
import sys
from typing import Any, Dict

from asked import obey


class Dispatcher:
    def __init__(self) -> None:
        self.jobs: "asyncio.Queue[int]" = asyncio.Queue(maxsize=100)
        self.taken = self.given = 0

    async def produce(self) -> None:
        while True:
            await self.jobs.put(self.given)  # PUT
            self.given += 1

    async def work(self) -> None:
        while True:
            await self.jobs.get()
            self.taken += 1
            await asyncio.sleep(0.1)
            self.jobs.task_done()

    async def drain(self) -> None:
        await self.jobs.join()

    def numbers(self) -> Dict[str, Any]:
        jobs: Any = self.jobs
        return {
            "depth": jobs.qsize(),
            "limit": jobs.maxsize,
            "unfinished": jobs._unfinished_tasks,
            "taken": self.taken,
            "given": self.given,
        }


async def main() -> None:
    desk = Dispatcher()
    names = {"produce": desk.produce, "work": desk.work, "drain": desk.drain, "numbers": desk.numbers}
    await obey(int(sys.argv[1]), **names)


asyncio.run(main())
