"""Replies that are kept, and never read or released."""
# needs: aiohttp

import asyncio

import aiohttp
from aiohttp import web

kept = []


async def answer(request):
    reply = web.StreamResponse()
    await reply.prepare(request)
    await reply.write(b"begin")
    await asyncio.sleep(3600)
    return reply


async def ask(session, url):
    kept.append(await session.get(url))  # <- connection-leak: anywhere


async def main():
    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = "http://127.0.0.1:%d/" % site._server.sockets[0].getsockname()[1]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=10)) as session:
        for _ in range(3):
            await asyncio.ensure_future(ask(session, url))
        await asyncio.Event().wait()


asyncio.run(main())
