"""A timer's callback, no task at all, that sleeps."""

import asyncio
import time


def flush(loop):
    time.sleep(0.3)  # <- blocking-call
    loop.call_later(0.4, flush, loop)


async def main():
    flush(asyncio.get_running_loop())
    await asyncio.Event().wait()


asyncio.run(main())
