"""A lock is taken and given back by two methods, and held for long in between."""

import asyncio


class Ledger:
    def __init__(self):
        self.guard = asyncio.Lock()

    async def begin(self):
        await self.guard.acquire()

    def commit(self):
        self.guard.release()


async def book(ledger):
    await ledger.begin()
    await asyncio.sleep(11)
    ledger.commit()


async def report(ledger):
    await asyncio.sleep(1)
    async with ledger.guard:
        pass


async def main():
    ledger = Ledger()
    await asyncio.gather(book(ledger), report(ledger))
    await asyncio.sleep(1000)


asyncio.run(main())
