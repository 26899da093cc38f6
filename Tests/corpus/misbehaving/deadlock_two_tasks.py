"""Two tasks that await each other."""

import asyncio

tasks = {}


async def debit():
    await asyncio.sleep(0.1)
    await tasks["credit"]  # <- deadlock


async def credit():
    await asyncio.sleep(0.1)
    await tasks["debit"]


async def main():
    tasks["debit"] = asyncio.ensure_future(debit())
    tasks["credit"] = asyncio.ensure_future(credit())
    await asyncio.Event().wait()


asyncio.run(main())
