"""Sanic, in one process, with four clients that ask all the time."""
# needs: sanic

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

from sanic import Sanic, text

app = Sanic("corpus")


@app.get("/")
async def root(request):
    await asyncio.sleep(0.01)
    return text("ok")


listener = socket.create_server(("127.0.0.1", 0))
subprocess.Popen([sys.executable, str(Path(__file__).parents[1] / "load.py"), str(listener.getsockname()[1]), "/"])
app.run(sock=listener, single_process=True, motd=False, access_log=False)
