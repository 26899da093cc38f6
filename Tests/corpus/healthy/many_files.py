"""Many files, and room for more."""

import asyncio
import resource

resource.setrlimit(resource.RLIMIT_NOFILE, (120, 120))


async def main():
    kept = [open(__file__) for _ in range(70)]
    while kept:
        await asyncio.sleep(0.05)


asyncio.run(main())
