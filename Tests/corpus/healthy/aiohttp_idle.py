"""aiohttp.web that nobody asks."""
# needs: aiohttp

import asyncio
import socket

from aiohttp import web


async def root(request):
    await asyncio.gather(*(asyncio.sleep(0.01) for _ in range(4)))
    return web.Response(text="ok")


listener = socket.create_server(("127.0.0.1", 0))
app = web.Application()
app.router.add_get("/", root)
web.run_app(app, sock=listener, print=None)
