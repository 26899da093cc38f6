"""A Litestar application."""

import asyncio
import time

from litestar import Litestar, get


@get("/", media_type="text/plain")
async def home() -> str:
    await asyncio.sleep(0.002)
    return "answer"


@get("/slow", media_type="text/plain")
async def slow() -> str:
    await asyncio.sleep(0.3)
    return "answer"


@get("/thread", media_type="text/plain", sync_to_thread=True)
def thread() -> str:
    time.sleep(0.1)
    return "answer"


@get("/block", media_type="text/plain", sync_to_thread=False)
def block() -> str:
    time.sleep(0.4)  # planted
    return "answer"


app = Litestar([home, slow, thread, block])
