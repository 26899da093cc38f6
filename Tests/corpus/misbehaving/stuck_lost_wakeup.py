"""One of many answers is never set."""

import asyncio

waiting = {}


async def ask(number):
    answer = waiting[number] = asyncio.Event()
    await answer.wait()  # <- stuck-task


async def answer_all():
    while True:
        await asyncio.sleep(0.15)
        for number in [number for number in waiting if number != 7]:
            waiting.pop(number).set()


async def main():
    task = asyncio.create_task(answer_all())
    asked = set()
    for number in range(100_000):
        asked.add(asyncio.create_task(ask(number)))
        await asyncio.sleep(0.05)
    await task


asyncio.run(main())
