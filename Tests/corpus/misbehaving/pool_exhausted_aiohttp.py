"""Two connections for twenty tasks, on a service that takes a second for each answer."""
# needs: aiohttp

import asyncio

import aiohttp
from aiohttp import web


async def answer(request):
    await asyncio.sleep(1)
    return web.Response(text="ok")


async def work(session, url):
    while True:
        async with session.get(url) as reply:  # <- pool-exhausted: anywhere
            await reply.text()


async def main():
    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = "http://127.0.0.1:%d/" % site._server.sockets[0].getsockname()[1]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=2)) as session:
        await asyncio.gather(*(work(session, url) for _ in range(20)))


asyncio.run(main())
