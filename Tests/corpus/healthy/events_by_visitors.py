"""An event that whoever comes sets and clears, and then goes: others wait for it long, and are right to."""

import asyncio


class Room:
    def __init__(self):
        self.news = asyncio.Event()

    async def visit(self):
        for _ in range(2):
            self.news.set()
            self.news.clear()
            await asyncio.sleep(0.05)


async def reader(room):
    while True:
        await room.news.wait()


async def greet(reader, writer):
    await room.visit()
    writer.close()


async def main():
    global room
    room = Room()
    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    readers = [asyncio.create_task(reader(room)) for _ in range(3)]
    for _ in range(5):
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        await asyncio.sleep(0.5)
        writer.close()
    await asyncio.wait(readers)


asyncio.run(main())
