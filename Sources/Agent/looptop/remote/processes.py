"""A subprocess that a task waits for: what runs there, and whether it waits for us itself."""

import fcntl
import struct
import termios
from typing import Any, NamedTuple, Optional, Tuple

from ..process.socket_paths import in_proc
from ..safe import field, number
from ..text import text

LONGEST = 60
"""Characters of a command that are shown."""
_GET_PIPE_SIZE = 1032  # fcntl.F_GETPIPE_SZ, which Python names from 3.10 on


class Child(NamedTuple):
    """One of our children, and the streams of its output that we are to read, or None each."""

    pid: int
    out: Any
    err: Any
    has_ended: bool


def of_process(process: Any) -> Optional[Child]:
    """Of an `asyncio.subprocess.Process`."""
    pid = number(field(process, "pid"))
    if pid is None:
        return None
    ended = number(field(field(process, "_transport"), "_returncode")) is not None
    return Child(pid, field(process, "stdout"), field(process, "stderr"), ended)


def of_pipe(transport: Any) -> Tuple[Optional[Child], int]:
    """Of the transport of a pipe to a child of asyncio's own: the child, and which of its descriptors that is."""
    pipe = field(transport, "_protocol")
    owner = field(pipe, "proc")
    pid, streams = number(field(owner, "_pid")), field(owner, "_protocol")
    if pid is None:
        return None, 0
    ended = number(field(owner, "_returncode")) is not None
    return Child(pid, field(streams, "stdout"), field(streams, "stderr"), ended), number(field(pipe, "fd")) or 0


def described(child: Child) -> str:
    """`process 4121 (python -c …)`."""
    try:
        with open(in_proc(child.pid, "cmdline"), "rb") as file:
            words = file.read(4096).rstrip(b"\0").replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        words = ""
    words = " ".join(words.split())
    if not words:
        return "process %d" % child.pid
    return text("process %d (%s)" % (child.pid, words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")) or "?"


def unread(child: Child) -> Optional[str]:
    """`stdout` or `stderr` where that is full and no task reads it; the child stands still in its next write to it."""
    if child.has_ended:
        return None
    return next((name for name, stream in (("stdout", child.out), ("stderr", child.err)) if _is_full(stream)), None)


def _is_full(stream: Any) -> bool:
    """Reading has paused, for nobody takes what has come, and the pipe itself is filled too."""
    if field(stream, "_paused") is not True or field(stream, "_waiter") is not None:
        return False
    fd = number(field(field(stream, "_transport"), "_fileno"))
    if fd is None:
        return False
    try:
        filled = struct.unpack("i", fcntl.ioctl(fd, termios.FIONREAD, b"\0\0\0\0"))[0]
        size = fcntl.fcntl(fd, _GET_PIPE_SIZE)
    except OSError:
        return False
    # what is written in pieces does not fill every page to its end
    return bool(filled * 4 >= size * 3)
