"""Jobs for arq_worker.py; with `block` that one."""

import asyncio
import os
import sys

from arq import create_pool
from arq.connections import RedisSettings


async def main():
    redis = await create_pool(RedisSettings.from_dsn(os.environ["REDIS_URL"]))
    if sys.argv[1:]:
        await (await redis.enqueue_job("block")).result(timeout=30)
        return
    count = 0
    while True:
        count += 1
        answer = await (await redis.enqueue_job("square", count)).result(timeout=30, poll_delay=0.02)
        print("answer" if answer == count * count else "wrong: %r" % answer, flush=True)


asyncio.run(main())
