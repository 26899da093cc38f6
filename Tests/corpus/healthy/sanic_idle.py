"""Sanic, in one process, that nobody asks."""
# needs: sanic

import asyncio
import socket

from sanic import Sanic, text

app = Sanic("corpus")


@app.get("/")
async def root(request):
    await asyncio.sleep(0.01)
    return text("ok")


listener = socket.create_server(("127.0.0.1", 0))
app.run(sock=listener, single_process=True, motd=False, access_log=False)
