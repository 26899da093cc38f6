"""A subprocess that a task waits for: what runs there, and whether it waits for us itself."""

import fcntl
import os
import struct
import termios
from typing import Any, NamedTuple, Optional, Tuple

from ..process.socket_paths import in_proc
from ..safe import class_attribute, field, imported, is_method, number
from ..text import text

LONGEST = 60
"""Characters of a command that are shown."""
_GET_PIPE_SIZE = 1032  # fcntl.F_GETPIPE_SZ, which Python names from 3.10 on
_WRITES = {"x86_64": ("1", "20"), "aarch64": ("64", "66")}.get(os.uname().machine, ())
"""The numbers of `write` and `writev`."""


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
    ended = _returncode(field(process, "_transport")) is not None
    return Child(pid, field(process, "stdout"), field(process, "stderr"), ended)


def of_pipe(transport: Any) -> Tuple[Optional[Child], int]:
    """Of the transport of a pipe to a child: the child, and which of its descriptors that is."""
    pipe = field(transport, "_protocol")
    if pipe is None:
        pipe = _of_uvloop(transport, ("ReadUnixTransport", "WriteUnixTransport"), "get_protocol")
    owner = field(pipe, "proc")
    pid, streams = number(field(owner, "_pid")), field(owner, "_protocol")
    if pid is None:
        pid = number(_of_uvloop(owner, _PROCESS, "get_pid"))
        streams = _of_uvloop(owner, _PROCESS, "get_protocol")
    if pid is None:
        return None, 0
    ended = _returncode(owner) is not None
    return Child(pid, field(streams, "stdout"), field(streams, "stderr"), ended), number(field(pipe, "fd")) or 0


_PROCESS = ("UVProcessTransport",)


def _returncode(transport: Any) -> Optional[int]:
    """How a child has ended; None while it runs."""
    found = number(field(transport, "_returncode"))
    return number(_of_uvloop(transport, _PROCESS, "get_returncode")) if found is None else found


def _of_uvloop(thing: Any, classes: Tuple[str, ...], name: str) -> Any:
    """What a method of exactly such a class of uvloop's answers, which gives a field; None of any other object."""
    if not any(type(thing) is imported("uvloop.loop", kind) for kind in classes):
        return None
    method = class_attribute(type(thing), name)
    return method(thing) if is_method(method) else None


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
    streams = (("stdout", child.out, 1), ("stderr", child.err, 2))
    return next((name for name, stream, fd in streams if _is_full(stream, child.pid, fd)), None)


def _is_full(stream: Any, pid: int, of_child: int) -> bool:
    """Reading has paused, for nobody takes what has come, and the pipe itself is filled too."""
    if field(stream, "_paused") is not True or field(stream, "_waiter") is not None:
        return False
    fd = number(field(field(stream, "_transport"), "_fileno"))
    if fd is None:
        return _is_in_write(pid, of_child)  # uvloop does not show its end
    try:
        filled = struct.unpack("i", fcntl.ioctl(fd, termios.FIONREAD, b"\0\0\0\0"))[0]
        size = fcntl.fcntl(fd, _GET_PIPE_SIZE)
    except OSError:
        return False
    # what is written in pieces does not fill every page to its end
    return bool(filled * 4 >= size * 3)


def _is_in_write(pid: int, fd: int) -> bool:
    """Whether a child waits in a write to one of its descriptors."""
    try:
        with open(in_proc(pid, "syscall"), "rb") as file:
            words = file.read(100).decode("ascii", "replace").split()
    except OSError:
        return False
    return len(words) > 1 and words[0] in _WRITES and words[1] == hex(fd)
