"""The requests that are worked on now, and those that are over."""

import sys
from collections import deque
from types import CodeType
from typing import Any, Deque, Dict, Iterator, List, NamedTuple, Optional, Tuple

from ..reading.await_chain import Links, await_links
from ..reading.coroutine_frames import referents
from ..reading.futures import futures
from ..reading.record import ENDED, TaskRef
from ..reading.wait_kinds import code_of
from ..real_time import time
from ..tasks.scanner import Scanner
from ..trouble import troubles
from .adapter import Adapter, Asked
from .table import adapters

DEPTH = 3
"""Frames, the outermost first, in which servers handle requests."""
REMEMBERED = 5000
"""Ends that slow clients still hear of."""


class Request:
    """One request in flight."""

    __slots__ = ("id", "task", "server", "asked", "started", "version")

    def __init__(self, id: int, task: int, server: str, asked: Asked, started: float, version: int) -> None:
        self.id = id
        self.task = task
        self.server = server
        self.asked = asked
        self.started = started
        self.version = version


class Ended(NamedTuple):
    """One that is over."""

    version: int
    id: int
    ended: float


class InFlight:
    """All requests, as of the last tick; a service without one of the servers has none, and pays nothing."""

    def __init__(self) -> None:
        self.adapters: Tuple[Adapter, ...] = adapters()
        self.codes: Dict[int, Tuple[CodeType, Adapter]] = {}
        self.found: Dict[str, Adapter] = {}
        self.modules = 0
        self.by_task: Dict[int, Request] = {}
        self.by_key: Dict[int, Request] = {}
        self.ended: Deque[Ended] = deque(maxlen=REMEMBERED)
        self.met: List[Tuple[TaskRef, Optional[Tuple[Adapter, Asked]]]] = []
        self.next_id = 1
        self.version = 0

    def learn(self) -> None:
        """Which code handles requests; looked up again when modules were imported."""
        if len(sys.modules) == self.modules:
            return
        self.modules = len(sys.modules)
        for adapter in self.adapters:
            for module, path in adapter.handlers:
                code = code_of(module, path)
                if code is not None:
                    self.codes[id(code)] = (code, adapter)
                    self.found[adapter.server] = adapter

    def meet(self, record: TaskRef, _task: Any, awaited: Any, links: Links) -> None:
        """In a tick, of every task that has run: three lookups where a server is known."""
        if not self.codes:
            return
        found = self.in_links(links)
        # of a task that runs, the inner frames are not known: it works on what it did
        if found is not None or (awaited is not None and record.serial in self.by_task):
            self.met.append((record, found))

    def look(self, scanner: Scanner) -> Iterator[None]:
        """After a tick: what was met in it, and what has ended."""
        if not self.codes:
            return
        self.version += 1
        now = time.time()
        for end in scanner.ended:
            self.end(end.serial, end.ended)
        met, self.met = self.met, []
        for record, found in met:
            if record.seen == ENDED:
                continue
            if found is None:
                self.end(record.serial, now)
            else:
                self.take(record, found[0], found[1], now)
            yield

    def take(self, record: TaskRef, adapter: Adapter, asked: Asked, now: float) -> None:
        """A task handles a request."""
        known = self.by_task.get(record.serial)
        if known is not None and known.asked.key == asked.key:
            if known.asked != asked:
                known.asked, known.version = asked, self.version
            return
        twin = self.by_key.get(asked.key)
        if twin is not None and twin.server == adapter.server and twin.task in self.by_task:
            # the task of the connection and the task that it has made for the request: the younger handles it
            if twin.task < record.serial:
                del self.by_task[twin.task]
                twin.task, twin.version = record.serial, self.version
                self.by_task[record.serial] = twin
            return
        self.end(record.serial, now)
        own_task = adapter.server in ("uvicorn", "hypercorn", "tornado")
        started = record.created if own_task and record.created is not None else now
        request = Request(self.next_id, record.serial, adapter.server, asked, started, self.version)
        self.by_task[record.serial] = self.by_key[asked.key] = request
        self.next_id += 1

    def end(self, serial: int, now: float) -> None:
        """The request of a task, if it had one, is over."""
        known = self.by_task.pop(serial, None)
        if known is not None:
            if self.by_key.get(known.asked.key) is known:
                del self.by_key[known.asked.key]
            self.ended.append(Ended(self.version, known.id, now))

    def request_of(self, task: Any) -> Optional[Tuple[Adapter, Asked]]:
        """What a task that is at hand works for; None for most."""
        return self.in_links(await_links(futures.coroutine(task))) if self.codes else None

    def in_links(self, links: Links) -> Optional[Tuple[Adapter, Asked]]:
        """The request that one of these frames handles."""
        try:
            for code, link in links[:DEPTH]:
                known = self.codes.get(id(code))
                if known is not None:
                    asked = known[1].read(referents(link))
                    if asked is not None:
                        return known[1], asked
        except Exception as error:
            troubles.saw("the request of a task", error)  # it ran on under the eyes
        return None

    def text_of(self, task: Any) -> Optional[str]:
        """`GET /orders` of the request that a task works for."""
        found = None if task is None else self.request_of(task)
        return None if found is None else "%s %s" % (found[1].method, found[1].target)

    def id_of(self, serial: int) -> Optional[int]:
        """The request of a task."""
        known = self.by_task.get(serial)
        return None if known is None else known.id

    def counts(self) -> Tuple[Optional[int], Optional[int]]:
        """Requests in flight, and those begun so far; null where no server is known, or it does not count."""
        if not self.found:
            return None, None
        live = len(self.by_task)
        if not all(adapter.counts for adapter in self.found.values()):
            return live, None
        total = 0
        for adapter in self.found.values():
            total += adapter.total()
            if adapter.server == "uvicorn":  # it counts them when they are over
                total += sum(1 for request in self.by_task.values() if request.server == "uvicorn")
        return live, total
