"""Descriptors kept in reserve: at the limit of open files the agent can still let clients in."""

import os
import socket
from typing import List

MOST = 2
"""Of two clients that come at once one only asks whether somebody is here."""


class Reserve:
    """Descriptors that are given up where the process has no other left."""

    def __init__(self) -> None:
        self.descriptors: List[int] = []
        self.refill()

    def refill(self) -> None:
        """Takes those that are missing, as far as there are any."""
        while len(self.descriptors) < MOST:
            try:
                self.descriptors.append(os.open("/dev/null", os.O_RDONLY | os.O_CLOEXEC))
            except OSError:
                return

    def give_up(self) -> bool:
        """Makes room for one descriptor; false where there is none in reserve."""
        if not self.descriptors:
            return False
        os.close(self.descriptors.pop())
        return True

    def close_connection(self, connection: socket.socket, other: int) -> None:
        """Closes a connection; where one is missing its descriptor becomes a copy of another, with no moment between in
        which the service could take it."""
        if len(self.descriptors) >= MOST or connection.fileno() < 0:
            connection.close()
            return
        descriptor = connection.detach()
        try:
            os.dup2(other, descriptor, inheritable=False)
        except OSError:
            os.close(descriptor)
            return
        self.descriptors.append(descriptor)

    def close(self) -> None:
        """Gives all of them back."""
        while self.give_up():
            pass
