"""aiohttp.web with a background task."""

import asyncio
import sys
import time
from typing import AsyncIterator

from aiohttp import web


async def slow(request: web.Request) -> web.Response:
    await asyncio.sleep(2)
    return web.Response(text="slow")


async def block(request: web.Request) -> web.Response:
    time.sleep(0.5)
    return web.Response(text="blocked")


async def sync_inventory() -> None:
    while True:
        await asyncio.sleep(1)


async def background(app: web.Application) -> AsyncIterator[None]:
    task = asyncio.create_task(sync_inventory(), name="sync-inventory")
    yield
    task.cancel()


async def main(port: int) -> None:
    app = web.Application()
    app.router.add_get("/slow", slow)
    app.router.add_get("/block/{reason}", block)
    app.cleanup_ctx.append(background)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    print("ready", runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
