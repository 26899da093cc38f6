"""A client session for every call."""
# needs: aiohttp

import asyncio

import aiohttp
from aiohttp import web


async def fetch(url):
    async with aiohttp.ClientSession() as session:  # <- pool-per-call: near
        async with session.get(url) as reply:
            return await reply.text()


async def answer(request):
    await asyncio.sleep(0.3)
    return web.Response(text="ok")


async def main():
    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = "http://127.0.0.1:%d/" % site._server.sockets[0].getsockname()[1]
    while True:
        await fetch(url)


asyncio.run(main())
