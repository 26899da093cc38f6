"""Where clients come in: the socket of this user, and the TCP door if there is one."""

import errno
import os
import selectors
import socket
import struct
from typing import Optional, Set

from ..real_time import time
from . import protocol
from .client import Client
from .clients import Clients
from .spare_descriptors import Reserve
from .tcp import Door, leaving


class Listeners:
    """Listens, and takes clients in where there is room."""

    def __init__(self, path: str, clients: Clients, selector: selectors.BaseSelector, reserve: Reserve) -> None:
        self.path = path
        self.clients = clients
        self.selector = selector
        self.reserve = reserve
        self.door: Optional[Door] = None
        self.listener = self.listen()
        self.is_closed_for_now = False
        selector.register(self.listener, selectors.EVENT_READ, None)

    def listen(self) -> socket.socket:
        """The socket, closed to all others from its first moment on."""
        try:
            os.unlink(self.path)
        except FileNotFoundError:
            pass
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(self.path)  # the directory is closed to others
        os.chmod(self.path, 0o600)
        listener.listen(protocol.MAX_CLIENTS)
        listener.setblocking(False)
        return listener

    def open_door(self, door: Optional[Door]) -> None:
        """Listens on TCP too."""
        self.door = door
        if door is not None:
            self.selector.register(door.listener, selectors.EVENT_READ, None)

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
        connection = self.connection()
        if connection is None:
            return
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        if struct.unpack("3i", credentials)[1] not in (os.geteuid(), 0):
            connection.close()
            return
        connection.setblocking(False)
        self.take_in(self.clients.new(connection))

    def connection(self) -> Optional[socket.socket]:
        """The next client's; at the limit of open files a descriptor from the reserve is used for it."""
        for _ in range(2):
            try:
                return self.listener.accept()[0]
            except OSError as error:
                if error.errno not in (errno.EMFILE, errno.ENFILE):
                    return None
            if not self.reserve.give_up():
                break
        # to be told again and again that somebody is at the door, whom nobody can let in, would be a busy loop
        self.selector.unregister(self.listener)
        self.is_closed_for_now = True
        return None

    def second(self) -> None:
        """Once a second: opens again what there was no descriptor for."""
        if self.is_closed_for_now:
            self.is_closed_for_now = False
            self.selector.register(self.listener, selectors.EVENT_READ, None)

    def accept_stranger(self, door: Door) -> None:
        """Takes a client in who has to show the token; a stranger who has been here for long makes room."""
        connection = door.accept()
        if connection is None:
            return
        for client in leaving(self.clients.all, newcomers=1):
            self.clients.drop(client)
        client = self.clients.new(connection)
        client.stranger = time.monotonic()
        self.take_in(client)

    def take_in(self, client: Client) -> None:
        """Adds a client where there is room; strangers take nobody's place."""
        if sum(other.stranger is None for other in self.clients.all) >= protocol.MAX_CLIENTS:
            hint = "close one of them"
            refusal = protocol.Refusal(protocol.TOO_MANY, "%d clients are connected" % len(self.clients.all), hint)
            client.send(protocol.error_line(None, refusal))
            client.finish()
            return
        self.clients.add(client)
