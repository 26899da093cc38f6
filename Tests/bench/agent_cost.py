"""What the agent costs its service, beside asyncio's debug mode: ratios within one process.

Slices with the agent (a client watches from another process), without it, and with debug mode alternate; each slice's
rate is divided by the mean of its two plain neighbours, and the median of these ratios is printed. Then the longest
time that the agent's thread keeps the GIL, and its memory, with 100,000 live tasks.

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
        say("subscribe", interval=0.2)
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


async def watched(tasks=0):
    """Returns once the watcher has its snapshot, and the agent knows of that many tasks."""
    while True:
        server = agent.server
        if any(client.topics and not client.pictures for client in server.clients):
            if len(server.scanner.known) >= tasks:
                return
        await asyncio.sleep(0.01)


async def slice_of(workload, mode, directory):
    """The rate of one slice."""
    loop = asyncio.get_running_loop()
    if mode == "agent":
        looptop.start("bench", directory=directory)
        await watched()
    loop.set_debug(mode == "debug")
    gc.collect()
    rate = await workload(time.perf_counter() + SLICE)
    loop.set_debug(False)
    looptop.stop()
    return rate


async def compare(workload, seconds, directory):
    """Median ratio of each mode to plain, with half the width of its middle half."""
    ratios = {"agent": [], "debug mode": [], "plain again": []}
    modes = {"agent": "agent", "debug mode": "debug", "plain again": "plain"}
    ends = time.monotonic() + seconds
    before = await slice_of(workload, "plain", directory)
    while time.monotonic() < ends:
        for name, mode in modes.items():
            if name == "debug mode" and len(ratios[name]) * 4 > len(ratios["agent"]):
                continue  # its figure is clear after a few
            rate = await slice_of(workload, mode, directory)
            after = await slice_of(workload, "plain", directory)
            ratios[name].append([now * 2 / (one + two) for now, one, two in zip(rate, before, after)])
            before = after
    return ratios


def row(name, ratios, target):
    """One line of the table."""
    figures = []
    for column in zip(*ratios):
        quarters = statistics.quantiles(column, n=4)
        notch = 1.57 * (quarters[2] - quarters[0]) / len(column) ** 0.5
        figures.append("%6.3f ± %.3f" % (statistics.median(column), notch))
    goal = "" if target is None else ">= %.2f" % target
    print("  %-14s %s   %s   %-8s %3d slices" % (name, figures[0], figures[1], goal, len(ratios)))


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
    seconds = 4 if "--quick" in sys.argv else 14
    folder = tempfile.mkdtemp(prefix="ltb")
    directory = os.path.join(folder, "s")
    watcher = subprocess.Popen([sys.executable, "-c", WATCHER, os.path.join(directory, "%d.sock" % os.getpid())])
    try:
        print("Python %s, %d cores; rates as ratios to plain" % (platform.python_version(), os.cpu_count()))
        print("  %-14s %-16s %-16s target" % ("", "by the watch", "by CPU time"))
        for name, workload, target in (
            ("nothing but task creation", only_tasks, 0.93),
            ("100 µs of work a request", requests, 0.98),
        ):
            print(name)
            for mode, ratios in asyncio.run(compare(workload, seconds, directory)).items():
                row(mode, ratios, target if mode == "agent" else None)
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
