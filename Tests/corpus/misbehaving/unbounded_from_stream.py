"""A server that makes a task of every line that it reads, and tasks that do not keep up."""

import asyncio

background = set()


async def store(line):
    await asyncio.sleep(600)


async def serve(reader, writer):
    while True:
        line = await reader.readline()
        if not line:
            break
        task = asyncio.ensure_future(store(line))  # <- unbounded-tasks
        background.add(task)
        task.add_done_callback(background.discard)


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
    while True:
        for _ in range(4):
            writer.write(b"event\n")
        await writer.drain()
        await asyncio.sleep(0.05)


asyncio.run(main())
