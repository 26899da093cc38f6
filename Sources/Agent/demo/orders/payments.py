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
            confirmation = asyncio.Event()
            asyncio.get_running_loop().call_later(random.uniform(0.05, 0.4), confirmation.set)
            await self.confirmed(confirmation)

    async def charge_unconfirmed(self) -> None:
        """Wait for a confirmation that never comes: nobody sets this event."""
        await self.confirmed(asyncio.Event())

    async def confirmed(self, confirmation: asyncio.Event) -> None:
        """Wait for the gateway."""
        await confirmation.wait()
