"""Jobs for taskiq_app.py; with `block` that one."""

import asyncio
import sys

from taskiq_app import block, broker, square


async def main():
    await broker.startup()
    if sys.argv[1:]:
        await (await block.kiq()).wait_result(timeout=30)
        await broker.shutdown()
        return
    count = 0
    while True:
        count += 1
        answer = (await (await square.kiq(count)).wait_result(check_interval=0.02, timeout=30)).return_value
        print("answer" if answer == count * count else "wrong: %r" % answer, flush=True)


asyncio.run(main())
