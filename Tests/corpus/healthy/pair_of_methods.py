"""A lock that one method takes and another one gives back, when a visitor leaves: others wait for it meanwhile."""

import asyncio


class Door:
    def __init__(self):
        self.bolt = asyncio.Lock()

    async def enter(self):
        await self.bolt.acquire()

    def leave(self):
        self.bolt.release()


async def visit(door):
    await door.enter()


async def main():
    door = Door()
    await asyncio.create_task(visit(door))
    waiting = [asyncio.create_task(visit(door)) for _ in range(2)]
    while True:
        await asyncio.sleep(30)
        door.leave()
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)


asyncio.run(main())
