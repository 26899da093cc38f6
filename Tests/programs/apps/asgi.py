"""An ASGI application without a framework, for every server that hosts one."""

import asyncio
import time


async def answer(send, status, text):
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": text})


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    if scope["path"] == "/block":
        time.sleep(0.4)  # planted
    elif scope["path"] == "/slow":
        await asyncio.sleep(0.3)
    else:
        await asyncio.create_task(asyncio.sleep(0.002))
    await answer(send, 200, b"answer")
