"""A python-socketio server on aiohttp."""

import sys
import time

import socketio
from aiohttp import web

server = socketio.AsyncServer(async_mode="aiohttp")
app = web.Application()
server.attach(app)


@server.event
async def echo(client, data):
    await server.emit("news", {"from": client})
    return data


@server.event
async def block(client):
    time.sleep(0.4)  # planted
    return "answer"


web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
