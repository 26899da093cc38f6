"""Starts the order desk and stops it in order on SIGTERM and SIGINT."""

import argparse
import asyncio
import os
import signal
import sys

from . import parent
from .desk import Desk

#: How long tasks may take to end after their cancellation, in seconds.
GRACE = 2.0


async def main(requests_per_second: float) -> bool:
    """Serve until a signal comes; True where every task then ended in time."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    desk = Desk()
    port = await desk.open(requests_per_second)
    print("orders: serving on http://127.0.0.1:%d" % port, flush=True)
    await stop.wait()

    print("orders: stopping", flush=True)
    desk.close()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    _, left = await asyncio.wait(tasks, timeout=GRACE)
    for task in left:
        print("orders: %s ignores its cancellation" % task.get_name(), flush=True)
    return not left


def run() -> None:
    """The program."""
    arguments = argparse.ArgumentParser(prog="orders", description=__doc__)
    arguments.add_argument("--rate", type=float, default=12.0, help="requests a second that it makes to itself")
    arguments.add_argument("--parent", type=int, default=0, help="leave when this process is gone")
    options = arguments.parse_args()
    if options.parent:
        parent.watch(options.parent)

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    ended = loop.run_until_complete(main(options.rate))
    sys.stdout.flush()
    if not ended:
        # A task that swallows its cancellation would hold up the loop's own end for ever.
        os._exit(0)
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


if __name__ == "__main__":
    run()
