"""Sanic in a single process, as `sanic --single-process` runs it."""

import asyncio
import sys

from sanic import Request, Sanic
from sanic.response import text

app = Sanic("shop")


@app.get("/slow")
async def slow(request: Request):
    await asyncio.sleep(2)
    return text("slow")


async def poll_suppliers(app: Sanic) -> None:
    while True:
        await asyncio.sleep(1)


@app.after_server_start
async def started(app: Sanic) -> None:
    app.add_task(poll_suppliers, name="poll-suppliers")
    print("ready", flush=True)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), single_process=True, access_log=False, motd=False)
