"""What the services beside this file have in common: one command a line over TCP, each answered with a line of JSON.

`NAME` calls a function of the service and answers with what it returns; `NAME TASK` starts a coroutine of the service
as a task called TASK, `end TASK` cancels it, `go` lets all go on that wait for the event `told()`.
"""

import asyncio
import json
from typing import Any, Callable, Dict, List

tasks: Dict[str, "asyncio.Task[Any]"] = {}
events: List[asyncio.Event] = []


def told() -> asyncio.Event:
    """An event that the command `go` sets."""
    events.append(asyncio.Event())
    return events[-1]


async def obey(port: int, **functions: Callable[[], Any]) -> None:
    """Serve commands until the process ends."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            words = (await reader.readline()).decode().split()
            if not words:
                break
            writer.write(json.dumps(answer(*words)).encode() + b"\n")
            await writer.drain()
        writer.close()

    def answer(name: str, task: str = "") -> Any:
        if name == "end":
            return tasks.pop(task).cancel()
        if name == "go":
            for event in events:
                event.set()
            return None
        if not task:
            return functions[name]()
        tasks[task] = asyncio.get_running_loop().create_task(functions[name](), name=task)
        return None

    server = await asyncio.start_server(connected, "127.0.0.1", port)
    async with server:
        await server.serve_forever()
