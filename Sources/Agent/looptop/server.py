"""The agent's thread: clients, ticks and heartbeats, on plain sockets that need no event loop."""

import os
import selectors
import threading
import time
from typing import Any, Callable, Dict, Iterator, List, Optional

from .client import REFILL, Client
from .debug_mode import DebugMode
from .effort import Effort, sliced
from .events import Events
from .feeder import Feeder
from .groups import Groups
from .heartbeat import BEAT, HURRY, Heartbeat
from .loops import Loops
from .paths import Places, remove
from .reception import Reception
from .registry import Registry
from .requests import Handlers
from .resources.census import Census
from .resources.rows import send as send_resources
from .scanner import Scanner
from .serving.inflight import InFlight
from .shutdown.acts import Shutdown
from .slow import Culprit, Sample
from .stacks import source_line
from .tcp import leaving
from .vitals import Vitals

QUIET = 1.0
"""Seconds between two ticks, and between two heartbeats, while no client is there."""
LATE = 0.1
FIRST = 30.0
"""Seconds that a visiting agent waits for its first client."""
GRACE = 1.0
"""Seconds without a client after which a visiting agent leaves."""
CENSUS = 1.0
CENSUS_UNWATCHED = 30.0
"""Seconds between two looks at the resources."""
SHARE = 20
"""The agent rests this many times as long as a tick took."""


class Server:
    """One life of the agent."""

    def __init__(self, places: Places, registry: Registry, loops: Loops, about: Dict[str, Any]) -> None:
        self.places = places
        self.registry = registry
        self.loops = loops
        self.effort = Effort(loops)
        self.scanner = Scanner(registry, loops, self.effort)
        self.heartbeat = Heartbeat(loops)
        self.vitals = Vitals(registry, self.scanner, self.heartbeat)
        self.census = Census(self.scanner, loops)
        self.census_due = 0.0
        self.groups = Groups()
        self.requests = InFlight()
        self.scanner.on_sight = (self.groups.meet, self.requests.meet)
        self.heartbeat.request_text = self.requests.text_of
        self.events = Events(loops.told)
        loops.slow.on_block = self.slow_block
        self.shutdown = Shutdown(self)
        self.debug = DebugMode(self)
        self.handlers = Handlers(self, about)
        self.clients: List[Client] = []
        self.leaving: Optional[str] = None
        self.late = False
        self.looking: Optional[Iterator[None]] = None
        self.gate = threading.Lock()
        self.on_failure: Callable[[BaseException], None] = lambda error: None
        self.on_alone: Optional[Callable[[], None]] = None
        self.alone_at = 0.0
        self.second: Callable[["Server"], bool] = lambda server: True
        self.thread: Optional[threading.Thread] = None
        self.pulse = min(BEAT, loops.slow.threshold)
        self.selector = selectors.DefaultSelector()
        self.waker, self.woken = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self.selector.register(self.waker, selectors.EVENT_READ, None)
        self.reception = Reception(self)
        self.feeder = Feeder(self)

    def visits(self, on_alone: Callable[[], None]) -> None:
        """Calls `on_alone`, at the end of its thread, once the last client has left."""
        self.on_alone = on_alone
        self.alone_at = time.monotonic() + FIRST

    def start(self) -> None:
        """Starts the thread."""
        self.leaving = None
        self.thread = threading.Thread(target=self.run, name="looptop", daemon=True)
        self.thread.start()

    def resume(self) -> None:
        """Goes on after a fork, unless the thread never noticed it."""
        with self.gate:
            self.leaving = None
            gone = self.thread is None
        if gone:
            self.start()

    def join(self, reason: str, timeout: float) -> bool:
        """Asks the thread to leave; true once it has."""
        self.leaving = reason
        os.write(self.woken, b"x")
        thread = self.thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout)
            return not thread.is_alive()
        return True

    def close(self) -> None:
        """Closes every descriptor; the thread has left, or is in another process."""
        for client in self.clients:
            client.connection.close()
        self.clients = []
        self.selector.close()
        self.reception.close()
        os.close(self.waker)
        os.close(self.woken)

    def run(self) -> None:
        """The thread."""
        try:
            self.serve()
            if self.leaving == "alone" and self.on_alone is not None:
                self.on_alone()
        except BaseException as error:  # nothing of ours may reach the service
            self.on_failure(error)

    def serve(self) -> None:
        """Does what is due, until it is told to leave."""
        tick_due = beat_due = second_due = rested = time.monotonic()
        while not self.leaves():
            now = time.monotonic()
            if now >= beat_due:
                self.late = now > beat_due + LATE
                self.beat()
                beat_due = now + (HURRY if self.heartbeat.hurry else self.pulse)
            if now >= rested and (now >= tick_due or any(c.topics and now >= c.due for c in self.clients)):
                started = time.thread_time()
                self.look()
                rested = now + (time.thread_time() - started) * SHARE
                tick_due = now + QUIET
            if now >= second_due:
                self.vitals.second()
                self.census.second()
                self.shutdown.second()
                second_due = max(second_due + 1.0, now)
                for client in leaving(self.clients):
                    self.drop(client)
                if not self.second(self):
                    self.withdraw()
                    return
            if now >= self.census_due:
                self.count_resources()
            self.feeder.feed()
            now = time.monotonic()
            busy = any(client.pictures and client.waiting < REFILL for client in self.clients)
            due = (
                now
                if busy
                else min(max(tick_due, rested), beat_due, second_due, *(c.due for c in self.clients if c.topics))
            )
            self.poll(max(0.0, due - now))
        if self.leaving in ("stopped", "exit"):
            self.shutdown.second()  # the last picture
            self.say_bye()

    def withdraw(self) -> None:
        """Leaves for good, from within the thread: nobody else knows of this server any more."""
        remove(self.places.socket)
        remove(self.places.info)
        self.leaving = "stopped"
        self.say_bye()
        self.close()

    def leaves(self) -> bool:
        """True if the thread is to end; from then on it counts as gone."""
        if self.on_alone is not None and self.leaving is None:
            self.mind_company()
        if self.leaving is None:
            return False
        with self.gate:
            if self.leaving is None:
                return False
            self.thread = None
            return True

    def mind_company(self) -> None:
        """Leaves some time after the last client that has said hello; who only knocks is no company."""
        now = time.monotonic()
        if any(client.greeted for client in self.clients):
            self.alone_at = now + GRACE
        elif now >= self.alone_at:
            self.leaving = "alone"

    def poll(self, timeout: float) -> None:
        """Waits for clients, and serves those that have something."""
        for key, events in self.selector.select(timeout):
            client: Optional[Client] = key.data
            if client is not None:
                self.attend(client, events)
            elif not self.reception.welcome(key.fileobj):
                os.read(self.waker, 512)

    def drop(self, client: Client) -> None:
        """The client has gone, or has to."""
        if client in self.clients:
            self.clients.remove(client)
            self.selector.unregister(client.connection)
            client.finish()
            self.debug.left(client)
            self.follow_looks()

    def follow_looks(self) -> None:
        """Counts every step while a client asks for it."""
        self.effort.follow([client.look for client in self.clients], self.scanner.known)

    def attend(self, client: Client, events: int) -> None:
        """Reads and writes what can be read and written now."""
        try:
            if events & selectors.EVENT_WRITE:
                client.flush()
            if events & selectors.EVENT_READ:
                data = client.connection.recv(1 << 16)
                if not data:
                    self.drop(client)
                    return
                self.handlers.receive(client, data)
        except (BlockingIOError, InterruptedError):
            pass
        except OSError:
            self.drop(client)

    def slow_block(self, culprit: Culprit, began: float, seconds: float, sample: Optional[Sample]) -> None:
        """A block is over: it is an event too."""
        task, name = (None, None) if sample is None else (sample.task, sample.name)
        source = None if culprit.location is None else source_line(culprit.location)
        self.events.add("slow", task, name, source, culprit.location, round(seconds, 4), began)

    def beat(self) -> None:
        """Heartbeat of the loops."""
        lag = self.heartbeat.beat(self.late)
        if lag is not None:
            self.vitals.saw_lag(lag)
            for client in self.clients:
                client.lag_max = lag if client.lag_max is None else max(lag, client.lag_max)

    def look(self) -> None:
        """One tick, in slices; tells the clients what it has found."""
        scanner = self.scanner
        if self.looking is None:
            self.groups.begin()
            self.requests.learn()
            self.looking = scanner.scan()
        for _ in self.looking:
            if self.leaving is not None:
                return  # a fork waits; the look goes on after it
            time.sleep(0)
        self.looking = None
        for step in (self.groups.look(scanner), self.requests.look(scanner)):
            for _ in sliced(step):
                if self.leaving in ("stopped", "exit"):
                    return  # a fork, on the other hand, goes on where this was
        self.events.look(scanner)
        self.shutdown.look()
        for client in self.clients:
            client.saw(scanner.new, scanner.changed, scanner.ended)

    def count_resources(self) -> None:
        """A census: once a second while somebody watches, else now and then, so that the past is known."""
        began = time.monotonic()
        watching = [client for client in self.clients if "resources" in client.topics]
        for _ in self.census.look():
            if self.leaving is not None:
                return
            time.sleep(0)
        took = time.monotonic() - began
        self.census_due = began + max(CENSUS if watching else CENSUS_UNWATCHED, took * SHARE)
        for client in watching:
            if not client.pictures and not client.overflowed:
                for _ in send_resources(client, self.census, everything=False):
                    time.sleep(0)

    def say_bye(self) -> None:
        """Leaves in order."""
        for client in list(self.clients):
            if client.greeted:
                client.notify("bye", {"reason": self.leaving})
            self.drop(client)
