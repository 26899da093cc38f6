"""CPython's own tests of asyncio, with the agent loaded and every step counted.

    cpython_asyncio.py PYTHON [WAY ...] [MODULE ...]

Ways: `agent` alone; `watched`, with a client that comes, subscribes to everything and leaves, again and again; `debug`,
with one that switches asyncio's debug mode on and off besides. A module of theirs that fails is run again without the
agent: what fails there too is not ours. What is left is run three times more by itself, for a busy machine and debug
mode that comes at the wrong moment make some fail once. Several modules run at once, for most of them wait most of the
time; each says how long it took. What wants the network or a long time is left out, as in CPython's own runs. The last
line says how many tests ran; the exit status is 1 if the agent made one fail.
"""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Dict, NamedTuple, Optional, Set

AGENT = Path(__file__).resolve().parents[2] / "Sources" / "Agent"
LIMIT = 300
AGAIN = 3
AT_ONCE = 4
LIST = """
import os, test.test_asyncio as package
folder = os.path.dirname(package.__file__)
print(*sorted(name[:-3] for name in os.listdir(folder) if name.startswith("test_") and name.endswith(".py")))
"""
LOADED = """
import looptop
from looptop.agent import agent
assert looptop.start("tests")
import asyncio
assert agent.server.observer.effort.always
"""
RUN = """
import sys, unittest
import test.support
test.support.use_resources = []
unittest.main(module=None, argv=["test", sys.argv[1]])
"""


WAYS = ("agent", "watched", "debug")
TOPICS = ["tasks", "vitals", "resources", "slow", "events", "requests"]


class Visitor(threading.Thread):
    """A client that comes to one process and leaves, until that ends."""

    def __init__(self, path: str, switches: bool) -> None:
        super().__init__(daemon=True)
        self.path = path
        self.switches = switches
        self.over = threading.Event()
        self.visits = 0

    def run(self) -> None:
        """Visits."""
        while not self.over.wait(0.01):
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
                connection.connect(self.path)
                self.visit(connection)

    def visit(self, connection: socket.socket) -> None:
        """One visit."""
        self.visits += 1
        requests = [("hello", {"protocol": 1, "client": "test"}), ("subscribe", {"topics": TOPICS, "interval": 0.1})]
        for on in (True, False) * 3 if self.switches else ():
            requests += [("debug", {"debug": on}), ("threads", {})]
        for number, (method, params) in enumerate(requests):
            message = {"jsonrpc": "2.0", "id": number + 1, "method": method, "params": params}
            connection.sendall(json.dumps(message).encode() + b"\n")
        connection.settimeout(0.2)
        leaves = time.monotonic() + 0.5
        with contextlib.suppress(socket.timeout):
            while time.monotonic() < leaves and connection.recv(1 << 16):
                pass


class Outcome(NamedTuple):
    """How many tests of a module ran, which failed, how often a client came, and the seconds that it took."""

    ran: int
    failed: Set[str]
    visits: int
    seconds: float


def run(python: str, module: str, environment: Dict[str, str], way: str) -> Outcome:
    """Runs a module, or one test."""
    command = [python, "-X", "faulthandler", "-c", RUN if way == "bare" else LOADED + RUN, module]
    visitor: Optional[Visitor] = None
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        if way in ("watched", "debug"):
            visitor = Visitor("%s/%d.sock" % (environment["LOOPTOP_DIR"], process.pid), way == "debug")
            visitor.start()
        try:
            process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            return Outcome(0, {module + ": no end after %d s" % LIMIT}, 0, time.monotonic() - began)
        finally:
            process.wait()
            if visitor is not None:
                visitor.over.set()
                visitor.join()
        said.seek(0)
        output = said.read().decode(errors="replace")
    ran = re.search(r"^Ran (\d+) tests?", output, re.M)
    failed = set(re.findall(r"^(?:FAIL|ERROR): (\S+ \(\S+?\))", output, re.M))
    # A module for other systems says so with an exception.
    is_skipped = re.search(r"^NO TESTS RAN|^unittest.case.SkipTest:", output, re.M)
    if process.returncode and not failed and not is_skipped:
        failed = {module + ": exit status %d: %s" % (process.returncode, output[-500:])}
    visits = 0 if visitor is None else visitor.visits
    return Outcome(int(ran.group(1)) if ran else 0, failed, visits, time.monotonic() - began)


def fails_again(python: str, name: str, environment: Dict[str, str], way: str) -> bool:
    """True if a test that has failed fails by itself too, each time; or the module, where it crashed or hung."""
    found = re.match(r"(\S+) \((\S+)\)$", name)
    if not found or found.group(1) in ("setUpClass", "tearDownClass", "setUpModule", "tearDownModule"):
        module = re.search(r"test\.test_asyncio\.\w+", name)
        return module is None or bool(run(python, module.group(), environment, way).failed)
    method, path = found.groups()
    path = path if path.endswith("." + method) else "%s.%s" % (path, method)
    return all(run(python, path, environment, way).failed for _ in range(AGAIN))


def main() -> int:
    """Run them all."""
    # Whoever runs this in the background has it ignore Ctrl-C: theirs would inherit that, and wait for one for ever.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    python, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]  # the tests run in a folder of their own
    ways = [way for way in WAYS if way in wanted] or WAYS
    listed = subprocess.run([python, "-c", LIST], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if listed.returncode:
        print("this Python comes without its tests")
        return 0
    names = listed.stdout.decode().split()
    names = [name for name in names if name in wanted] or names
    plain = {name: value for name, value in os.environ.items() if not name.startswith("LOOPTOP")}
    with tempfile.TemporaryDirectory(prefix="lt") as folder:
        loaded = dict(plain, PYTHONPATH=str(AGENT), LOOPTOP_DIR=folder + "/s", LOOPTOP_STEPS="all")

        def first(name: str, way: str) -> Outcome:
            outcome = run(python, "test.test_asyncio." + name, loaded, way)
            words = name, way, outcome.ran, outcome.seconds, len(outcome.failed)
            print("%-30s %-8s %4d tests, %4.0f s, %d failed" % words, flush=True)
            return outcome

        with ThreadPoolExecutor(AT_ONCE) as pool:
            asked = {(name, way): pool.submit(first, name, way) for name in names for way in ways}
            outcomes = {key: future.result() for key, future in asked.items()}
        bare: Dict[str, Set[str]] = {}
        ours = 0
        for (name, way), outcome in outcomes.items():
            if outcome.failed and name not in bare:
                bare[name] = run(python, "test.test_asyncio." + name, plain, "bare").failed
            failed = {test for test in outcome.failed - bare.get(name, set()) if fails_again(python, test, loaded, way)}
            for test in sorted(failed):
                print("%s: fails with the agent alone: %s" % (way, test), flush=True)
            ours += len(failed)
    total, visits = sum(each.ran for each in outcomes.values()), sum(each.visits for each in outcomes.values())
    without = sum(map(len, bare.values()))
    print("%d tests of asyncio with the agent, %d visits; %d fail without it" % (total, visits, without), end="")
    print(", %d because of it" % ours)
    return 1 if ours or not total else 0


if __name__ == "__main__":
    sys.exit(main())
