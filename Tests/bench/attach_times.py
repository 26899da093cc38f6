"""How long it takes to get into a service that has no agent: from the command to its answer, state by version.

    python Tests/bench/attach_times.py [--quick]

Each figure is the median of several `looptop ps PID --inject --json`, each with a service of its own: what a person
waits for, a look at the tasks included. Versions that are not here, and what did not succeed, are said.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "inject"))

from services import NEWER, ROOT, STATES, VERSIONS, Target, pythons  # noqa: E402

TIMES = 1 if "--quick" in sys.argv else 5


def once(binary, command, state, environment, folder):
    """Seconds of one attach, or None where it failed."""
    target = Target(command, state, environment, folder)
    try:
        began = time.perf_counter()
        done = subprocess.run(
            [binary, "ps", str(target.pid), "--inject", "--json"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        seconds = time.perf_counter() - began
        if done.returncode:
            print(done.stderr.decode(), file=sys.stderr)
        return None if done.returncode else seconds
    finally:
        target.stop()


def main():
    """Prints the table."""
    binary = os.environ.get("LOOPTOP_BINARY", str(ROOT / ".build" / "release" / "looptop"))
    found = pythons()
    print("%-6s" % "" + "".join("%13s" % state for state in STATES))
    for version, command in found.items():
        cells = []
        for state in STATES:
            folder = pathlib.Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
            environment = dict(os.environ, LOOPTOP_DIR=str(folder), PYTHONDONTWRITEBYTECODE="1")
            try:
                times = [once(binary, command, state, environment, folder) for _ in range(TIMES)]
            finally:
                shutil.rmtree(str(folder), ignore_errors=True)
            known = [seconds for seconds in times if seconds is not None]
            text = "%.2f s" % statistics.median(known) if known else "-"
            cells.append("%13s" % (text if len(known) == TIMES else "%s (%d/%d)" % (text, len(known), TIMES)))
        print("%-6s%s" % (version, "".join(cells)), flush=True)
    missing = [version for version in (*VERSIONS, *NEWER) if version not in found]
    if missing:
        print("not here: Python %s (LOOPTOP_MORE_PYTHONS=.build-pythons after make matrix)" % ", ".join(missing))


if __name__ == "__main__":
    main()
