"""aiohttp.web with four clients that ask all the time."""
# needs: aiohttp

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

from aiohttp import web


async def root(request):
    await asyncio.gather(*(asyncio.sleep(0.01) for _ in range(4)))
    return web.Response(text="ok")


listener = socket.create_server(("127.0.0.1", 0))
subprocess.Popen([sys.executable, str(Path(__file__).parents[1] / "load.py"), str(listener.getsockname()[1]), "/"])
app = web.Application()
app.router.add_get("/", root)
web.run_app(app, sock=listener, print=None)
