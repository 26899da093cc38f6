"""Waiting for a condition, with an answer that explains itself when it does not come."""

import time
from typing import Callable, Optional, TypeVar

T = TypeVar("T")


def wait_for(
    what: str,
    probe: Callable[[], Optional[T]],
    timeout: float = 30.0,
    interval: float = 0.02,
    show: Callable[[], str] = lambda: "",
) -> T:
    """The first true answer of `probe`; after `timeout` seconds the test fails and prints what `show` returns."""
    end = time.monotonic() + timeout
    while True:
        answer = probe()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited {timeout:g} s in vain for {what}\n{show()}")
        time.sleep(interval)
