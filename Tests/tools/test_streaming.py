"""The running of a test runner: output kept, hangs ended, nothing left behind."""

import os
import sys
import time
from pathlib import Path

from streaming import stream


def test_keeps_output_and_status(tmp_path: Path) -> None:
    done = stream([sys.executable, "-c", "print('one'); raise SystemExit(3)"], 30, dict(os.environ), tmp_path)
    assert (done.code, done.output, done.timed_out) == (3, "one\n", False)


def is_dead(status: Path) -> bool:
    """Gone, or a corpse that its new parent has yet to bury."""
    try:
        return status.read_text().split(") ")[1].startswith("Z")
    except OSError:
        return True


def test_a_hang_is_ended_with_its_children(tmp_path: Path) -> None:
    code = "import subprocess, time; p = subprocess.Popen(['sleep', '600']); print(p.pid, flush=True); time.sleep(600)"
    done = stream([sys.executable, "-c", code], 1, dict(os.environ), tmp_path)
    assert done.timed_out and done.code != 0
    status = Path("/proc/%d/stat" % int(done.output))
    ends = time.monotonic() + 10
    while not is_dead(status):
        assert time.monotonic() < ends, status.read_text()
        time.sleep(0.01)


def test_a_command_that_is_not_there(tmp_path: Path) -> None:
    done = stream(["/nowhere/runner"], 5, dict(os.environ), tmp_path)
    assert done.code == 127 and "/nowhere/runner" in done.output
