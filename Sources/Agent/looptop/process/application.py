"""Which application this process belongs to: workers of one server are one application.

A process is of its parent's application if it was forked from it and has not run another program since, or if
multiprocessing has started it. The application is named by the first such ancestor, a server's master.
"""

import json
import os
from typing import Dict, Optional

from .socket_paths import in_proc, start_ticks

_DEEPEST = 16
_SPAWNED = (
    b"from multiprocessing.spawn import",
    b"from multiprocessing.forkserver import",
    b"import sys; from multiprocessing.forkserver import",  # since 3.14
)


def _read(pid: int, name: str) -> bytes:
    try:
        with open(in_proc(pid, name), "rb") as file:
            return file.read(1 << 16)
    except OSError:
        return b""


def _parent(pid: int) -> Optional[int]:
    fields = _read(pid, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if len(fields) > 1 else None


def _is_forked(pid: int, parent: int) -> bool:
    """True if both run the same image: each exec puts the addresses of this vector elsewhere."""
    vector = _read(pid, "auxv")
    return bool(vector) and vector == _read(parent, "auxv")


def _is_spawned(pid: int, parent: int) -> bool:
    """True if multiprocessing started it, and its parent has not died since: another is then in its place."""
    arguments = _read(pid, "cmdline").split(b"\0")
    if not any(argument.startswith(_SPAWNED) for argument in arguments):
        return False
    try:
        return os.readlink(in_proc(pid, "exe")) == os.readlink(in_proc(parent, "exe"))
    except OSError:
        return False


def application() -> Dict[str, Optional[int]]:
    """The process that leads the application, maybe this one: its pid, and when it started."""
    leader = os.getpid()
    for _ in range(_DEEPEST):
        parent = _parent(leader)
        if parent is None or parent < 1 or not (_is_spawned(leader, parent) or _is_forked(leader, parent)):
            break
        leader = parent
    return {"pid": leader, "start_ticks": start_ticks(leader)}


def has_workers(directory: str) -> bool:
    """True if others of the application that this process leads have told of a loop, in the same directory."""
    own = {"pid": os.getpid(), "start_ticks": start_ticks(os.getpid())}
    for entry in os.listdir(directory):
        if not entry.endswith(".json"):
            continue
        try:
            with open(os.path.join(directory, entry), encoding="utf-8") as file:
                info = json.load(file)
            if info["application"] == own and info["loop"] and info["pid"] != own["pid"]:
                return True
        except (OSError, ValueError, KeyError, TypeError):
            continue  # not an agent's, or gone by now
    return False
