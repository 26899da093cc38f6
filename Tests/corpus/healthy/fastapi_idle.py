"""FastAPI on uvicorn that nobody asks."""
# needs: fastapi

import asyncio
import socket

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
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
