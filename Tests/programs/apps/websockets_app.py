"""A broadcast server with websockets: each message is answered to its sender and told to everybody."""

import asyncio
import contextlib
import sys
import time

import websockets

everybody = set()


async def serve(socket):
    everybody.add(socket)
    try:
        with contextlib.suppress(websockets.ConnectionClosed):
            async for message in socket:
                if message == "block":
                    time.sleep(0.4)  # planted
                await socket.send("echo " + message)
                websockets.broadcast(everybody - {socket}, "news")
    finally:
        everybody.discard(socket)


async def main():
    async with websockets.serve(serve, "127.0.0.1", int(sys.argv[1])) as server:
        await server.serve_forever()


asyncio.run(main())
