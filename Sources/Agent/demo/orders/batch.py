"""An import in batches: a TaskGroup where Python has one, else a gather."""

import asyncio
import random


async def nightly_import(jobs: "asyncio.Queue[int]") -> None:
    """Every so often, import a batch of orders in parallel parts."""
    while True:
        await asyncio.sleep(5)
        if hasattr(asyncio, "TaskGroup"):
            async with asyncio.TaskGroup() as group:
                for number in range(6):
                    group.create_task(import_part(jobs), name="import-%d" % number)
        else:
            await asyncio.gather(*(import_part(jobs) for _ in range(6)))


async def import_part(jobs: "asyncio.Queue[int]") -> None:
    """One part: some orders, one after the other."""
    for _ in range(5):
        await asyncio.sleep(random.uniform(0.3, 1.2))
        await jobs.put(random.randrange(100000))
