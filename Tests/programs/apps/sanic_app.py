"""A Sanic application."""

import asyncio
import time

from sanic import Sanic
from sanic.response import text

app = Sanic("programs")


@app.get("/")
async def home(request):
    await asyncio.sleep(0.002)
    return text("answer")


@app.get("/slow")
async def slow(request):
    await asyncio.sleep(0.3)
    return text("answer")


@app.get("/block")
async def block(request):
    time.sleep(0.4)  # planted
    return text("answer")
