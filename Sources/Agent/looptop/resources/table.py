"""The one table of adapters, and which of them an object belongs to."""

import sys
from typing import Any, Dict, List, NamedTuple, Optional, Tuple
from weakref import ref

from ..safe import imported, is_a, mro
from . import executors, janus, primitives, streams
from .adapter import Adapter
from .pools import aiohttp, asyncpg, httpx, psycopg, redis, sqlalchemy

ADAPTERS: Tuple[Adapter, ...] = (
    primitives.Queue(), primitives.Lock(), primitives.Semaphore(), primitives.Event(), primitives.Condition(),
    primitives.Barrier(), executors.ThreadPool(), executors.ProcessPool(), streams.Lock(), streams.OlderLock(),
    streams.Semaphore(), streams.OlderSemaphore(), streams.Event(), streams.Condition(), streams.CapacityLimiter(),
    streams.MemoryStream(), janus.JanusQueue(), asyncpg.AsyncpgPool(), aiohttp.AiohttpConnector(),
    sqlalchemy.SQLAlchemyPool(), psycopg.PsycopgPool(), redis.RedisPool(), httpx.HttpxPool(),
    httpx.HttpxPool("2"),
)  # fmt: skip
"""Later ones win over earlier ones for the same class."""

MOST_CLASSES = 20_000


class Meaning(NamedTuple):
    """What instances of a class are: resources, handles of one, connections taken from one, or `internal` to it."""

    adapter: Adapter
    role: str


class Table:
    """Classes of what is imported by now; nothing is imported for it."""

    def __init__(self) -> None:
        self.modules = 0
        self.missing: List[Tuple[str, str, Meaning]] = []
        for adapter in ADAPTERS:
            self.missing += [(adapter.module, name, Meaning(adapter, "resource")) for name in adapter.classes]
            self.missing += [(module, name, Meaning(adapter, "handle")) for module, name in adapter.handles]
            self.missing += [(module, name, Meaning(adapter, "connection")) for module, name in adapter.connections]
            self.missing += [(module, name, Meaning(adapter, "internal")) for module, name in adapter.internals]
        # by id(): a metaclass may have a hash of its own
        self.roots: Dict[int, Tuple[type, Meaning]] = {}
        self.internals: Dict[int, type] = {}
        self.known: Dict[int, Tuple[Any, Optional[Meaning]]] = {}

    def learn(self) -> None:
        """Looks again, if modules were imported since."""
        if len(sys.modules) == self.modules:
            return
        self.modules = len(sys.modules)
        missing = []
        for module, name, meaning in self.missing:
            found = imported(module, name)
            is_class = found is not None and is_a(found, type)
            if is_class and meaning.role == "internal":
                self.internals[id(found)] = found
            elif is_class:
                self.roots[id(found)] = (found, meaning)
                self.known.clear()
            else:
                missing.append((module, name, meaning))
        self.missing = missing

    def meaning(self, thing: Any) -> Optional[Meaning]:
        """What an object is; None for most."""
        kind = type(thing)
        known = self.known.get(id(kind))
        if known is not None and known[0]() is kind:
            return known[1]
        if len(self.known) > MOST_CLASSES:
            self.known.clear()
        found = next((self.roots[id(base)][1] for base in mro(kind) if id(base) in self.roots), None)
        self.known[id(kind)] = (ref(kind), found)
        return found
