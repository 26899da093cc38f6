"""`fetch_all` over aiohttp: a session of its own for each call, or one that all calls share.

fetch_all.py PORT URL
"""

import asyncio
import sys
from typing import Any, Dict, List

import aiohttp
from asked import obey

URL = sys.argv[2]


async def fetch(session: aiohttp.ClientSession, url: str) -> bytes:
    async with session.get(url) as response:  # HELD
        return await response.read()


async def fetch_all(urls: List[str]) -> List[Any]:
    async with aiohttp.ClientSession() as session:
        return await asyncio.gather(*[fetch(session, url) for url in urls], return_exceptions=True)


class Shared:
    """As it is advised: one session for as long as the service lives."""

    def __init__(self) -> None:
        self.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=3))

    async def fetch_all(self, urls: List[str]) -> List[Any]:
        return await asyncio.gather(*[fetch(self.session, url) for url in urls], return_exceptions=True)


async def main() -> None:
    shared = Shared()

    async def each() -> None:
        await fetch_all([URL + "/slow"] * 5)

    async def together() -> None:
        await shared.fetch_all([URL + "/slow"] * 5)

    async def load() -> None:
        while True:
            await shared.fetch_all([URL + "/quick"] * 20)

    def numbers() -> Dict[str, Any]:
        connector: Any = shared.session.connector
        return {
            "limit": connector.limit,
            "in_use": len(connector._acquired),
            "idle": sum(len(pool) for pool in connector._conns.values()),
            "waiting": sum(len(line) for line in connector._waiters.values()),
        }

    await obey(int(sys.argv[1]), each=each, together=together, load=load, numbers=numbers)


asyncio.run(main())
