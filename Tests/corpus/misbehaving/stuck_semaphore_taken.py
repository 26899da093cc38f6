"""A semaphore whose slots go to clients of a server that never answers."""

import asyncio


async def mute(reader, writer):
    await asyncio.sleep(3600)


async def ask(slots, port):
    async with slots:  # <- stuck-task
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await reader.readline()


async def main():
    server = await asyncio.start_server(mute, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    slots = asyncio.Semaphore(2)
    await asyncio.gather(*(ask(slots, port) for _ in range(6)))


asyncio.run(main())
