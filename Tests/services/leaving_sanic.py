"""Sanic: leaves well, or hangs in a handler (`/stuck`) or in its before_server_stop (`LEAVE=listener`)."""

import asyncio
import os
import sys

from sanic import Request, Sanic, text
from sanic.response import HTTPResponse

app = Sanic("leaving")


@app.get("/slow")
async def slow(request: Request) -> HTTPResponse:
    await asyncio.sleep(3)
    return text("the whole answer")


@app.get("/stuck")
async def stuck(request: Request) -> HTTPResponse:
    await asyncio.sleep(3600)
    return text("")


@app.before_server_stop
async def stop(app: Sanic) -> None:
    if os.environ.get("LEAVE") == "listener":
        await asyncio.sleep(3600)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), single_process=True)
