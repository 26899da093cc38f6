"""A lock of `threading` across an `await`: the second task stops the loop, and the first can never give it back."""

import asyncio
import threading

lock = threading.Lock()


async def refresh():
    with lock:  # <- blocking-call
        await asyncio.sleep(1)


async def main():
    await asyncio.sleep(1)
    await asyncio.gather(refresh(), refresh())


asyncio.run(main())
