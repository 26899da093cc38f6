"""A thread sets futures as it should."""

import asyncio
import threading
import time

futures = {}


async def listen():
    while True:
        futures["next"] = asyncio.get_running_loop().create_future()
        await futures["next"]


def tell(loop):
    while True:
        time.sleep(0.3)
        future = futures.get("next")
        if future is not None and not future.done():
            loop.call_soon_threadsafe(future.set_result, None)


async def main():
    threading.Thread(target=tell, args=(asyncio.get_running_loop(),), daemon=True).start()
    await listen()


asyncio.run(main())
