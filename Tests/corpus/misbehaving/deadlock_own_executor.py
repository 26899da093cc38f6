"""A job waits for an event that another job would set, which waits for the only thread."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


def wait_for_payment(event):
    event.wait()  # <- executor-saturated


def confirm(event):
    event.set()


async def pay(threads, event):
    await asyncio.get_running_loop().run_in_executor(threads, wait_for_payment, event)  # <- deadlock


async def main():
    threads, event = ThreadPoolExecutor(1), threading.Event()
    paying = asyncio.create_task(pay(threads, event))
    await asyncio.sleep(0.2)
    await asyncio.get_running_loop().run_in_executor(threads, confirm, event)
    await paying


asyncio.run(main())
