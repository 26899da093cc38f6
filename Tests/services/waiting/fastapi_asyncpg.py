"""FastAPI over asyncpg as it is advised: one pool, made in the lifespan of the application.

fastapi_asyncpg.py PORT POSTGRES-PORT
"""

import asyncio
import contextlib
import sys
from typing import Any, AsyncIterator, Dict

import asyncpg
import uvicorn
from fastapi import FastAPI


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    where = {"host": "127.0.0.1", "port": int(sys.argv[2]), "user": "postgres"}
    app.state.told = asyncio.Event()
    app.state.pool = await asyncpg.create_pool(min_size=2, max_size=4, **where)
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan)


@app.get("/quote")
async def quote() -> Any:
    async with app.state.pool.acquire() as connection:
        return await connection.fetchval("select pg_sleep(0.01), 1")


@app.get("/report")
async def report() -> Any:
    async with app.state.pool.acquire() as connection:  # HELD
        return await connection.fetchval("select pg_sleep(3600)")


@app.get("/export")
async def export() -> Any:
    connection = await app.state.pool.acquire()
    await connection.fetchval("select 1")
    await app.state.told.wait()  # SEEN
    return {"released": False}


@app.get("/go")
async def go() -> Dict[str, bool]:
    app.state.told.set()
    return {"told": True}


@app.get("/numbers")
async def numbers() -> Dict[str, int]:
    pool = app.state.pool
    return {"size": pool.get_size(), "idle": pool.get_idle_size(), "limit": pool.get_max_size()}


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
