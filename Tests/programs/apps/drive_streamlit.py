"""Opens sessions of a Streamlit page: each runs the script."""

import asyncio
import sys

import aiohttp

SERVER = "127.0.0.1:" + sys.argv[1]


async def main():
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.get("http://%s/_stcore/health" % SERVER) as response:
                assert await response.text() == "ok"
            async with session.ws_connect(
                "ws://%s/_stcore/stream" % SERVER, protocols=("streamlit",), origin="http://" + SERVER
            ) as socket:
                await socket.send_bytes(b"\x5a\x00")  # a BackMsg that asks for a run of the script
                seen = b""
                while b"answer" not in seen:
                    message = await asyncio.wait_for(socket.receive(), 30)
                    if message.type is not aiohttp.WSMsgType.BINARY:
                        print("wrong: %r" % (message,), flush=True)
                        break
                    seen += message.data
                else:
                    print("answer", flush=True)
            await asyncio.sleep(0.1)


asyncio.run(main())
