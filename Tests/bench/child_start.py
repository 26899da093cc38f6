"""How much later a child of a service starts under `looptop run`: without asyncio, with it, and with a loop.

python Tests/bench/child_start.py [TIMES]

The agent is where `looptop run` puts it, and has run before; bare and below it by turns. Seconds on CPU are what counts
on a busy machine: those of the whole child, and those of its thread from asyncio's import to the first step of its
loop, beside what that import itself takes.
"""

import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

AGENT = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Agent" / "looptop"
CHILDREN = {
    "nothing": "pass",
    "asyncio imported": "import asyncio",
    "a loop": "import asyncio\nasync def main(): pass\nasyncio.run(main())",
}
FIRST_STEP = """
import time
clocks = time.thread_time, time.perf_counter
began = [clock() for clock in clocks]
import asyncio
imported = [clock() for clock in clocks]
async def main():
    return [clock() for clock in clocks]
step = asyncio.run(main())
print(*[b - a for a, b in zip(began, imported)], *[b - a for a, b in zip(imported, step)])
"""


def spent():
    """Seconds on CPU of all children so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory(prefix="lt") as folder:
        shutil.copytree(str(AGENT), folder + "/agent/looptop", ignore=shutil.ignore_patterns("__pycache__"))
        os.chmod(folder + "/agent", 0o700)
        bare = {name: value for name, value in os.environ.items() if not name.startswith("LOOPTOP")}
        path = folder + "/agent/looptop/boot:" + folder + "/agent"
        below = dict(bare, PYTHONPATH=path, LOOPTOP_RUN="1", LOOPTOP_DIR=folder + "/s")
        # the service itself: it leaves the code of all for its children
        launched = dict(below, LOOPTOP_RUN=str(os.getpid()))
        subprocess.run([sys.executable, "-c", "pass"], env=launched, check=True)
        first_step(times, {False: bare, True: below})
        for words, code in CHILDREN.items():
            taken = {False: [], True: []}
            for position in range(times + 1):  # the first fills the caches
                for runs in (False, True):
                    began, on_cpu = time.perf_counter(), spent()
                    subprocess.run([sys.executable, "-c", code], env=below if runs else bare, check=True)
                    if position:
                        taken[runs].append((time.perf_counter() - began, spent() - on_cpu))
            report(words, taken)


def first_step(times, environments):
    """Two lines: the import of asyncio, and from there to the first step."""
    taken = {False: [], True: []}
    for _ in range(times):
        for runs, environment in environments.items():
            words = subprocess.check_output([sys.executable, "-c", FIRST_STEP], env=environment)
            taken[runs].append([float(word) for word in words.split()])
    for words, cpu, wall in (("import asyncio", 0, 1), ("to its first step", 2, 3)):
        report(words, {runs: [(row[wall], row[cpu]) for row in rows] for runs, rows in taken.items()})


def report(words, taken):
    """One line: medians and minima, bare and how much more below `looptop run`."""
    print("%-17s" % words, end="")
    for name, which in (("wall", 0), ("CPU", 1)):
        for kind, pick in (("median", statistics.median), ("least", min)):
            bare, below = (pick([pair[which] for pair in taken[runs]]) * 1000 for runs in (False, True))
            print("  %s %s %.1f %+.1f ms" % (name, kind, bare, below - bare), end="")
    print(flush=True)


if __name__ == "__main__":
    main()
