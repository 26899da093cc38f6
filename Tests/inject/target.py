"""A service that was not prepared for anything: `target.py STATE PORT`, brought into one of the states of the tests.

It answers lines on its port where its loop is free: `N` with its square, `facts` with what it sees of itself.
"""

import asyncio
import ctypes
import gc
import json
import os
import sys
import threading
import time

STATE, PORT = sys.argv[1], int(sys.argv[2])


def resident():
    """Bytes of memory."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def facts(loop):
    """What an agent may not change for good. Garbage that Python would collect some time is not counted."""
    gc.collect()
    return {
        "blocks": sys.getallocatedblocks(),
        "threads": sorted(thread.name for thread in threading.enumerate()),
        "fds": len(os.listdir("/proc/self/fd")),
        "factory": repr(loop.get_task_factory()),
        "modules": sorted(name for name in sys.modules if name.startswith("looptop")),
        "running": asyncio._set_running_loop.__module__,
        "finders": len(sys.meta_path),
        "main": sorted(vars(sys.modules["__main__"])),
        "instance": sorted(vars(loop)) if hasattr(loop, "__dict__") else [],
        "rss": resident(),
    }


async def answer(reader, writer):
    """One client, a task a line."""
    while True:
        line = (await reader.readline()).decode().strip()
        if not line:
            break
        if line == "facts":
            text = json.dumps(facts(asyncio.get_event_loop()))
        else:
            text = await asyncio.ensure_future(square(int(line)))
        writer.write(("%s\n" % text).encode())
        await writer.drain()
    writer.close()


async def square(number):
    """Some work with a wait in it."""
    await asyncio.sleep(0)
    return number * number


def work():
    """Python that never ends."""
    count = 0
    while True:
        count += 1


def slow_down():
    """Whatever is compiled in a thread of looptop's takes long, as where no CPU is free."""

    def hear(event, _):
        if event == "compile" and threading.current_thread().name == "looptop":
            time.sleep(0.07)

    sys.addaudithook(hear)


def hold(seconds):
    """A C call that keeps the GIL."""
    ctypes.PyDLL(None).sleep(seconds)


async def main():
    """Serves, then gets into its state."""
    server = await asyncio.start_server(answer, "127.0.0.1", PORT)
    named = asyncio.ensure_future(asyncio.sleep(3600))
    print("ready", flush=True)
    if STATE == "slow":
        slow_down()
    if STATE == "busy":
        work()
    elif STATE == "sleep":
        time.sleep(3600)
    elif STATE == "call":
        ctypes.CDLL(None).sleep(3600)
    elif STATE.startswith("gil"):
        await asyncio.sleep(0)  # an agent that comes before is waited for
        if STATE == "gil-thread":
            threading.Thread(target=hold, args=(14,), daemon=True).start()
        else:
            hold(14)
    await named
    server.close()


def run():
    """On the loop that is asked for."""
    if STATE == "idle-uvloop":
        import uvloop

        uvloop.install()
    asyncio.run(main())


if STATE == "elsewhere":
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
else:
    run()
