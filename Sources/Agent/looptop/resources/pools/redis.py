"""redis-py's asynchronous pools, 4.2 and later."""

from typing import Any, Dict, Optional
from weakref import ref

from ..adapter import Adapter, Reading
from ..inside import field, items, length, number

UNBOUNDED = 1 << 30
"""Through 7.0 the default limit is 2**31, which is none."""


class RedisPool(Adapter):
    """A plain pool raises when it is full; a blocking one lets tasks wait."""

    kind, module, classes = "pool", "redis.asyncio.connection", ("ConnectionPool",)
    makers = ("Redis", "from_url", "BlockingConnectionPool")
    handles = (("redis.asyncio.client", "Redis"),)
    connections = (("redis.asyncio.connection", "AbstractConnection"), ("redis.asyncio.connection", "Connection"))

    def __init__(self) -> None:
        self.out: Dict[int, Any] = {}

    def read(self, thing: Any) -> Optional[Reading]:
        taken = field(thing, "_in_use_connections")
        taken = list(taken) if isinstance(taken, set) or type(taken).__name__ == "WeakSet" else []
        idle = length(field(thing, "_available_connections"))
        line = field(thing, "pool")
        if not taken and line is not None:
            # through 5.1 a blocking pool has a queue of those that are free, and None for each that is not made yet
            free = [one for one in items(field(line, "_queue")) if one is not None]
            known = {id(one) for one in free}
            taken = [one for one in items(field(thing, "_connections")) if id(one) not in known]
            idle = len(free)
        limit = number(field(thing, "max_connections"))
        bounded = limit is not None and limit < UNBOUNDED
        blocking = hasattr(type(thing), "timeout") or field(thing, "_condition") is not None
        reading = Reading(
            limit=limit if bounded else None,
            unlimited=limit is not None and not bounded,
            in_use=len(taken),
            idle=idle,
            facts={"when full": "waits" if blocking or field(thing, "pool") is not None else "raises"},
        )
        reading.held = {id(connection): field(connection, "last_active_at") for connection in taken}
        condition, queue = field(thing, "_condition"), field(thing, "pool")
        waiters = items(field(condition, "_waiters")) + items(field(queue, "_getters"))
        reading.waiters = [(future, "acquire") for future in waiters]
        reading.parts = [condition, field(condition, "_lock"), queue, field(thing, "_lock")]
        self.remember(thing, reading)
        return reading

    def remember(self, pool: Any, reading: Reading) -> None:
        """A connection does not know its pool."""
        here = ref(pool)
        self.out = {key: where for key, where in self.out.items() if where() not in (None, pool)}
        self.out.update((key, here) for key in reading.held or ())

    def resource_of(self, thing: Any) -> Any:
        pool = field(thing, "connection_pool")
        if pool is not None:
            return pool
        where = self.out.get(id(thing))
        return None if where is None else where()
