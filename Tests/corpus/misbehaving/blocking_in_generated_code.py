"""What blocks is called by code that was made up at run time: the line is that which has called it."""

import asyncio
import functools
import time
from dataclasses import dataclass, field


@dataclass
class Ticket:
    number: object = field(default_factory=functools.partial(time.sleep, 0.3))


async def main():
    while True:
        await asyncio.sleep(0.2)
        Ticket()  # <- blocking-call


asyncio.run(main())
