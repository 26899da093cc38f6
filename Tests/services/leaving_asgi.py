"""An ASGI application that leaves well, or not: `LEAVE` says what its lifespan's end does.

`/slow` answers after a second, `/events` never ends, `/stubborn` goes on when it is cancelled.
"""

import asyncio
import contextlib
import os
from typing import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

LEAVE = os.environ.get("LEAVE", "")
jobs: "asyncio.Queue[int]" = asyncio.Queue()


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    jobs.put_nowait(1)
    yield
    if LEAVE == "queue":
        await jobs.join()
    elif LEAVE == "slowly":
        await asyncio.sleep(3600)


app = FastAPI(lifespan=lifespan)


async def produce() -> AsyncIterator[bytes]:
    while True:
        yield b"data: x\n\n"
        await asyncio.sleep(0.1)


@app.get("/slow")
async def slow() -> str:
    await asyncio.sleep(3)
    return "the whole answer"


@app.get("/events")
async def events() -> StreamingResponse:
    return StreamingResponse(produce(), media_type="text/event-stream")


@app.get("/stubborn")
async def stubborn() -> None:
    while True:
        try:
            await asyncio.sleep(0.1)
        except asyncio.CancelledError:
            continue
