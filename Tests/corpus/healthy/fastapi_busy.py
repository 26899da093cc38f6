"""FastAPI on uvicorn with four clients that ask all the time."""
# needs: fastapi

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import fastapi
import uvicorn

app = fastapi.FastAPI()


@app.get("/")
async def root():
    await asyncio.sleep(0.01)
    return {"ok": True}


@app.get("/threads")
def threads():
    return {"ok": True}


listener = socket.create_server(("127.0.0.1", 0))
subprocess.Popen([sys.executable, str(Path(__file__).parents[1] / "load.py"), str(listener.getsockname()[1]), "/"])
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
