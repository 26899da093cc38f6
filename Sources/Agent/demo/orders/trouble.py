"""What goes wrong, and when: the same troubles as in real services, by schedule."""

import asyncio
from typing import TYPE_CHECKING

from .pricing import recalculate

if TYPE_CHECKING:
    from .desk import Desk


async def by_schedule(desk: "Desk") -> None:
    """One trouble after the other, the blocking call again and again."""
    await asyncio.sleep(2)
    desk.start(desk.payments.charge_unconfirmed(), "charge-card")
    ledger = desk.start(sync_ledger(), "ledger-sync")
    await asyncio.sleep(2)
    ledger.cancel()
    while True:
        await asyncio.sleep(8)
        await recalculate()


async def sync_ledger() -> None:
    """Swallows its cancellation: `except BaseException` and on it goes."""
    while True:
        try:
            await asyncio.sleep(60)
        except BaseException:
            continue
