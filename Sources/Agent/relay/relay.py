"""Runs where `looptop --via` leads: tells which services are here, then carries bytes to and from one of them.

Standard library alone, Python 3.5 and later; nothing is written to disk. The first line that goes out, after the
marker, is the list; the first line that comes in is the path of a socket; its answer is a line too, and after it
everything is the agent's.
"""

import json
import os
import select
import socket
import struct
import sys

MARKER = "looptop-relay "
PIECE = 1 << 16


def say(**message):
    """Sends one line."""
    write(("\n" + MARKER + json.dumps(message) + "\n").encode())


def write(data):
    """Writes all of it to standard output."""
    while data:
        data = data[os.write(1, data) :]


def directories():
    """Where sockets can be: the rule's places, and those of sockets that the kernel knows."""
    found = ["/run/user/%d/looptop" % os.geteuid(), "/tmp/looptop-%d" % os.geteuid()]
    if os.environ.get("LOOPTOP_DIR"):
        found.insert(0, os.environ["LOOPTOP_DIR"])
    if os.environ.get("XDG_RUNTIME_DIR"):
        found.insert(0, os.path.join(os.environ["XDG_RUNTIME_DIR"], "looptop"))
    try:
        with open("/proc/net/unix", errors="replace") as table:
            paths = [
                line.split(None, 7)[7].rstrip("\n") for line in table if line.count("/") and line.endswith(".sock\n")
            ]
    except (OSError, IndexError):
        paths = []
    found += [os.path.dirname(path) for path in paths if os.path.basename(os.path.dirname(path)).startswith("looptop")]
    return list(dict.fromkeys(found))


def connect(path):
    """A connected socket; raises OSError."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # seconds and microseconds for connecting to a stopped process; not for what follows
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", 1, 0))
    try:
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", 0, 0))
    return connection


def facts(pid):
    """(when a process started in clock ticks since boot, its parent); raises OSError where there is none."""
    with open("/proc/%d/stat" % pid, "rb") as file:
        fields = file.read().rpartition(b")")[2].split()
    return int(fields[19]), int(fields[1])


def ask(info):
    """Whether the process that wrote a file listens on its socket, which the kernel knows; its number here is noted.

    A file may tell of a process that is gone, or of another pid namespace: its numbers are other processes' then.
    """
    connection = connect(info["socket"])
    try:
        kernel = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    finally:
        connection.close()
    pid = struct.unpack("3i", kernel)[0]
    if pid <= 0 or not os.path.exists("/proc/self/stat"):
        return True  # nobody can tell
    try:
        started, parent = facts(pid)
    except OSError:
        return True  # hidden from us
    if info.get("start_ticks") not in (None, started):
        return False
    if pid != info["pid"]:
        renumber(info, pid, parent)
    return True


def renumber(info, pid, parent):
    """The numbers of this pid namespace for those of another."""
    leader = info.get("application")
    if leader:
        ticks, leader["pid"] = leader.get("start_ticks"), pid if leader["pid"] == info["pid"] else 0
        while not leader["pid"] and parent > 0:
            try:
                started, above = facts(parent)
            except OSError:
                break
            leader["pid"], parent = parent if started == ticks else 0, above
        leader["pid"] = leader["pid"] or pid
    info["pid"] = pid


def services():
    """What agents have written beside their sockets, where they listen or we may not ask."""
    found = []
    for directory in directories():
        try:
            names = sorted(os.listdir(directory))
        except OSError:
            continue
        for name in names:
            if not name.endswith(".json"):
                continue
            try:
                with open(os.path.join(directory, name), encoding="utf-8") as file:
                    info = json.load(file)
                if not ask(info):
                    continue
                info["reachable"] = True
            except PermissionError:
                info["reachable"] = False
            except (OSError, ValueError, KeyError, TypeError):
                continue
            found.append(info)
    return found


def carry(connection):
    """Until either side has had enough."""
    while True:
        ready, _, _ = select.select([0, connection], [], [])
        if 0 in ready:
            data = os.read(0, PIECE)
            if not data:
                return
            connection.sendall(data)
        if connection in ready:
            data = connection.recv(PIECE)
            if not data:
                return
            write(data)


def read_line():
    """The choice; byte by byte, for what follows is the agent's."""
    line = b""
    while not line.endswith(b"\n"):
        piece = os.read(0, 1)
        if not piece or len(line) > 4096:
            return None
        line += piece
    return line[:-1].decode("utf-8", "surrogateescape")


def main():
    """One conversation."""
    say(services=services(), uid=os.geteuid(), python="%d.%d.%d" % sys.version_info[:3])
    path = read_line()
    if path is None:
        return
    try:
        connection = connect(path)
    except OSError as error:
        say(error=error.strerror or str(error), errno=error.errno)
        return
    say(connected=path)
    try:
        carry(connection)
    except (BrokenPipeError, ConnectionError):
        return


main()
