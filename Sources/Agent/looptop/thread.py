"""The agent's thread and its clock: what is due when, on plain sockets. It alone knows all parts."""

import os
import selectors
import threading
from posix import write  # of `os`, services replace it
from typing import Any, Callable, Dict, Optional, Set

from .acts.cancel import Cancel
from .acts.debug_mode import DebugMode
from .acts.permission import Permission
from .loops.heartbeat import BEAT, HURRY
from .loops.loops import Loops
from .observer.observer import CENSUS, SHARE, SHARE_UNWATCHED, Observer
from .process.socket_paths import Places, remove
from .process.thread_end import wait_until_gone
from .reading.pauses import pauses
from .reading.threads import name_thread
from .real_time import time
from .shutdown.methods import Shutdown
from .tasks.creation_hook import Registry
from .trouble import troubles
from .wire.client import REFILL, Client
from .wire.clients import Clients
from .wire.deltas import Deltas
from .wire.listeners import Listeners
from .wire.methods import Method, Methods
from .wire.resource_rows import count_resources
from .wire.spare_descriptors import Reserve
from .wire.tcp import leaving

QUIET = 1.0
"""Seconds between two looks at the tasks, and between two heartbeats, while no client is there."""
LATE = 0.1
"""Seconds after which a heartbeat counts as late."""
FIRST = 30.0
"""Seconds that a visiting agent waits for its first client."""
GRACE = 1.0
"""Seconds without a client after which a visiting agent leaves."""


class AgentThread:
    """One life of the agent."""

    def __init__(self, places: Places, registry: Registry, loops: Loops, about: Dict[str, Any]) -> None:
        self.places = places
        self.late = False
        self.is_between = False
        self.beat_due = 0.0
        self.gate = threading.Lock()
        self.on_failure: Callable[[BaseException], None] = lambda error: None
        self.on_alone: Optional[Callable[[], None]] = None
        self.alone_at = 0.0
        self.second: Callable[["AgentThread"], bool] = lambda thread: True
        self.thread: Optional[threading.Thread] = None
        self.pulse = min(BEAT, loops.slow.threshold)
        self.selector = selectors.DefaultSelector()
        self.waker, self.woken = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self.selector.register(self.waker, selectors.EVENT_READ, None)
        self.reserve = Reserve()
        self.observer = Observer(registry, loops)
        waker, reserve = self.waker, self.reserve
        self.clients = Clients(
            self.observer, self.selector, lambda connection: reserve.close_connection(connection, waker)
        )
        self.listeners = Listeners(places.socket, self.clients, self.selector, self.reserve)
        self.deltas = Deltas(self.observer, self.clients, self.selector)
        permission = Permission(self.observer.events)
        cancel = Cancel(self.observer, permission)
        self.shutdown = Shutdown(self.observer, self.clients, self.descriptors, permission, cancel)
        debug = DebugMode(self.observer, permission)
        acts: Dict[str, Method] = {
            "shutdown.plan": self.shutdown.plan,
            "shutdown.begin": self.shutdown.begin,
            "shutdown.cancel": cancel.cancel,
            "debug": debug.debug,
        }
        self.methods = Methods(
            self.observer, self.clients, self.deltas, self.listeners, about, permission.is_read_only, acts
        )
        self.clients.left = debug.left
        self.observer.on_look = (lambda: self.watch_shutdown(),)
        self.observer.told = self.clients.saw

    def descriptors(self) -> Set[int]:
        """The agent's own sockets."""
        return self.listeners.descriptors() | set(self.clients.descriptors())

    def watch_shutdown(self) -> None:
        """After a look at the tasks."""
        troubles.guard("the watch of a shutdown", self.shutdown.look)

    def visits(self, on_alone: Callable[[], None]) -> None:
        """Calls `on_alone`, at the end of its thread, once the last client has left."""
        self.on_alone = on_alone
        self.alone_at = time.monotonic() + FIRST

    def start(self) -> None:
        """Starts the thread."""
        self.observer.leaving = None
        self.thread = threading.Thread(target=self.run, name="looptop", daemon=True)
        self.thread.start()

    def resume(self) -> None:
        """Goes on after a fork, unless the thread never noticed it."""
        with self.gate:
            self.observer.leaving = None
            gone = self.thread is None
        if gone:
            self.start()

    def join(self, reason: str, timeout: float) -> bool:
        """Asks the thread to leave; true once it has."""
        thread = self.thread  # before it is asked: it is forgotten before it has ended
        self.observer.leaving = reason
        write(self.woken, b"x")
        if thread is not None and thread is not threading.current_thread():
            return wait_until_gone(thread.is_alive, lambda: thread.native_id, timeout)
        return True

    def close(self) -> None:
        """Closes every descriptor; the thread has left, or is in another process."""
        self.clients.close()
        self.selector.close()
        self.listeners.close()
        self.reserve.close()
        os.close(self.waker)
        os.close(self.woken)

    def run(self) -> None:
        """The thread."""
        try:
            name_thread()
            self.serve()
            if self.observer.leaving == "alone" and self.on_alone is not None:
                self.on_alone()
        except BaseException as error:  # nothing of ours may reach the service
            self.on_failure(error)
        finally:
            pauses.end()

    def serve(self) -> None:
        """Does what is due, until it is told to leave."""
        tick_due = self.beat_due = second_due = looked = time.monotonic()
        spent = 0.0
        pauses.begin(self.between, self.observer.heartbeat.stalled)
        while not self.leaves():
            now = time.monotonic()
            self.beat_if_due(now)
            for client in self.clients:
                if client.held is not None:
                    self.methods.go_on(client)
            rested = looked + spent * (SHARE if any(c.topics for c in self.clients) else SHARE_UNWATCHED)
            if now >= rested and (now >= tick_due or any(c.topics and now >= c.due for c in self.clients)):
                started = time.thread_time()
                self.observer.look_again()
                looked, spent = now, time.thread_time() - started
                tick_due = now + QUIET
            if now >= second_due:
                self.reserve.refill()
                self.listeners.second()
                self.observer.second()
                troubles.guard("the picture of a shutdown", self.shutdown.second)
                second_due = max(second_due + 1.0, now)
                for client in leaving(self.clients.all):
                    self.clients.drop(client)
                if not self.second(self):
                    self.withdraw()
                    return
            if now >= self.observer.census_due:
                self.observer.census_due = now + CENSUS
                troubles.guard("the census of resources", self.count_resources)
            self.deltas.feed()
            now = time.monotonic()
            busy = any(client.pictures and client.waiting < REFILL for client in self.clients)
            due = (
                now
                if busy
                else min(max(tick_due, rested), self.beat_due, second_due, *(c.due for c in self.clients if c.topics))
            )
            self.poll(max(0.0, due - now))
        if self.observer.leaving in ("stopped", "exit"):
            troubles.guard("the picture of a shutdown", self.shutdown.second)  # the last one
            self.clients.say_bye(self.observer.leaving)

    def beat_if_due(self, now: float) -> None:
        """The heartbeat of the loops, when it is time for it."""
        if now >= self.beat_due:
            self.late = now > self.beat_due + LATE
            troubles.guard("the heartbeat of the loops", self.beat)
            self.beat_due = now + (HURRY if self.observer.heartbeat.hurry else self.pulse)

    def beat(self) -> None:
        """Heartbeat of the loops."""
        self.clients.saw_lag(self.observer.beat(self.late))

    def count_resources(self) -> None:
        """A census, told to those who watch."""
        count_resources(self.observer, self.clients)

    def between(self) -> None:
        """A turn for loops and clients in the midst of other work; what needs more than a moment is held."""
        if self.observer.leaving is not None:
            return
        self.is_between = self.methods.is_between = True
        try:
            self.beat_if_due(time.monotonic())
            self.poll(0.0)
            self.deltas.between()
        finally:
            self.is_between = self.methods.is_between = False

    def withdraw(self) -> None:
        """Leaves for good, from within the thread: nobody else knows of this server any more."""
        remove(self.places.socket)
        remove(self.places.info)
        self.observer.leaving = "stopped"
        self.clients.say_bye(self.observer.leaving)
        self.close()

    def leaves(self) -> bool:
        """True if the thread is to end; from then on it counts as gone."""
        if self.on_alone is not None and self.observer.leaving is None:
            self.mind_company()
        if self.observer.leaving is None:
            return False
        with self.gate:
            if self.observer.leaving is None:
                return False
            self.thread = None
            return True

    def mind_company(self) -> None:
        """Leaves some time after the last client that has said hello; who only knocks is no company."""
        now = time.monotonic()
        if any(client.greeted for client in self.clients):
            self.alone_at = now + GRACE
        elif now >= self.alone_at:
            self.observer.leaving = "alone"

    def poll(self, timeout: float) -> None:
        """Waits for clients, and serves those that have something."""
        due = time.perf_counter() + timeout
        ready = self.selector.select(timeout)
        self.observer.heartbeat.stalled(due, time.perf_counter())
        for key, events in ready:
            client: Optional[Client] = key.data
            if client is not None:
                self.attend(client, events)
            elif not self.listeners.welcome(key.fileobj):
                os.read(self.waker, 512)

    def attend(self, client: Client, events: int) -> None:
        """Reads and writes what can be read and written now."""
        if self.is_between and (client.is_asking or client.held is not None):
            return  # one after another
        try:
            if events & selectors.EVENT_WRITE:
                client.flush()
            if events & selectors.EVENT_READ:
                data = client.connection.recv(1 << 16)
                if not data:
                    self.clients.drop(client)
                    return
                self.methods.receive(client, data)
        except (BlockingIOError, InterruptedError):
            pass
        except OSError:
            self.clients.drop(client)
        except Exception as error:
            troubles.note("a client's connection", error)
            self.clients.drop(client)
