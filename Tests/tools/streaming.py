"""Runs a command with its output shown as it comes, kept for later, and bounded in time."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Dict, List, NamedTuple


class Finished(NamedTuple):
    """How a command ended, and all that it wrote."""

    code: int
    output: str
    timed_out: bool


def stream(
    command: List[str], limit: float, environment: Dict[str, str], folder: Path, quiet: bool = False
) -> Finished:
    """Run the command in a session of its own; after `limit` seconds the whole session is killed.

    With `quiet` its output is only kept: several that run side by side would speak at once.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=str(folder),
            start_new_session=True,
        )
    except OSError as error:
        text = "cannot run %s: %s\n" % (command[0], error)
        sys.stdout.write(text)
        return Finished(127, text, False)
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(limit, expire)
    timer.start()
    lines: List[str] = []
    try:
        assert process.stdout is not None
        for raw in process.stdout:
            line = raw.decode("utf-8", "replace")
            lines.append(line)
            if not quiet:
                sys.stdout.write(line)
                sys.stdout.flush()
        code = process.wait()
    finally:
        timer.cancel()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return Finished(code, "".join(lines), expired.is_set())
