"""asyncio's debug mode in production."""

import asyncio


async def main():
    while True:
        await asyncio.sleep(0.1)


asyncio.run(main(), debug=True)  # <- debug-mode: anywhere
