"""SQLAlchemy's pool below an `AsyncEngine`, 1.4 and later."""

from typing import Any, Dict, Optional
from weakref import ref

from ..adapter import Adapter, Reading
from ..inside import attributes, field, items, length, number


class SQLAlchemyPool(Adapter):
    """It keeps no list of what is out: what tasks were seen with tells, and the rest is unknown.

    Its queue is made on first use, in the loop that uses it: it must not be touched before.
    """

    kind, module, classes = "pool", "sqlalchemy.pool.impl", ("AsyncAdaptedQueuePool",)
    makers = ("create_async_engine",)
    handles = (
        ("sqlalchemy.ext.asyncio.engine", "AsyncEngine"),
        ("sqlalchemy.engine.base", "Engine"),
        ("sqlalchemy.ext.asyncio.session", "async_sessionmaker"),
        ("sqlalchemy.orm.session", "sessionmaker"),
    )
    connections = (
        ("sqlalchemy.ext.asyncio.engine", "AsyncConnection"),
        ("sqlalchemy.ext.asyncio.session", "AsyncSession"),
        ("sqlalchemy.pool.base", "_ConnectionFairy"),
    )

    def __init__(self) -> None:
        self.seen: Dict[int, Any] = {}

    def read(self, thing: Any) -> Optional[Reading]:
        outer = field(thing, "_pool")
        size, overflow = number(field(outer, "maxsize")), number(field(thing, "_overflow"))
        most = number(field(thing, "_max_overflow"))
        queue = attributes(outer).get("_queue")
        idle = 0 if queue is None else length(field(queue, "_queue"))
        if size is None or overflow is None or idle is None:
            return None
        reading = Reading(
            limit=None if most is None or most < 0 else size + most,
            unlimited=most is not None and most < 0,
            in_use=size - idle + overflow,
            idle=idle,
            size=size + overflow,
            facts={"pool size": str(size), "max overflow": str(most)},
        )
        self.seen = {key: turn for key, turn in self.seen.items() if _is_out(turn())}
        reading.held = {key: turn for key, turn in self.seen.items() if field(turn(), "_pool") is thing}
        if queue is not None:
            reading.waiters = [(future, "acquire") for future in items(field(queue, "_getters"))]
            reading.parts = [queue, field(queue, "_finished")]
        return reading

    def resource_of(self, thing: Any) -> Any:
        fairy = _fairy(thing)
        if fairy is not None:
            self.seen[id(field(fairy, "_connection_record"))] = ref(fairy)
            return field(fairy, "_pool")
        engine = field(thing, "sync_engine", thing)
        bound = field(engine, "kw")
        if type(bound) is dict:
            engine = field(bound.get("bind"), "sync_engine", bound.get("bind"))
        return field(engine, "pool")

    def identity(self, connection: Any) -> int:
        return id(field(_fairy(connection), "_connection_record"))


def _fairy(thing: Any) -> Any:
    """What SQLAlchemy has checked out of the pool for a connection or a session; None where nothing is out."""
    name = type(thing).__name__
    if name == "_ConnectionFairy":
        return thing if _is_out(thing) else None
    connection = field(thing, "sync_connection")
    session = field(thing, "sync_session")
    if session is not None:
        open_ = field(field(session, "_transaction"), "_connections")
        entries = list(open_.values()) if type(open_) is dict else []
        connection = next((entry[0] for entry in entries if type(entry) is tuple and entry), None)
    fairy = field(connection, "_dbapi_connection")
    return fairy if _is_out(fairy) else None


def _is_out(fairy: Any) -> bool:
    return field(fairy, "_connection_record") is not None
