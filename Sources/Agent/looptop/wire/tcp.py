"""The TCP door, for those who must: open only where LOOPTOP_TCP says so, and only to who knows the token."""

import os
import socket
import stat
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple

from ..real_time import time
from . import protocol

if TYPE_CHECKING:
    from .client import Client

PATIENCE = 5.0
"""Seconds in which a stranger has to show the token."""
STRANGERS = 4
"""Strangers at a time: they must not take the places of those who may come in."""
FIRST_LINE = 4096
SHORTEST = 16


class NoDoor(Exception):
    """TCP was asked for and cannot be had; the text says why, and what to do."""


def asked_for() -> Optional[Tuple[str, int]]:
    """`HOST:PORT` or `PORT` of LOOPTOP_TCP; the loopback unless it says otherwise."""
    text = os.environ.get("LOOPTOP_TCP", "")
    if not text:
        return None
    host, _, port = text.rpartition(":")
    if not port.isdigit() or int(port) > 65535:
        raise NoDoor("LOOPTOP_TCP is not HOST:PORT: %s" % text)
    return host.strip("[]") or "127.0.0.1", int(port)


def read_token() -> bytes:
    """What LOOPTOP_TOKEN_FILE holds, if nobody else can read it."""
    path = os.environ.get("LOOPTOP_TOKEN_FILE", "")
    if not path:
        raise NoDoor("LOOPTOP_TCP needs LOOPTOP_TOKEN_FILE, a file of mode 0600 with a secret of your own")
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            token = file.read(4096).strip()
    except OSError as error:
        raise NoDoor("LOOPTOP_TOKEN_FILE cannot be read: %s" % error) from None
    if status.st_uid not in (os.geteuid(), 0) or stat.S_IMODE(status.st_mode) & 0o077:
        raise NoDoor("%s is open to others: chmod 600 it" % path)
    if len(token) < SHORTEST:
        raise NoDoor("%s holds less than %d characters: head -c 32 /dev/urandom | base64 > %s" % (path, SHORTEST, path))
    return token


class Door:
    """A listening TCP socket, and the strangers before it."""

    def __init__(self, place: Tuple[str, int], token: bytes) -> None:
        from hmac import compare_digest  # only who opens a door pays for the import

        self.same = compare_digest
        self.token = token
        family = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
        self.listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self.listener.bind(place)
            self.listener.listen(8)
        except OSError as error:
            self.listener.close()
            raise NoDoor("cannot listen on %s port %d: %s" % (*place, error.strerror or error)) from None
        self.listener.setblocking(False)
        host, port = self.listener.getsockname()[:2]
        self.address = "%s:%d" % ("[%s]" % host if ":" in host else host, port)

    @classmethod
    def open(cls) -> Optional["Door"]:
        """The door that the environment asks for; raises `NoDoor`."""
        place = asked_for()
        return None if place is None else cls(place, read_token())

    def accept(self) -> Optional[socket.socket]:
        """Whoever is there."""
        try:
            connection, _ = self.listener.accept()
        except OSError:
            return None
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        return connection

    def check(self, params: Dict[str, Any]) -> None:
        """Raises where the token is missing or wrong; takes as long for either."""
        token = params.get("token")
        shown = token.encode("utf-8", "replace") if type(token) is str else b""
        if not self.same(shown, self.token):
            hint = "give the token of LOOPTOP_TOKEN_FILE: looptop --token-file FILE"
            raise protocol.Refusal(protocol.NO_TOKEN, "the token is missing or wrong", hint)


def leaving(clients: List["Client"], newcomers: int = 0) -> List["Client"]:
    """Strangers that have had their time, and the oldest where there are too many."""
    strangers = [client for client in clients if client.stranger is not None]
    now = time.monotonic()
    late = [client for client in strangers if now - (client.stranger or now) > PATIENCE]
    rest = [client for client in strangers if client not in late]
    return late + rest[: max(0, len(rest) + newcomers - STRANGERS)]
