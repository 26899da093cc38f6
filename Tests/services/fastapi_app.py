"""FastAPI under uvicorn on uvloop: run as `uvicorn fastapi_app:app --loop uvloop`, or as a script with a port."""

import asyncio
import contextlib
import sys
import time
from typing import AsyncIterator

import uvicorn
from fastapi import FastAPI


async def refresh_prices() -> None:
    while True:
        await asyncio.sleep(1)


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    task = asyncio.create_task(refresh_prices(), name="refresh-prices")
    print("ready", flush=True)
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/slow")
async def slow() -> dict:
    await asyncio.sleep(2)
    return {"slow": True}


@app.get("/block/{reason}")
async def block(reason: str) -> dict:
    time.sleep(0.5)
    return {"blocked": reason}


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), loop="uvloop", log_level="warning")
