"""Talks to socketio_app.py; with `block` it sends that."""

import asyncio
import sys

import socketio


async def talk(number):
    async with socketio.AsyncSimpleClient() as client:
        await client.connect("http://127.0.0.1:" + sys.argv[1], transports=["websocket"])
        if sys.argv[2:]:
            await client.call("block")
            return
        count = 0
        while True:
            count += 1
            answer = await client.call("echo", [number, count])
            print("answer" if answer == [number, count] else "wrong: %r" % answer, flush=True)
            await asyncio.sleep(0.02)


async def main():
    await asyncio.gather(*[talk(number) for number in range(1 if sys.argv[2:] else 3)])


asyncio.run(main())
