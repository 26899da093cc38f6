"""A limit of so many a time: permits are given back by timers, and tasks wait long for one that no task has."""

import asyncio


async def ask(slots):
    await slots.acquire()
    asyncio.get_running_loop().call_later(11, slots.release)
    await asyncio.sleep(0.05)


async def main():
    slots = asyncio.Semaphore(2)
    await asyncio.gather(*(ask(slots) for _ in range(6)))
    await asyncio.sleep(1000)


asyncio.run(main())
