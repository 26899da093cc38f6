"""Two tasks take two locks in different orders."""

import asyncio


async def debit():
    async with accounts:
        await asyncio.sleep(0.1)
        async with journal:  # <- deadlock
            pass


async def audit():
    async with journal:
        await asyncio.sleep(0.1)
        async with accounts:
            pass


async def main():
    global accounts, journal
    accounts, journal = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(debit(), audit())


asyncio.run(main())
