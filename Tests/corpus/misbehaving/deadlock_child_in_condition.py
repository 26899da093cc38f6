"""Waits, inside of a condition, for a task that waits to be notified: nobody else can get in to do that."""

import asyncio


async def child(door):
    async with door:
        await door.wait()


async def main():
    door = asyncio.Condition()
    waiting = asyncio.create_task(child(door))
    await asyncio.sleep(0.2)
    async with door:
        await waiting  # <- deadlock


asyncio.run(main())
