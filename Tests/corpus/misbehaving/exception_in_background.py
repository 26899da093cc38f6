"""Background tasks that fail; an error handler that never sees it."""

import asyncio

background = set()


async def send(number):
    raise OSError("no route to mail server %d" % number)  # <- exception-unretrieved: anywhere


async def main():
    while True:
        task = asyncio.ensure_future(send(1))
        background.add(task)
        task.add_done_callback(background.discard)
        del task
        await asyncio.sleep(0.3)


asyncio.run(main())
