"""A semaphore loses a permit with each job that fails."""

import asyncio


class Converter:
    def __init__(self):
        self.slots = asyncio.Semaphore(2)

    async def convert(self, text):
        await self.slots.acquire()  # <- never-released
        number = int(text)
        await asyncio.sleep(0.05)
        self.slots.release()
        return number


async def main():
    converter = Converter()
    kept = []
    for text in ["1", "2", "x", "3", "y", *map(str, range(1000))]:
        kept.append(asyncio.create_task(converter.convert(text)))
        await asyncio.wait(kept[-1:], timeout=1)
        kept[-1].done() and kept[-1].exception()


asyncio.run(main())
