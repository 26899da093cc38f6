"""Computes for half a second in a step."""

import asyncio
import time


def render():
    ends = time.perf_counter() + 0.5
    total = 0
    while time.perf_counter() < ends:
        total += 1  # <- cpu-bound: near
    return total


async def main():
    while True:
        render()
        await asyncio.sleep(0.3)


asyncio.run(main())
