"""The running of a test runner: output kept, hangs ended, nothing left behind."""

import os
import sys
from pathlib import Path

from streaming import stream


def test_keeps_output_and_status(tmp_path: Path) -> None:
    done = stream([sys.executable, "-c", "print('one'); raise SystemExit(3)"], 30, dict(os.environ), tmp_path)
    assert (done.code, done.output, done.timed_out) == (3, "one\n", False)


def test_a_hang_is_ended_with_its_children(tmp_path: Path) -> None:
    code = "import subprocess, time; p = subprocess.Popen(['sleep', '600']); print(p.pid, flush=True); time.sleep(600)"
    done = stream([sys.executable, "-c", code], 1, dict(os.environ), tmp_path)
    assert done.timed_out and done.code != 0
    # Gone, or a corpse that its new parent has yet to bury.
    status = Path("/proc/%d/stat" % int(done.output))
    assert not status.exists() or status.read_text().split(") ")[1].startswith("Z")


def test_a_command_that_is_not_there(tmp_path: Path) -> None:
    done = stream(["/nowhere/runner"], 5, dict(os.environ), tmp_path)
    assert done.code == 127 and "/nowhere/runner" in done.output
