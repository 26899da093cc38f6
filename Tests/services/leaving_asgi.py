"""An ASGI application that leaves well, or not: `LEAVE` says what its lifespan does at the start or the end.

`/slow` answers after three seconds, `/held` once there is a file `HELD`, `/events` never ends, `/stubborn` goes on when
it is cancelled, `/later` answers at once and leaves work to be done.
"""

import asyncio
import contextlib
import os
import signal
from typing import Any, AsyncIterator

from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import StreamingResponse

LEAVE = os.environ.get("LEAVE", "")
jobs: "asyncio.Queue[int]" = asyncio.Queue()


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    jobs.put_nowait(1)
    if LEAVE == "never-started":
        await asyncio.sleep(7200)
    elif LEAVE == "deafened":
        signal.signal(signal.SIGTERM, forget)
    yield
    if LEAVE == "queue":
        await jobs.join()
    elif LEAVE == "slowly":
        await asyncio.sleep(3600)


app = FastAPI(lifespan=lifespan)


def forget(*_: Any) -> None:
    """What a library may set as a handler of its own."""


async def tidy_up() -> None:
    await asyncio.sleep(5400)


async def produce() -> AsyncIterator[bytes]:
    while True:
        yield b"data: x\n\n"
        await asyncio.sleep(0.1)


@app.get("/slow")
async def slow() -> str:
    await asyncio.sleep(3)
    return "the whole answer"


@app.get("/held")
async def held() -> str:
    while not os.path.exists(os.environ["HELD"]):
        await asyncio.sleep(0.05)
    return "the whole answer"


@app.get("/events")
async def events() -> StreamingResponse:
    return StreamingResponse(produce(), media_type="text/event-stream")


@app.get("/later")
async def later(tasks: BackgroundTasks) -> str:
    tasks.add_task(tidy_up)
    return "later"


@app.get("/stubborn")
async def stubborn() -> None:
    while True:
        try:
            await asyncio.sleep(0.1)
        except asyncio.CancelledError:
            continue
