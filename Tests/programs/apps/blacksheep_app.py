"""A BlackSheep application."""

import asyncio
import time

from blacksheep import Application, get

app = Application()


@get("/")
async def home():
    await asyncio.sleep(0.002)
    return "answer"


@get("/slow")
async def slow():
    await asyncio.sleep(0.3)
    return "answer"


@get("/block")
async def block():
    time.sleep(0.4)  # planted
    return "answer"
