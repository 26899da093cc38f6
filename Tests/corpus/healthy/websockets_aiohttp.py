"""Websockets: forty silent clients, and one that talks."""
# needs: aiohttp

import asyncio

import aiohttp
from aiohttp import web


async def chat(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for message in socket:
        await socket.send_str(message.data)
    return socket


async def talk(session, url, pause):
    async with session.ws_connect(url) as socket:
        while True:
            await socket.send_str("hello")
            await socket.receive()
            await asyncio.sleep(pause)


async def main():
    app = web.Application()
    app.router.add_get("/", chat)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = "http://127.0.0.1:%d/" % site._server.sockets[0].getsockname()[1]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(talk(session, url, 0.05), *(talk(session, url, 3600) for _ in range(40)))


asyncio.run(main())
