"""Calls the tool of mcp_app.py."""

import asyncio
import sys

from mcp import Client


async def main():
    async with Client("http://127.0.0.1:%s/mcp" % sys.argv[1]) as client:
        count = 0
        while True:
            count += 1
            answer = (await client.call_tool("square", {"number": count})).content[0].text
            print("answer" if answer == str(count * count) else "wrong: %r" % answer, flush=True)
            await asyncio.sleep(0.02)


asyncio.run(main())
