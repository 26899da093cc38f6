"""Debug mode switched on by hand, and forgotten."""

import asyncio


async def main():
    asyncio.get_running_loop().set_debug(True)  # <- debug-mode: anywhere
    await asyncio.Event().wait()


asyncio.run(main())
