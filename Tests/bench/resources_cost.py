"""What finding resources costs: the walk from tasks and modules that the agent does, beside a scan of the heap.

First a late attach to a service with many tasks and a large heap: how long the longest piece is in which the agent's
thread lets nobody in, the whole first look, and the looks after it; beside it what `gc.get_objects` would take. Then
what the adapters of pools cost a service that imports none of the libraries: looks with and without them, and what they
have imported.

    python Tests/bench/resources_cost.py [--quick]
"""

import asyncio
import gc
import pathlib
import platform
import statistics
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Agent"))

import looptop  # noqa: E402
from looptop.agent import agent  # noqa: E402
from looptop.resources import table  # noqa: E402
from looptop.resources.census import Census  # noqa: E402

QUICK = "--quick" in sys.argv
TASKS = 1_000 if QUICK else 3_000
OBJECTS = 100_000 if QUICK else 500_000
LOOKS = 10 if QUICK else 20
LIBRARIES = ("asyncpg", "sqlalchemy", "psycopg_pool", "redis", "aiohttp", "httpx", "anyio", "janus")


class Service:
    """Workers on a queue, behind a semaphore."""

    def __init__(self):
        self.jobs = asyncio.Queue(100)
        self.limit = asyncio.Semaphore(10)

    async def take(self):
        await self.jobs.get()

    async def hold(self):
        async with self.limit:
            await asyncio.sleep(3600)


def pieces(steps):
    """Seconds of each piece of a look, in which the agent lets nobody in of its own accord."""
    found, began = [], time.perf_counter()
    for _ in steps:
        found.append(time.perf_counter() - began)
        time.sleep(0)
        began = time.perf_counter()
    found.append(time.perf_counter() - began)
    return found


def first_and_later(scanner):
    """(pieces of the first look, seconds of each later one, resources found)."""
    census = Census(scanner, agent.loops)
    first = pieces(census.look())
    later = []
    for _ in range(LOOKS):
        began = time.thread_time()
        for _ in census.look():
            pass
        later.append(time.thread_time() - began)
    return first, later, len(census.ledger.resources)


def heap():
    """Seconds of the one call, and with the objects sorted by class."""
    began = time.perf_counter()
    everything = gc.get_objects()
    call = time.perf_counter() - began
    wanted = (asyncio.Queue, asyncio.Lock, asyncio.Semaphore, asyncio.Event, asyncio.Condition)
    count = sum(1 for thing in everything if type(thing) in wanted)
    return call, time.perf_counter() - began, len(everything), count


def measure(results):
    """What is done in the agent's place, in a thread of its own."""
    scanner = agent.thread.observer.scanner
    while len(scanner.known) < TASKS:  # the agent has not looked yet
        time.sleep(0.05)
    results["walk"] = first_and_later(scanner)
    results["heap"] = [heap() for _ in range(5)]
    known = table.ADAPTERS
    plain, full = [], []
    for _ in range(5):
        table.ADAPTERS = tuple(one for one in known if ".pools." not in type(one).__module__)
        plain += first_and_later(scanner)[1]
        table.ADAPTERS = known
        full += first_and_later(scanner)[1]
    results["plain"], results["full"] = plain, full


async def main():
    """Prints the figures."""
    service = Service()
    works = [service.hold() if number % 2 else service.take() for number in range(TASKS)]
    tasks = [asyncio.ensure_future(work) for work in works]
    kept = [[number] for number in range(OBJECTS)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    looptop.start()
    results = {}
    thread = threading.Thread(target=measure, args=(results,))
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(0.01)
    first, later, found = results["walk"]
    calls = results["heap"]
    print("Python %s, %d tasks, %d objects in lists beside them" % (platform.python_version(), TASKS, len(kept)))
    print("walk from tasks and modules: %d resources" % found)
    print("  longest piece        %8.2f ms" % (max(first) * 1000))
    print("  whole first look     %8.2f ms in %d pieces" % (sum(first) * 1000, len(first)))
    print("  a later look         %8.2f ms (median, of the thread's CPU)" % (statistics.median(later) * 1000))
    print("scan of the heap: %d objects, %d resources" % (calls[0][2], calls[0][3]))
    print("  in one piece         %8.2f ms" % (statistics.median(call for call, *_ in calls) * 1000))
    print("  with classes looked at %6.2f ms" % (statistics.median(both for _, both, *_ in calls) * 1000))
    plain, full = statistics.median(results["plain"]), statistics.median(results["full"])
    print("a service that imports no library of pools")
    print("  a look without their adapters %8.3f ms" % (plain * 1000))
    print("  a look with them              %8.3f ms, ratio %.3f" % (full * 1000, full / plain))
    imported = [name for name in LIBRARIES if name in sys.modules]
    print("  imported by the agent: %s" % (", ".join(imported) or "none of %s" % ", ".join(LIBRARIES)))
    assert not imported and kept and found >= 2
    for task in tasks:
        task.cancel()


asyncio.run(main())
