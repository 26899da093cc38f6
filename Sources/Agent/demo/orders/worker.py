"""Workers that take orders from a bounded queue."""

import asyncio

from .payments import Payments


async def work(jobs: "asyncio.Queue[int]", payments: Payments) -> None:
    """Take orders one by one; each charge is a task of its own, named after its order."""
    while True:
        order = await jobs.get()
        charge = asyncio.get_running_loop().create_task(payments.charge(order))
        charge.set_name("charge-%d" % order)
        await charge
        jobs.task_done()
