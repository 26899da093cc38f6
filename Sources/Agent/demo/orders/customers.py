"""The load: customers who ask for quotes and reports, and order."""

import asyncio
import random
from typing import Set

PATHS = ("/quote/%d", "/quote/%d", "/order/%d", "/order/%d", "/report")


async def visit(port: int, per_second: float) -> None:
    """Send requests at a steady rate, each in a task of its own."""
    visits: "Set[asyncio.Task[None]]" = set()
    number = 0
    while True:
        await asyncio.sleep(random.expovariate(per_second))
        number += 1
        visit = asyncio.get_running_loop().create_task(request(port))
        visit.set_name("customer-%d" % number)
        visits.add(visit)
        visit.add_done_callback(visits.discard)


async def request(port: int) -> None:
    """One request and its answer."""
    path = random.choice(PATHS)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(("GET %s HTTP/1.0\r\n\r\n" % (path % 17 if "%" in path else path)).encode())
        await reader.read()
    finally:
        writer.close()
