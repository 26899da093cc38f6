"""One bad item ends the only consumer of a queue."""

import asyncio


class App:
    def __init__(self):
        self.readings = asyncio.Queue(5)

    async def consume(self):
        while True:
            reading = await self.readings.get()
            self.store(reading)

    def store(self, reading):
        return 10 / reading  # <- dead-consumer


async def main():
    app = App()
    app.job = asyncio.create_task(app.consume(), name="consumer")
    for reading in [5, 2, 4, 0, *range(1, 1000)]:
        await app.readings.put(reading)
        await asyncio.sleep(0.1)


asyncio.run(main())
