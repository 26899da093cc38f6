"""asyncpg's pool, 0.25 and later."""

from typing import Any, Optional

from ...safe import field, items, number
from ..adapter import Adapter, Reading
from ..leaks import turn_of


class AsyncpgPool(Adapter):
    """Each holder of the pool has a connection, or none yet; one that is in use has a future that says so."""

    kind, module, classes = "pool", "asyncpg.pool", ("Pool",)
    makers = ("create_pool",)
    connections = (
        ("asyncpg.pool", "PoolAcquireContext"),
        ("asyncpg.pool", "PoolConnectionProxy"),
        ("asyncpg.connection", "Connection"),  # at work, a task has this one, and not the proxy
    )
    internals = (("asyncpg.pool", "PoolConnectionHolder"), ("asyncpg.connection", "Connection"))
    long_held = True

    def read(self, thing: Any) -> Optional[Reading]:
        queue = field(thing, "_queue")
        if queue is None:
            return None  # not initialised yet
        holders = items(field(thing, "_holders"))
        taken = [holder for holder in holders if field(holder, "_in_use") is not None]
        open_ = [holder for holder in holders if field(holder, "_con") is not None]
        reading = Reading(
            limit=number(field(thing, "_maxsize")),
            in_use=len(taken),
            size=len(open_),
            idle=sum(1 for holder in open_ if field(holder, "_in_use") is None),
            closed=field(thing, "_closed") is True or field(thing, "_closing") is True,
            facts={"min": str(number(field(thing, "_minsize")))},
        )
        reading.held = {id(holder): turn_of(field(holder, "_in_use")) for holder in taken}
        reading.waiters = [(future, "acquire") for future in items(field(queue, "_getters"))]
        reading.parts = [queue, field(queue, "_finished")]
        return reading

    def resource_of(self, thing: Any) -> Any:
        holder = _holder(thing)
        return None if holder is None else field(holder, "_pool")

    def identity(self, connection: Any) -> int:
        return id(_holder(connection))

    def anchor(self, thing: Any) -> Any:
        return next(iter(items(field(thing, "_holders"))), None)

    def from_anchor(self, anchor: Any) -> Any:
        return field(anchor, "_pool")


def _holder(thing: Any) -> Any:
    """The pool's holder behind a connection that is out, or behind the block that has it."""
    proxy = thing
    for name in ("connection", "_proxy"):  # of the block; of the connection itself
        proxy = field(proxy, name, proxy)
    return None if proxy is None or field(proxy, "_con") is None else field(proxy, "_holder")
