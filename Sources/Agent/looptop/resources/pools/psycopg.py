"""psycopg_pool's asynchronous pools, 3.1 and later."""

from typing import Any, Dict, Optional
from weakref import ref

from ...safe import entries, field, items, length, number
from ...text import text
from ..adapter import Adapter, Reading


class PsycopgPool(Adapter):
    """Its counters are read where they are: `pop_stats()` would take them from the service."""

    kind, module, classes = "pool", "psycopg_pool.pool_async", ("AsyncConnectionPool",)
    connections = (("psycopg.connection_async", "AsyncConnection"),)
    long_held = True

    def __init__(self) -> None:
        self.seen: Dict[int, Any] = {}

    def read(self, thing: Any) -> Optional[Reading]:
        size, idle = number(field(thing, "_nconns")), length(field(thing, "_pool"))
        if size is None or idle is None:
            return None
        counters = {name: number(count) or 0 for name, count in entries(field(thing, "_stats")) if type(name) is str}
        reading = Reading(
            limit=number(field(thing, "_max_size")),
            in_use=max(0, size - idle),
            idle=idle,
            size=size,
            closed=field(thing, "_closed") is True,
            acquires=counters.get("requests_num", 0),
            acquire_wait=counters.get("requests_wait_ms", 0) / 1000,
            opened=counters.get("connections_num", 0),
            lost=counters.get("connections_lost", 0),
            facts={"min": str(number(field(thing, "_min_size"))), "name": text(field(thing, "name")) or "?"},
        )
        # the pool keeps no list of what is out: what tasks were seen with tells; nobody else asked: still the same turn
        turn = counters.get("requests_num")
        self.seen = {key: where for key, where in self.seen.items() if field(where(), "_pool") is not None}
        reading.held = {key: turn for key, where in self.seen.items() if field(where(), "_pool") is thing}
        for client in items(field(thing, "_waiting")):
            condition = field(client, "_cond")
            reading.waiters += [(future, "acquire") for future in items(field(condition, "_waiters"))]
            reading.parts += [condition, field(condition, "_lock")]
        return reading

    def resource_of(self, thing: Any) -> Any:
        pool = field(thing, "_pool")  # set only while the connection is out
        if pool is not None:
            self.seen[id(thing)] = ref(thing)
        return pool
