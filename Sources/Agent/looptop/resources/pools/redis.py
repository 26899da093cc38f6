"""redis-py's asynchronous pools, 4.2 and later."""

from typing import Any, Dict, List, Optional
from weakref import ref

from ...safe import field, has, is_a, items, kind_name, length, number, real
from ..adapter import Adapter, Reading
from ..leaks import is_other

UNBOUNDED = 1 << 30
"""Through 7.0 the default limit is 2**31, which is none."""


def referred(weak_set: Any) -> List[Any]:
    """What is in a `WeakSet`."""
    found = [reference() for reference in items(field(weak_set, "data")) if is_a(reference, ref)]
    return [thing for thing in found if thing is not None]


class RedisPool(Adapter):
    """A plain pool raises when it is full; a blocking one lets tasks wait."""

    kind, module, classes = "pool", "redis.asyncio.connection", ("ConnectionPool",)
    makers = ("Redis", "from_url", "BlockingConnectionPool")
    handles = (("redis.asyncio.client", "Redis"),)
    connections = (("redis.asyncio.connection", "AbstractConnection"), ("redis.asyncio.connection", "Connection"))
    long_held = True

    def __init__(self) -> None:
        self.out: Dict[int, Any] = {}

    def read(self, thing: Any) -> Optional[Reading]:
        taken = field(thing, "_in_use_connections")
        taken = referred(taken) if kind_name(taken) == "WeakSet" else items(taken)
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
        blocking = has(type(thing), "timeout") or field(thing, "_condition") is not None
        reading = Reading(
            limit=limit if bounded else None,
            unlimited=limit is not None and not bounded,
            in_use=len(taken),
            idle=idle,
            facts={"when full": "waits" if blocking or field(thing, "pool") is not None else "raises"},
        )
        reading.held = {id(connection): real(field(connection, "last_active_at")) for connection in taken}
        condition, queue = field(thing, "_condition"), field(thing, "pool")
        waiters = items(field(condition, "_waiters")) + items(field(queue, "_getters"))
        reading.waiters = [(future, "acquire") for future in waiters]
        reading.parts = [condition, field(condition, "_lock"), queue, field(thing, "_lock")]
        self.remember(thing, reading)
        return reading

    def remember(self, pool: Any, reading: Reading) -> None:
        """A connection does not know its pool."""
        here = ref(pool)
        self.out = {key: where for key, where in self.out.items() if is_other(where(), pool)}
        self.out.update((key, here) for key in reading.held or ())

    def resource_of(self, thing: Any) -> Any:
        pool = field(thing, "connection_pool")
        if pool is not None:
            return pool
        where = self.out.get(id(thing))
        return None if where is None else where()
