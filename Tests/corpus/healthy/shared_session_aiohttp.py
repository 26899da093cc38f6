"""One session for all calls, with more callers than connections: each waits its turn, and not for long."""
# needs: aiohttp

import asyncio

import aiohttp
from aiohttp import web


async def answer(request):
    await asyncio.sleep(0.02)
    return web.Response(text="ok")


async def work(session, url):
    while True:
        async with session.get(url) as reply:
            await reply.text()
        await asyncio.sleep(0.1)


async def main():
    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = "http://127.0.0.1:%d/" % site._server.sockets[0].getsockname()[1]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=4)) as session:
        await asyncio.gather(*(work(session, url) for _ in range(12)))


asyncio.run(main())
