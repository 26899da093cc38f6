"""Where clients come in: the socket of this user, and the TCP door if there is one."""

import os
import selectors
import socket
import struct
import time
from typing import TYPE_CHECKING, Optional, Set

from . import protocol
from .client import Client
from .tcp import Door, leaving

if TYPE_CHECKING:
    from .server import Server


class Reception:
    """Listens, and takes clients in where there is room."""

    def __init__(self, server: "Server") -> None:
        self.server = server
        self.door: Optional[Door] = None
        self.listener = self.listen()
        server.selector.register(self.listener, selectors.EVENT_READ, None)

    def listen(self) -> socket.socket:
        """The socket, closed to all others from its first moment on."""
        try:
            os.unlink(self.server.places.socket)
        except FileNotFoundError:
            pass
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(self.server.places.socket)  # the directory is closed to others
        os.chmod(self.server.places.socket, 0o600)
        listener.listen(protocol.MAX_CLIENTS)
        listener.setblocking(False)
        return listener

    def open_door(self, door: Optional[Door]) -> None:
        """Listens on TCP too."""
        self.door = door
        if door is not None:
            self.server.selector.register(door.listener, selectors.EVENT_READ, None)

    def close(self) -> None:
        """Closes what listens."""
        self.listener.close()
        if self.door is not None:
            self.door.listener.close()

    def descriptors(self) -> Set[int]:
        """What listens, by number."""
        return {self.listener.fileno()} | (set() if self.door is None else {self.door.listener.fileno()})

    def welcome(self, listener: object) -> bool:
        """Somebody is at a door; false if it is none of ours."""
        if listener is self.listener:
            self.accept()
        elif self.door is not None and listener is self.door.listener:
            self.accept_stranger(self.door)
        else:
            return False
        return True

    def accept(self) -> None:
        """Takes a client in, if it is ours and there is room."""
        try:
            connection, _ = self.listener.accept()
        except OSError:
            return
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        if struct.unpack("3i", credentials)[1] not in (os.geteuid(), 0):
            connection.close()
            return
        connection.setblocking(False)
        self.take_in(Client(connection, self.server.effort, self.server.groups))

    def accept_stranger(self, door: Door) -> None:
        """Takes a client in who has to show the token; a stranger who has been here for long makes room."""
        connection = door.accept()
        if connection is None:
            return
        for client in leaving(self.server.clients, newcomers=1):
            self.server.drop(client)
        client = Client(connection, self.server.effort, self.server.groups)
        client.stranger = time.monotonic()
        self.take_in(client)

    def take_in(self, client: Client) -> None:
        """Adds a client where there is room; strangers take nobody's place."""
        if sum(other.stranger is None for other in self.server.clients) >= protocol.MAX_CLIENTS:
            hint = "close one of them"
            refusal = protocol.Refusal(protocol.TOO_MANY, "%d clients are connected" % len(self.server.clients), hint)
            client.send(protocol.error_line(None, refusal))
            client.finish()
            return
        self.server.clients.append(client)
        self.server.selector.register(client.connection, selectors.EVENT_READ, client)
