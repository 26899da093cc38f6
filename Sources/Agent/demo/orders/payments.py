"""Charging cards. The gateway confirms most charges, but not all."""

import asyncio
import random


class Payments:
    """The way to the payment gateway."""

    def __init__(self) -> None:
        self.slots = asyncio.Semaphore(3)

    async def charge(self, order: int) -> None:
        """Charge an order: at most three at once."""
        async with self.slots:
            await asyncio.sleep(random.uniform(0.05, 0.4))

    async def charge_unconfirmed(self) -> None:
        """Wait for a confirmation that never comes: nobody sets this event."""
        confirmed = asyncio.Event()
        await confirmed.wait()
