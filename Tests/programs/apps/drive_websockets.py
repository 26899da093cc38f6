"""Talks to websockets_app.py, with the answers compared; `once MESSAGE` sends one."""

import asyncio
import sys

import websockets


async def ask(socket, message):
    await socket.send(message)
    while True:
        answer = await socket.recv()
        if answer != "news":
            return answer


async def talk(number):
    async with websockets.connect("ws://127.0.0.1:" + sys.argv[1]) as socket:
        count = 0
        while True:
            count += 1
            answer = await ask(socket, "%d-%d" % (number, count))
            print("answer" if answer == "echo %d-%d" % (number, count) else "wrong: %r" % answer, flush=True)
            await asyncio.sleep(0.02)


async def main():
    if sys.argv[2:]:
        async with websockets.connect("ws://127.0.0.1:" + sys.argv[1]) as socket:
            await ask(socket, sys.argv[3])
        return
    await asyncio.gather(*[talk(number) for number in range(3)])


asyncio.run(main())
