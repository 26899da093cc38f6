"""Prices behind a lock that is held too long: readers wait while it is refreshed."""

import asyncio
from typing import Dict


class Cache:
    """A cache of prices."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.prices: Dict[int, float] = {}

    async def price(self, item: int) -> float:
        """The price of an item; waits while the cache is refreshed."""
        async with self.lock:
            return self.prices.setdefault(item, item * 1.07)

    async def keep_fresh(self) -> None:
        """Refresh now and then."""
        while True:
            await asyncio.sleep(10)
            await self.refresh()

    async def refresh(self) -> None:
        """Fetch all prices, slowly, with the lock held."""
        async with self.lock:
            await asyncio.sleep(4)
            self.prices.clear()
