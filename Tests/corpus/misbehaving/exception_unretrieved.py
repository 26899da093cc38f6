"""A task fails, and nobody looks."""

import asyncio


async def send():
    raise ValueError("no such address")


async def main():
    while True:
        asyncio.ensure_future(send())
        await asyncio.sleep(0.5)


asyncio.run(main())  # <- exception-unretrieved: anywhere
