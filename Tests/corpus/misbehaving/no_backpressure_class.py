"""A priority queue in an attribute: four producers, one consumer that is too slow."""

import asyncio


class Mailer:
    def __init__(self):
        self.outbox = asyncio.PriorityQueue()  # <- no-backpressure: anywhere

    async def produce(self):
        while True:
            for number in range(5):
                self.outbox.put_nowait(number)
            await asyncio.sleep(0.05)

    async def deliver(self):
        while True:
            await self.outbox.get()
            await asyncio.sleep(0.02)


async def main():
    mailer = Mailer()
    await asyncio.gather(mailer.deliver(), *(mailer.produce() for _ in range(4)))


asyncio.run(main())
