"""Server-sent events: fifty clients that listen, a word for all of them now and then."""
# needs: aiohttp

import asyncio

import aiohttp
from aiohttp import web

listeners = set()


async def stream(request):
    reply = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await reply.prepare(request)
    words = asyncio.Queue(maxsize=16)
    listeners.add(words)
    try:
        while True:
            await reply.write(b"data: %d\n\n" % await words.get())
    finally:
        listeners.discard(words)


async def listen(session, url):
    async with session.get(url) as reply:
        async for _ in reply.content:
            pass


async def tell():
    number = 0
    while True:
        await asyncio.sleep(1.5)
        number += 1
        for words in listeners:
            words.put_nowait(number)


async def main():
    app = web.Application()
    app.router.add_get("/", stream)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = "http://127.0.0.1:%d/" % site._server.sockets[0].getsockname()[1]
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as session:
        await asyncio.gather(tell(), *(listen(session, url) for _ in range(50)))


asyncio.run(main())
