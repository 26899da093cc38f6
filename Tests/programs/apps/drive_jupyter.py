"""Starts a kernel of a Jupyter server, and keeps it and the contents API busy."""

import asyncio
import json
import sys

import aiohttp

SERVER = "http://127.0.0.1:" + sys.argv[1]


async def main():
    async with aiohttp.ClientSession(headers={"Authorization": "token none"}) as session:
        async with session.get(SERVER + "/api/kernels") as response:
            kernels = await response.json()
        if not kernels:
            async with session.post(SERVER + "/api/kernels", json={"name": "python3"}) as response:
                kernels = [await response.json()]
        kernel = kernels[0]["id"]
        async with session.ws_connect("%s/api/kernels/%s/channels" % (SERVER, kernel)) as socket:
            count = 0
            while True:
                count += 1
                await ask(socket, count)
                async with session.get(SERVER + "/api/contents") as response:
                    print("answer" if response.status == 200 else "wrong: %d" % response.status, flush=True)
                await asyncio.sleep(0.02)


async def ask(socket, count):
    """One cell, and its result."""
    header = {"msg_id": str(count), "msg_type": "execute_request", "username": "", "session": "s", "version": "5.3"}
    content = {"code": "%d * 2" % count, "silent": False}
    request = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    await socket.send_str(json.dumps(request))
    while True:
        message = await socket.receive_json()
        if message["msg_type"] == "execute_result" and message["parent_header"].get("msg_id") == str(count):
            text = message["content"]["data"]["text/plain"]
            print("answer" if text == str(count * 2) else "wrong: %s" % text, flush=True)
            return


asyncio.run(main())
