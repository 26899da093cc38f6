"""All clients that are connected."""

import selectors
import socket
from typing import Callable, Iterator, List, Optional

from ..observer.observer import Observer
from ..reading.record import TaskRef
from ..tasks.scanner import End
from .client import Client


class Clients:
    """Who they are, and what of the service they make the agent look at closely."""

    def __init__(
        self, observer: Observer, selector: selectors.BaseSelector, close: Callable[[socket.socket], None]
    ) -> None:
        self.observer = observer
        self.selector = selector
        self.close_connection = close
        self.all: List[Client] = []
        self.left: Callable[[Client], None] = lambda client: None
        """Hears of each that has gone."""
        self.is_following = self.follows_again = False

    def __iter__(self) -> Iterator[Client]:
        return iter(list(self.all))

    def with_topic(self, topic: str) -> List[Client]:
        """Those that have subscribed to it."""
        return [client for client in self.all if topic in client.topics]

    def new(self, connection: socket.socket) -> Client:
        """Somebody has come, who may not be let in."""
        return Client(connection, self.observer.effort, self.observer.groups)

    def add(self, client: Client) -> None:
        """A client was let in."""
        self.all.append(client)
        self.selector.register(client.connection, selectors.EVENT_READ, client)

    def drop(self, client: Client) -> None:
        """The client has gone, or has to."""
        if client in self.all:
            self.all.remove(client)
            self.selector.unregister(client.connection)
            client.finish(self.close_connection)
            self.left(client)
            self.follow_looks()

    def close(self) -> None:
        """Closes their connections, in whatever process this is."""
        for client in self.all:
            client.connection.close()
        self.all = []

    def descriptors(self) -> Iterator[int]:
        """Their connections, by number."""
        return (client.connection.fileno() for client in self.all)

    def follow_looks(self) -> None:
        """Counts every step while a client asks for it."""
        if self.is_following:
            self.follows_again = True  # it is under way, and a client has come between
            return
        self.is_following = self.follows_again = True
        try:
            while self.follows_again:
                self.follows_again = False
                self.observer.effort.follow([client.look for client in self.all], self.observer.scanner.known)
        finally:
            self.is_following = False

    def saw(self, new: List[TaskRef], changed: List[TaskRef], ended: List[End]) -> None:
        """What a look at the tasks has found."""
        for client in self:
            client.saw(new, changed, ended)

    def saw_lag(self, lag: Optional[float]) -> None:
        """A loop has answered late; None where it has not."""
        if lag is None:
            return
        for client in self.all:
            client.lag_max = lag if client.lag_max is None else max(lag, client.lag_max)

    def say_bye(self, reason: Optional[str]) -> None:
        """The agent leaves."""
        for client in self:
            if client.greeted:
                client.notify("bye", {"reason": reason})
            self.drop(client)
