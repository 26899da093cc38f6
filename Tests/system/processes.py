"""What /proc says about processes."""

import contextlib
import os
import signal
from pathlib import Path
from typing import List

from waiting import wait_for


def is_alive(pid: int) -> bool:
    """Whether the process runs: one that has ended and waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def command(pid: int) -> List[str]:
    """Its command line; empty once it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]
    except (FileNotFoundError, ProcessLookupError):
        return []


def state(pid: int) -> str:
    """The letter of its state: R, S, T, Z..."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


def children(pid: int) -> List[int]:
    """The children of its main thread, and of all others."""
    found: List[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a thread that has ended meanwhile has none
            found += [int(word) for word in task.read_text().split()]
    return found


def descendants(pid: int) -> List[int]:
    """Its children, and theirs."""
    found = children(pid)
    for child in list(found):
        found += descendants(child)
    return found


def end(pid: int) -> None:
    """End a process and wait until it has."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        try:
            wait_for(f"the end of process {pid}", lambda: not is_alive(pid))
            return
        except AssertionError:
            if number == signal.SIGKILL:
                raise
