"""Waits for a thread's lock inside of the loop."""

import asyncio
import threading
import time

shared = threading.Lock()


def hog():
    while True:
        with shared:
            time.sleep(0.4)
        time.sleep(0.2)


async def main():
    threading.Thread(target=hog, daemon=True).start()
    while True:
        with shared:  # <- blocking-call
            pass
        await asyncio.sleep(0.05)


asyncio.run(main())
