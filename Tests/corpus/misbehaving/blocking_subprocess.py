"""Runs a program and waits for its end with the call that blocks."""

import asyncio
import subprocess


async def convert():
    subprocess.run(["sleep", "0.4"], check=True)  # <- blocking-call


async def main():
    while True:
        await convert()
        await asyncio.sleep(0.4)


asyncio.run(main())
