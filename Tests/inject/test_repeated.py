"""In and out again and again, while the service works."""

import os
import subprocess
from typing import Callable

import pytest
from conftest import PYTHONS
from program import Looptop
from services import Target
from waiting import wait_for

#: Fifty times on every Python, or a few times on the oldest and the newest.
ALL = bool(os.environ.get("LOOPTOP_INJECT_ALL"))
TIMES = 50 if ALL else 5
VERSIONS = list(PYTHONS) if ALL else sorted({list(PYTHONS)[0], list(PYTHONS)[-1]})
#: Rounds that fill caches: what is counted after them must stay.
WARM_UP = 3
#: Blocks of memory in use, of some 60,000, that may come and go with the service's own work; and bytes that the process
#: may hold besides: garbage waits for Python's collector, and the C library keeps an arena for each thread.
BLOCKS, BYTES = 1000, 12 << 20


@pytest.mark.parametrize("version", VERSIONS)
def test_in_and_out_under_load(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """All answers are right, and threads, descriptors, memory, task factory and modules stay the same."""
    target = start(version, "load")
    assert target.load
    before = target.facts()
    settled = before
    for number in range(TIMES):
        tasks = looptop.json("ps", str(target.pid), "--inject")["tasks"]
        assert any(task["coroutine"].endswith("answer") for task in tasks), tasks
        wait_for("the agent's leave", lambda: target.threads() == 1, show=lambda: str(target.facts()))
        assert target.load.wrong == []
        if number == min(WARM_UP, TIMES - 1):
            settled = target.facts()
    after = target.facts()
    target.load.stop()
    assert target.load.wrong == [] and target.load.answers > 100 * TIMES
    for fact in ("threads", "fds", "factory", "modules", "running", "finders", "main", "instance"):
        assert after[fact] == before[fact], fact
    assert after["blocks"] - settled["blocks"] < BLOCKS, (settled["blocks"], after["blocks"])
    assert after["rss"] - settled["rss"] < BYTES, (settled["rss"], after["rss"])
    assert target.errors.read_text() == ""
    print(
        f"{version}: {TIMES} times; {target.load.answers} answers, the slowest after {target.load.slowest:.3f} s; "
        f"blocks {settled['blocks']} -> {after['blocks']}, memory {settled['rss'] >> 10} -> {after['rss'] >> 10} KiB"
    )


WAIT = """
import os, select, signal, sys, threading
here, there = os.pipe()
poll = select.poll()
poll.register(here, select.POLLIN)
print("ready", flush=True)
waits = {"poll": poll.poll, "signal": lambda: signal.sigwait({signal.SIGTERM})}
waits[sys.argv[1]]()
"""


@pytest.mark.parametrize("wait", ["poll", "signal"])
def test_again_where_the_main_thread_waits(looptop: Looptop, wait: str, version: str) -> None:
    """A wait that goes on after the debugger's visit is another system call to the kernel, and as quiet as before."""
    with subprocess.Popen([*PYTHONS[version], "-c", WAIT, wait], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(3):
            looptop.json("ps", process.pid, "--inject")
            wait_for("the agent's leave", lambda: len(os.listdir(f"/proc/{process.pid}/task")) == 1)
        assert process.poll() is None
        process.kill()
