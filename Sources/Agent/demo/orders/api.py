"""The HTTP side: quotes, orders, and a report that asks many places at once."""

import asyncio
import random
from typing import List, Union

from .cache import Cache


class Api:
    """Answers requests; one task a connection."""

    def __init__(self, jobs: "asyncio.Queue[int]", cache: Cache) -> None:
        self.jobs = jobs
        self.cache = cache

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection: one request, one answer."""
        try:
            line = await reader.readline()
            await self.answer(line.decode("latin-1"), writer)
        except asyncio.CancelledError:
            # At shutdown; up to 3.12 asyncio.streams itself would print a traceback for each cancelled connection.
            return
        finally:
            writer.close()

    async def answer(self, request: str, writer: asyncio.StreamWriter) -> None:
        """Route a request line."""
        _, path, _ = request.split(" ", 2)
        if path.startswith("/quote/"):
            body = "%.2f" % await self.quote(int(path[7:]))
        elif path == "/report":
            body = await self.report()
        else:
            await self.jobs.put(random.randrange(100000))
            body = "queued %d" % self.jobs.qsize()
        writer.write(("HTTP/1.0 200 OK\r\n\r\n%s\n" % body).encode())
        await writer.drain()

    async def quote(self, item: int) -> float:
        """A price, from the cache."""
        return await self.cache.price(item)

    async def report(self) -> str:
        """Ask eight shops at once; one of them is often down."""
        results: "List[Union[int, BaseException]]" = await asyncio.gather(
            *(ask_shop(number) for number in range(8)), return_exceptions=True
        )
        failed = sum(isinstance(result, BaseException) for result in results)
        return "%d shops, %d failed" % (len(results), failed)


async def ask_shop(number: int) -> int:
    """One shop's turnover, some time later."""
    await asyncio.sleep(random.uniform(0.2, 2.5))
    if number == 3 and random.random() < 0.5:
        raise ConnectionError("shop %d is down" % number)
    return random.randrange(1000)
