"""Bare asyncio: makes, ends and fails tasks by name, on command over TCP.

One command a line: `create NAME`, `end NAME`, `fail NAME`, `block SECONDS`, `many COUNT`, `gather NAME` (of four, one
fails, one is done), `cycle NAME` (NAME-a and NAME-b wait for each other). Each is answered with the time at which it
was done, in Unix seconds.
"""

import asyncio
import sys
import time
from typing import Dict, Optional, Tuple

Jobs = Dict[str, Tuple["asyncio.Task[None]", "asyncio.Future[None]"]]
jobs: Jobs = {}
kept: Dict[str, "asyncio.Task[None]"] = {}


async def job(end: "asyncio.Future[None]") -> None:
    await end


async def finish(error: Optional[Exception] = None) -> None:
    if error:
        raise error


async def gather() -> None:
    loop = asyncio.get_running_loop()
    waiting = [job(loop.create_future()) for _ in range(2)]
    await asyncio.gather(finish(ValueError("no luck")), finish(), *waiting, return_exceptions=True)


async def wait_for_each_other(tasks: Dict[str, "asyncio.Task[None]"], other: str) -> None:
    await tasks[other]


def block(seconds: float) -> None:
    time.sleep(seconds)


async def main(port: int) -> None:
    server = await asyncio.start_server(connected, "127.0.0.1", port)
    print("ready", server.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        line = (await reader.readline()).decode()
        if not line:
            break
        command, argument = line.split(maxsplit=1)
        obey(command, argument.strip())
        writer.write(b"%f\n" % time.time())
        await writer.drain()
    writer.close()


def obey(command: str, argument: str) -> None:
    loop = asyncio.get_running_loop()
    if command == "create":
        end = loop.create_future()
        task = loop.create_task(job(end))
        task.set_name(argument)
        jobs[argument] = (task, end)
    elif command == "end":
        jobs.pop(argument)[1].set_result(None)
    elif command == "fail":
        jobs[argument][1].set_exception(ValueError("no luck"))
    elif command == "block":
        block(float(argument))
    elif command == "gather":
        kept[argument] = loop.create_task(gather())
        kept[argument].set_name(argument)
    elif command == "cycle":
        pair = [argument + "-a", argument + "-b"]
        for name, other in (pair, pair[::-1]):
            kept[name] = loop.create_task(wait_for_each_other(kept, other))
            kept[name].set_name(name)
    elif command == "many":
        for number in range(int(argument)):
            obey("create", "job-%d" % number)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
