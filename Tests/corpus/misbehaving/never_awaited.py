"""A coroutine is called like a function."""

import asyncio


async def save():
    pass


async def main():
    while True:
        save()  # <- never-awaited
        await asyncio.sleep(0.5)


asyncio.run(main())
