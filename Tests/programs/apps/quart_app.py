"""A Quart application."""

import asyncio
import time

from quart import Quart

app = Quart(__name__)


@app.get("/")
async def home():
    await asyncio.sleep(0.002)
    return "answer"


@app.get("/slow")
async def slow():
    await asyncio.sleep(0.3)
    return "answer"


@app.get("/block")
async def block():
    time.sleep(0.4)  # planted
    return "answer"
