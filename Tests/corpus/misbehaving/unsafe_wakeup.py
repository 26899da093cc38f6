"""A thread sets a future without waking the loop."""

# loop: asyncio

import asyncio
import threading
import time

futures = {}


async def listen():
    while True:
        futures["next"] = asyncio.get_running_loop().create_future()
        await futures["next"]  # <- unsafe-wakeup


def tell():
    while True:
        time.sleep(2)
        future = futures.get("next")
        if future is not None and not future.done():
            future.set_result(None)


async def main():
    threading.Thread(target=tell, daemon=True).start()
    listening = asyncio.create_task(listen())
    while not listening.done():
        await asyncio.sleep(30)


asyncio.run(main())
