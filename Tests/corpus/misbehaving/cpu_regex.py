"""A regular expression that takes long: code in C that lets no other thread run."""

import asyncio
import re

PATTERN = re.compile("(a+)+$")


def redact(text):
    return PATTERN.search(text)  # <- cpu-bound


async def main():
    while True:
        await asyncio.sleep(0.5)
        redact("a" * 23 + "!")


asyncio.run(main())
