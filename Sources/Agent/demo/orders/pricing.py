"""The blocking call: a rate limiter that sleeps in the wrong way."""

import time


def wait_for_rate_limit() -> None:
    """Sleep, and the loop with it."""
    time.sleep(0.3)


async def recalculate() -> None:
    """Recalculate all prices."""
    wait_for_rate_limit()
