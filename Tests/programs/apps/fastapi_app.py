"""What `fastapi dev` starts: a file with an `app`."""

import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def root():
    await asyncio.create_task(asyncio.sleep(0.002))
    return {"answer": 42}


@app.get("/slow")
async def slow():
    await asyncio.sleep(0.3)
    return {"answer": 42}


@app.get("/thread")
def thread():
    return {"answer": 42}


@app.get("/block")
async def block():
    time.sleep(0.4)  # planted
    return {"answer": 42}
