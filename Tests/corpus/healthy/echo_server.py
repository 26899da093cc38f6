"""Connections that are idle for long beside one that is busy."""

import asyncio


async def serve(reader, writer):
    while True:
        line = await reader.readline()
        if not line:
            break
        writer.write(line)
        await writer.drain()
    writer.close()


async def talk(port, pause):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while True:
        writer.write(b"hello\n")
        await reader.readline()
        await asyncio.sleep(pause)


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(talk(port, 0.05), *(talk(port, 3600) for _ in range(10)))


asyncio.run(main())
