"""A server on trio: no asyncio."""

import sys

import trio


async def serve(stream):
    async for data in stream:
        await stream.send_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 6\r\n\r\nanswer")
        del data
        return


async def main():
    await trio.serve_tcp(serve, int(sys.argv[1]), host="127.0.0.1")


trio.run(main)
