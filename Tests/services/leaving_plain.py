"""Bare asyncio: a server of lines that leaves in one of several ways.

`LEAVE`: `swallow` (a task goes on), `connections` (`Server.wait_closed`), `queue` (`Queue.join`), `deaf` (no handler).
A line is answered after a second.
"""

import asyncio
import os
import signal
import sys

LEAVE = os.environ.get("LEAVE", "")


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while await reader.readline():
        await asyncio.sleep(3)
        writer.write(b"the whole answer\n")
    writer.close()


async def stubborn() -> None:
    while True:
        try:
            await asyncio.sleep(0.1)
        except asyncio.CancelledError:
            continue


async def main() -> None:
    server = await asyncio.start_server(answer, "127.0.0.1", int(sys.argv[1]))
    stop = asyncio.Event()
    if LEAVE != "deaf":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    task = asyncio.create_task(stubborn()) if LEAVE == "swallow" else None
    jobs: "asyncio.Queue[int]" = asyncio.Queue()
    jobs.put_nowait(1)
    await stop.wait()
    server.close()
    if LEAVE == "connections":
        await server.wait_closed()
    elif LEAVE == "queue":
        await jobs.join()
    elif not LEAVE:
        await asyncio.sleep(3.2)
    del task


asyncio.run(main())
