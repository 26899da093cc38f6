"""Where the debug socket is: the one rule that the agent and the Swift side share (PROTOCOL.md)."""

import json
import os
import socket
import stat
from typing import Any, Dict, NamedTuple, Optional

LONGEST_ADDRESS = 107
"""Bytes of a path that fit into a Unix socket address, without the closing NUL."""


class Unsafe(Exception):
    """The place for the socket cannot be used; the text says why, and what to do."""


class Places(NamedTuple):
    """The two files of one agent."""

    socket: str
    info: str


def short_directory() -> str:
    """The directory of last resort, whose paths always fit."""
    return "/tmp/looptop-%d" % os.geteuid()


def socket_directory() -> str:
    """The directory that the environment asks for, not yet checked."""
    chosen = os.environ.get("LOOPTOP_DIR")
    if chosen:
        if not os.path.isabs(chosen):
            raise Unsafe("LOOPTOP_DIR is not absolute: %s; give it an absolute path" % chosen)
        return chosen
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and os.path.isabs(runtime):
        try:
            status = os.stat(runtime)
        except OSError:
            return short_directory()
        if stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid():
            return os.path.join(runtime, "looptop")
    return short_directory()


def secure(directory: str) -> None:
    """Makes the directory if it is missing; raises `Unsafe` unless it is ours alone."""
    try:
        os.mkdir(directory, 0o700)
    except FileExistsError:
        pass
    except OSError as error:
        raise Unsafe("cannot make %s: %s; set LOOPTOP_DIR" % (directory, error.strerror)) from None
    status = os.lstat(directory)
    if not stat.S_ISDIR(status.st_mode):
        raise Unsafe("%s is not a directory; remove it, or set LOOPTOP_DIR" % directory)
    if status.st_uid != os.geteuid():
        raise Unsafe("%s belongs to uid %d; set LOOPTOP_DIR" % (directory, status.st_uid))
    if status.st_mode & 0o077:
        raise Unsafe("%s is open to others; chmod 700 it, or set LOOPTOP_DIR" % directory)


def places(directory: Optional[str] = None) -> Places:
    """The files of this process, in a directory that has been made and checked."""
    chosen = directory if directory is not None else socket_directory()
    secure(chosen)
    socket = os.path.join(chosen, "%d.sock" % os.getpid())
    if len(os.fsencode(socket)) > LONGEST_ADDRESS:
        secure(short_directory())
        socket = os.path.join(short_directory(), "%d.sock" % os.getpid())
    return Places(socket, os.path.join(chosen, "%d.json" % os.getpid()))


def in_proc(pid: int, name: str) -> str:
    """The path of a process's file in /proc; raises OSError where /proc may mean another process by that number.

    So it is in a pid namespace that has been given no /proc of its own: there only we are known, by the name of self.
    """
    if pid == os.getpid():
        return "/proc/self/" + name
    if os.readlink("/proc/self") != str(os.getpid()):
        raise ProcessLookupError("/proc is of another pid namespace")
    return "/proc/%d/%s" % (pid, name)


def start_ticks(pid: int) -> Optional[int]:
    """Field 22 of its stat in /proc, or None if there is no such process, or none that can be seen."""
    try:
        with open(in_proc(pid, "stat"), "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[19])
    except (OSError, IndexError, ValueError):
        return None


def started(pid: int) -> Optional[float]:
    """When a process started, Unix seconds; None if that cannot be known."""
    ticks = start_ticks(pid)
    try:
        with open("/proc/stat", "rb") as file:
            boot = next(int(line.split()[1]) for line in file if line.startswith(b"btime"))
    except (OSError, ValueError, IndexError, StopIteration):
        return None
    return None if ticks is None else boot + ticks / os.sysconf("SC_CLK_TCK")


def write_info(path: str, info: Dict[str, Any]) -> None:
    """Writes the file beside the socket in one step."""
    temporary = "%s.%d" % (path, os.getpid())
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(info, file)
    os.rename(temporary, path)


def remove(path: str) -> None:
    """Removes a file that may be gone already."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass


def remove_stale(directory: str) -> None:
    """Removes what processes of ours that are gone have left behind."""
    for entry in os.listdir(directory):
        stem, _, ending = entry.partition(".")
        if ending != "json" or not stem.isdigit():
            continue
        path = os.path.join(directory, entry)
        try:
            with open(path, encoding="utf-8") as file:
                info = json.load(file)
            stale = start_ticks(int(stem)) != info["start_ticks"]
            place = info["socket"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        ours = isinstance(place, str) and os.path.basename(place) == stem + ".sock"
        if stale and ours and os.path.dirname(place) in (directory, short_directory()) and not _answers(place):
            remove(place)
            remove(path)


def _answers(place: str) -> bool:
    """True where somebody listens: in a directory shared with a container, pids mean other processes."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.2)
        try:
            probe.connect(place)
        except OSError:
            return False
    return True
