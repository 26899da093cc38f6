"""CPython's own tests of asyncio, with the agent loaded and every step counted.

    cpython_asyncio.py PYTHON

A module of theirs that fails is run again without the agent: what fails there too is not ours. The last line says how
many tests ran; the exit status is 1 if the agent made one fail.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, Set, Tuple

AGENT = Path(__file__).resolve().parents[2] / "Sources" / "Agent"
LIMIT = 300
LIST = """
import os, test.test_asyncio as package
folder = os.path.dirname(package.__file__)
print(*sorted(name[:-3] for name in os.listdir(folder) if name.startswith("test_") and name.endswith(".py")))
"""
LOADED = """
import sys, unittest
import looptop
from looptop.agent import agent
assert looptop.start("tests")
import asyncio
assert agent.server.effort.always
unittest.main(module=None, argv=["test", sys.argv[1]])
"""
PLAIN = "import sys, unittest; unittest.main(module=None, argv=['test', sys.argv[1]])"


def run(python: str, code: str, module: str, environment: Dict[str, str]) -> Tuple[int, Set[str]]:
    """How many tests of a module ran, and which failed."""
    command = [python, "-c", code, "test.test_asyncio." + module]
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                command, env=environment, cwd=folder, timeout=LIMIT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
        except subprocess.TimeoutExpired:
            return 0, {module + ": no end after %d s" % LIMIT}
    output = done.stdout.decode(errors="replace")
    ran = re.search(r"^Ran (\d+) tests?", output, re.M)
    failed = set(re.findall(r"^(?:FAIL|ERROR): (\S+ \(\S+?\))", output, re.M))
    if done.returncode and not failed and not re.search(r"^NO TESTS RAN", output, re.M):
        failed = {module + ": exit status %d: %s" % (done.returncode, output[-500:])}
    return int(ran.group(1)) if ran else 0, failed


def main() -> int:
    """Run them all."""
    python = sys.argv[1]
    listed = subprocess.run([python, "-c", LIST], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if listed.returncode:
        print("this Python comes without its tests")
        return 0
    plain = {name: value for name, value in os.environ.items() if not name.startswith("LOOPTOP")}
    total, ours = 0, set()
    with tempfile.TemporaryDirectory(prefix="lt") as folder:
        loaded = dict(plain, PYTHONPATH=str(AGENT), LOOPTOP_DIR=folder + "/s", LOOPTOP_STEPS="all")
        for module in listed.stdout.decode().split():
            ran, failed = run(python, LOADED, module, loaded)
            total += ran
            if failed:
                failed -= run(python, PLAIN, module, plain)[1]
            for name in sorted(failed):
                print("fails with the agent alone: " + name, flush=True)
            ours |= failed
    print("%d tests of asyncio with the agent, %d fail because of it" % (total, len(ours)))
    return 1 if ours or not total else 0


if __name__ == "__main__":
    sys.exit(main())
