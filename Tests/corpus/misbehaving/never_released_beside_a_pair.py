"""Permits are lost by an exception; another class has a lock that one method takes and another one gives back."""

import asyncio


class Door:
    def __init__(self):
        self.bolt = asyncio.Lock()

    async def enter(self):
        await self.bolt.acquire()

    def leave(self):
        self.bolt.release()


class Printer:
    def __init__(self):
        self.slots = asyncio.Semaphore(2)

    async def print(self, page):
        await self.slots.acquire()  # <- never-released
        if page % 2:
            raise ValueError("a page that cannot be printed")
        self.slots.release()


async def main():
    door, printer = Door(), Printer()
    await door.enter()
    door.leave()
    for page in range(6):
        await asyncio.gather(asyncio.create_task(printer.print(page)), return_exceptions=True)


asyncio.run(main())
