"""What the agent costs its service, beside asyncio's debug mode: ratios within one process.

Slices with the agent (a client watches from another process; it counts every step too; nobody watches), without it, and
with debug mode alternate; each slice's rate is divided by the mean of its two plain neighbours, and the median of these
ratios is printed. Then the longest time that the agent's thread keeps the GIL, and its memory, with 100,000 live tasks.

    python Tests/bench/agent_cost.py [--quick]
"""

import asyncio
import gc
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Agent"))

try:
    from aiohttp import web
except ImportError:
    web = None

import looptop  # noqa: E402
from looptop.agent import agent  # noqa: E402

SLICE = 0.4
TASKS = 100_000
WATCHER = """
import json, socket, sys, time
client = None
def say(method, **params):
    line = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    client.sendall(json.dumps(line).encode() + b"\\n")
while True:
    try:
        client = socket.socket(socket.AF_UNIX)
        client.connect(sys.argv[1])
        say("hello", protocol=1, client="bench")
        say("subscribe", interval=0.2, topics=["tasks", "vitals", "slow", "events", "requests", "resources"])
        while client.recv(1 << 20):
            pass
    except OSError:
        time.sleep(0.002)
"""


class Clocks:
    """The time since, as a watch and as the processor sees it: the second is steadier on a busy machine."""

    def __init__(self):
        self.began = time.perf_counter(), time.process_time()

    def rates(self, count):
        """Of that many: a second, and a second of CPU of the whole process, agent included."""
        wall, cpu = self.began
        return count / (time.perf_counter() - wall), count / (time.process_time() - cpu)


async def nothing():
    """A task that does one step more than none."""
    await asyncio.sleep(0)


async def only_tasks(ends):
    """(a) Nothing but task creation: rounds a second."""
    rounds, began = 0, Clocks()
    while time.perf_counter() < ends:
        create = asyncio.get_running_loop().create_task
        await asyncio.gather(create(nothing()), create(nothing()), create(nothing()))
        rounds += 1
    return began.rates(rounds)


def work(iterations):
    """Python that takes about 100 µs."""
    total = 0
    for number in range(iterations):
        total += number * number
    return total


def calibrate():
    """Iterations of `work` that take 100 µs."""
    fastest = min(_timed(10_000) for _ in range(20))
    return int(10_000 * 100e-6 / fastest)


def _timed(iterations):
    began = time.perf_counter()
    work(iterations)
    return time.perf_counter() - began


ITERATIONS = calibrate()


async def request():
    """100 µs of work."""
    work(ITERATIONS)


async def requests(ends):
    """(b) A task and 100 µs of work a request: requests a second."""
    count, began = 0, Clocks()
    while time.perf_counter() < ends:
        await asyncio.get_running_loop().create_task(request())
        count += 1
    return began.rates(count)


LOAD = """
import asyncio, sys
async def ask():
    while True:
        reader, writer = await asyncio.open_unix_connection(sys.argv[1])
        while True:
            writer.write(b"GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n")
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            await reader.readexactly(2)
async def main():
    await asyncio.gather(*(ask() for _ in range(16)))
asyncio.run(main())
"""


async def little():
    """One of the four tasks of a request: a wait, and a little work."""
    await asyncio.sleep(0)
    return len(str(ITERATIONS))


class Site:
    """(c) aiohttp, four tasks a request; another process asks over 16 connections, as fast as it is answered."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "site")
        self.answered = 0

    async def answer(self, _):
        """One request."""
        create = asyncio.get_running_loop().create_task
        await asyncio.gather(*(create(little()) for _ in range(4)))
        self.answered += 1
        return web.Response(text="ok")

    async def start(self):
        """Serves and is asked, until `stop`."""
        application = web.Application()
        application.router.add_get("/", self.answer)
        self.runner = web.AppRunner(application, access_log=None)
        await self.runner.setup()
        await web.UnixSite(self.runner, self.path).start()
        self.load = subprocess.Popen([sys.executable, "-c", LOAD, self.path])
        while self.answered < 100:
            await asyncio.sleep(0.05)

    async def stop(self):
        """Ends both."""
        self.load.kill()
        self.load.wait()
        await self.runner.cleanup()

    async def __call__(self, ends):
        """Requests a second."""
        before, began = self.answered, Clocks()
        await asyncio.sleep(ends - time.perf_counter())
        return began.rates(self.answered - before)


async def watched(tasks=0):
    """Returns once the watcher has its snapshot, and the agent knows of that many tasks."""
    while True:
        server = agent.thread
        if any(client.topics and not client.pictures for client in server.clients):
            if len(server.observer.scanner.known) >= tasks:
                return
        await asyncio.sleep(0.01)


MODES = {"watched": 1, "full accounting": 1, "unwatched": 2, "plain again": 4, "debug mode": 4}
"""What is compared to plain, and each how many rounds."""


async def slice_of(workload, mode, directory):
    """The rate of one slice."""
    loop = asyncio.get_running_loop()
    os.environ["LOOPTOP_STEPS"] = "all" if mode == "full accounting" else ""
    if mode == "unwatched":
        looptop.start("bench", directory=directory + "-unwatched")
        await asyncio.sleep(0.1)
    elif mode in ("watched", "full accounting"):
        looptop.start("bench", directory=directory)
        await watched()
        assert agent.thread.observer.effort.accounting() == ("full" if mode == "full accounting" else "sampled")
    loop.set_debug(mode == "debug mode")
    gc.collect()
    rate = await workload(time.perf_counter() + SLICE)
    loop.set_debug(False)
    looptop.stop()
    return rate


async def compare(workload, seconds, directory):
    """Ratios to plain of each mode."""
    ratios = {mode: [] for mode in MODES}
    if isinstance(workload, Site):
        await workload.start()
    ends = time.monotonic() + seconds
    before = await slice_of(workload, "plain", directory)
    turn = 0
    while time.monotonic() < ends:
        for mode, every in MODES.items():
            if turn % every:
                continue
            rate = await slice_of(workload, mode, directory)
            after = await slice_of(workload, "plain", directory)
            ratios[mode].append([now * 2 / (one + two) for now, one, two in zip(rate, before, after)])
            before = after
        turn += 1
    if isinstance(workload, Site):
        await workload.stop()
    return ratios


def row(name, ratios, target):
    """One line of the table: the medians, each with half the width of its notch."""
    figures = []
    for column in zip(*ratios):
        notch = 0.0
        if len(column) > 1:
            quarters = statistics.quantiles(column, n=4)
            notch = 1.57 * (quarters[2] - quarters[0]) / len(column) ** 0.5
        figures.append("%6.3f ± %.3f" % (statistics.median(column), notch))
    goal = "" if target is None else ">= %.2f" % target
    print("  %-16s %s   %s   %-8s %3d slices" % (name, figures[0], figures[1], goal, len(ratios)), flush=True)


async def live_tasks(directory):
    """Memory a live task, and the longest stretches without the GIL, of a thread that only asks the time."""
    per_task = {}
    for mode in ("plain", "agent"):
        if mode == "agent":
            looptop.start("bench", directory=directory)
            await watched()
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        tasks = [asyncio.ensure_future(asyncio.sleep(3600)) for _ in range(20_000)]
        if mode == "agent":
            await watched(20_000)
        else:
            await asyncio.sleep(0.5)
        gc.collect()
        per_task[mode] = (tracemalloc.get_traced_memory()[0] - before) / 20_000
        tracemalloc.stop()
        looptop.stop()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        del tasks, task
    tasks = [asyncio.ensure_future(asyncio.sleep(3600)) for _ in range(TASKS)]
    await asyncio.sleep(0)
    gc.collect()
    plain = await stretches(4)
    looptop.start("bench", directory=directory)
    seen = await stretches(8)
    looptop.stop()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return per_task["agent"] - per_task["plain"], plain, seen


async def stretches(seconds):
    """The gaps between two looks at the clock by a loop that gives the GIL up and asks for it again at once."""
    gaps = []

    def look():
        ends = time.perf_counter() + seconds
        last = time.perf_counter()
        while last < ends:
            time.sleep(0)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    thread = threading.Thread(target=look)
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(0.05)
    return sorted(gaps)


def main():
    """Print the table."""
    seconds = 10 if "--quick" in sys.argv else 50
    folder = tempfile.mkdtemp(prefix="ltb")
    directory = os.path.join(folder, "s")
    watcher = subprocess.Popen([sys.executable, "-c", WATCHER, os.path.join(directory, "%d.sock" % os.getpid())])
    try:
        print("Python %s, %d cores; rates as ratios to plain" % (platform.python_version(), os.cpu_count()))
        print("  %-16s %-16s %-16s target" % ("", "by the watch", "by CPU time"))
        for name, workload, goals in (
            ("nothing but task creation", only_tasks, {"watched": 0.90, "full accounting": 0.85}),
            ("100 µs of work a request", requests, {"watched": 0.98}),
            ("aiohttp, 4 tasks a request", Site(folder) if web else None, {"watched": 0.97}),
        ):
            print(name)
            if workload is None:
                print("  aiohttp is not installed here")
                continue
            for mode, ratios in asyncio.run(compare(workload, seconds, directory)).items():
                row(mode, ratios, goals.get(mode))
        memory, plain, seen = asyncio.run(live_tasks(directory))
        print("100,000 live tasks")
        print("  memory         %6.0f bytes a task          <= 300" % memory)
        print("  longest gap    %6.2f ms with the agent, %.2f ms without (99.9 %%: %.2f, %.2f)   <= 2" % (
            seen[-1] * 1e3, plain[-1] * 1e3,
            seen[int(len(seen) * 0.999)] * 1e3, plain[int(len(plain) * 0.999)] * 1e3,
        ))  # fmt: skip
    finally:
        watcher.kill()
        watcher.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
