"""A worker of arq, and jobs for it."""

import asyncio
import os
import time

from arq.connections import RedisSettings


async def square(context, number):
    await asyncio.sleep(0.005)
    return number * number


async def block(context):
    time.sleep(0.4)  # planted


class WorkerSettings:
    functions = [square, block]
    redis_settings = RedisSettings.from_dsn(os.environ["REDIS_URL"])
    poll_delay = 0.05
