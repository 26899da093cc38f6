"""Waits for the end, and has nothing to do."""

import asyncio


async def main():
    await asyncio.Event().wait()


asyncio.run(main())
