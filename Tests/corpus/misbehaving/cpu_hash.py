"""Passwords hashed in the loop: a call that computes in C, without the interpreter lock."""

import asyncio
import hashlib


async def log_in(password):
    return hashlib.pbkdf2_hmac("sha256", password, b"salt", 600_000)  # <- cpu-bound


async def main():
    while True:
        await log_in(b"secret")
        await asyncio.sleep(0.4)


asyncio.run(main())
