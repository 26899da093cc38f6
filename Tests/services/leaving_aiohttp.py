"""aiohttp.web: leaves well, or hangs in its on_cleanup (`LEAVE=cleanup`), or in a handler (`/stuck`)."""

import asyncio
import os
import sys

from aiohttp import web


async def slow(request: web.Request) -> web.Response:
    await asyncio.sleep(3)
    return web.Response(text="the whole answer")


async def stuck(request: web.Request) -> web.Response:
    await asyncio.sleep(3600)
    return web.Response()


async def clean_up(app: web.Application) -> None:
    if os.environ.get("LEAVE") == "cleanup":
        await asyncio.sleep(3600)


app = web.Application()
app.add_routes([web.get("/slow", slow), web.get("/stuck", stuck)])
app.on_cleanup.append(clean_up)

if __name__ == "__main__":
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
