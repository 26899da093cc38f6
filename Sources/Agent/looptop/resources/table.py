"""The one table of adapters, and which of them an object belongs to."""

import sys
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from . import executors, janus, primitives, streams
from .adapter import Adapter
from .inside import _MRO
from .pools import aiohttp, asyncpg, httpx, psycopg, redis, sqlalchemy

ADAPTERS: Tuple[Adapter, ...] = (
    primitives.Queue(), primitives.Lock(), primitives.Semaphore(), primitives.Event(), primitives.Condition(),
    primitives.Barrier(), executors.ThreadPool(), executors.ProcessPool(), streams.Lock(), streams.OlderLock(),
    streams.Semaphore(), streams.OlderSemaphore(), streams.Event(), streams.Condition(), streams.CapacityLimiter(),
    streams.MemoryStream(), janus.JanusQueue(), asyncpg.AsyncpgPool(), aiohttp.AiohttpConnector(),
    sqlalchemy.SQLAlchemyPool(), psycopg.PsycopgPool(), redis.RedisPool(), httpx.HttpxPool(),
)  # fmt: skip
"""Later ones win over earlier ones for the same class."""

MOST_CLASSES = 20_000


class Meaning(NamedTuple):
    """What instances of a class are: resources, handles of one, or connections taken from one."""

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
        self.roots: Dict[type, Meaning] = {}
        self.known: Dict[type, Optional[Meaning]] = {}

    def learn(self) -> None:
        """Looks again, if modules were imported since."""
        if len(sys.modules) == self.modules:
            return
        self.modules = len(sys.modules)
        missing = []
        for module, name, meaning in self.missing:
            loaded = sys.modules.get(module)
            found = None if loaded is None else vars(loaded).get(name)
            if isinstance(found, type):
                self.roots[found] = meaning
                self.known.clear()
            else:
                missing.append((module, name, meaning))
        self.missing = missing

    def meaning(self, thing: Any) -> Optional[Meaning]:
        """What an object is; None for most."""
        kind = type(thing)
        try:
            return self.known[kind]
        except KeyError:
            pass
        if len(self.known) > MOST_CLASSES:
            self.known.clear()  # a service that makes classes without end shall not keep them through us
        found = next((self.roots[base] for base in _MRO(kind) if base in self.roots), None)
        self.known[kind] = found
        return found
