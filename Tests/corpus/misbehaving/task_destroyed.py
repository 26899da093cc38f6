"""Tasks to which nobody keeps a reference, collected in the middle."""

import asyncio
import gc


async def refresh():
    nobody = asyncio.get_running_loop().create_future()
    await nobody


async def main():
    while True:
        asyncio.ensure_future(refresh())
        await asyncio.sleep(0.3)
        gc.collect()


asyncio.run(main())  # <- task-unreferenced: anywhere
