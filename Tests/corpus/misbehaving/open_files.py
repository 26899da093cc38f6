"""Files that nobody closes, up to the limit."""  # <- open-files: anywhere

import asyncio
import resource

resource.setrlimit(resource.RLIMIT_NOFILE, (96, 96))
kept = []


async def main():
    while True:
        await asyncio.sleep(0.05)
        try:
            kept.append(open(__file__))
        except OSError:
            await asyncio.sleep(1)


asyncio.run(main())
