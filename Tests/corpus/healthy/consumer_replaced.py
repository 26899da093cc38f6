"""A consumer fails at a bad item, and another one takes its place."""

import asyncio


async def consume(queue):
    while True:
        item = await queue.get()
        10 / item
        await asyncio.sleep(0.05)


async def keep_consuming(queue, failures):
    while True:
        task = asyncio.create_task(consume(queue), name="consumer")
        await asyncio.wait([task])
        failures.append(task.exception())


async def main():
    queue = asyncio.Queue(5)
    keeper = asyncio.create_task(keep_consuming(queue, []))
    for number in range(100_000):
        await queue.put(number % 40)
    await keeper


asyncio.run(main())
