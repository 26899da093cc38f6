"""A broker of taskiq with two kinds of jobs."""

import asyncio
import os
import time

from taskiq_redis import ListQueueBroker, RedisAsyncResultBackend

URL = os.environ["REDIS_URL"]
# redis-py gives up after five seconds without a job, and the worker dies of that.
broker = ListQueueBroker(URL, socket_timeout=None).with_result_backend(RedisAsyncResultBackend(URL))


@broker.task
async def square(number: int) -> int:
    await asyncio.sleep(0.005)
    return number * number


@broker.task
async def block() -> None:
    time.sleep(0.4)  # planted
