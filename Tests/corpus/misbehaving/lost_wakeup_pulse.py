"""Sets an event and clears it at once, again and again, until the device has gone: who comes later waits for ever."""

import asyncio


class Sensor:
    def __init__(self):
        self.ready = asyncio.Event()

    async def produce(self):
        for _ in range(20):
            await asyncio.sleep(0.2)
            self.ready.set()
            self.ready.clear()


async def read(sensor):
    await sensor.ready.wait()  # <- lost-wakeup


async def main():
    sensor = Sensor()
    producer = asyncio.create_task(sensor.produce())
    await producer
    await asyncio.wait([asyncio.create_task(read(sensor)) for _ in range(3)])


asyncio.run(main())
