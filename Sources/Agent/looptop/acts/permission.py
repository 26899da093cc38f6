"""Who may act, and the line that each act leaves."""

import os
import socket
import struct
from typing import Optional

from ..observer.event_log import Events
from ..process.stderr import warn
from ..reading.record import TaskRef
from ..wire import protocol
from ..wire.client import Client
from ..wire.protocol import Refusal


class Permission:
    """Of one service."""

    def __init__(self, events: Events) -> None:
        self.events = events
        self.read_only = os.environ.get("LOOPTOP_READ_ONLY", "") not in ("", "0")

    def is_read_only(self, client: Client) -> bool:
        """True for a client that has said so, and for all where the service wants it."""
        return self.read_only or client.read_only

    def may(self, client: Client) -> None:
        """Raises where this client may not act."""
        if self.is_read_only(client):
            why = "LOOPTOP_READ_ONLY is set in the service" if self.read_only else "this client is read-only"
            raise Refusal(protocol.READ_ONLY, "refused: %s" % why, "nothing was done; connect without it to act")

    def log(self, text: str, record: Optional[TaskRef] = None) -> None:
        """An act leaves a line in the event log and on the service's standard error."""
        serial, name = (None, None) if record is None else (record.serial, record.name)
        self.events.add("act", serial, name, text)
        warn(text)


def peer(client: Client) -> str:
    """`uid 1000 (pid 6120)`, or where a TCP client comes from."""
    try:
        if client.connection.family != socket.AF_UNIX:
            return "a client at %s:%d" % client.connection.getpeername()[:2]
        raw = client.connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        pid, uid, _ = struct.unpack("3i", raw)
    except OSError:
        return "a client that has gone"
    return "uid %d (pid %d)" % (uid, pid)
