"""SQLAlchemy's pool below an `AsyncEngine`, 1.4 and later, and the one of its synchronous engines."""

from typing import Any, Dict, Iterator, Optional, Tuple
from weakref import finalize, ref

from ...safe import class_attribute, entries, field, imported, is_a, items, kind_name, length, lookup, number
from ..adapter import Adapter, Reading

MOST = 20_000
"""Of finalizers: where a service has more, what tasks were seen with has to tell."""


class SQLAlchemyPool(Adapter):
    """What is out stands in a table that all pools share, from 2.1 on in that of Python's finalizers; of versions
    without it what tasks were seen with tells.

    Its queue is made on first use, in the loop that uses it: it must not be touched before.
    """

    kind, module, classes = "pool", "sqlalchemy.pool.impl", ("AsyncAdaptedQueuePool", "QueuePool")
    makers = ("create_async_engine", "create_engine")
    handles = (
        ("sqlalchemy.ext.asyncio.engine", "AsyncEngine"),
        ("sqlalchemy.engine.base", "Engine"),
        ("sqlalchemy.ext.asyncio.session", "async_sessionmaker"),
        ("sqlalchemy.orm.session", "sessionmaker"),
    )
    connections = (
        ("sqlalchemy.ext.asyncio.engine", "AsyncConnection"),
        ("sqlalchemy.ext.asyncio.session", "AsyncSession"),
        ("sqlalchemy.orm.session", "Session"),
        ("sqlalchemy.engine.base", "Connection"),
        ("sqlalchemy.pool.base", "_ConnectionFairy"),
    )
    long_held = True

    def __init__(self) -> None:
        self.seen: Dict[int, Any] = {}

    def read(self, thing: Any) -> Optional[Reading]:
        outer = field(thing, "_pool")
        size, overflow = number(field(outer, "maxsize")), number(field(thing, "_overflow"))
        most = number(field(thing, "_max_overflow"))
        queue = field(outer, "_queue")
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
        for turn, record in _records():
            if is_a(turn, ref) and field(record, "_ConnectionRecord__pool") is thing and _is_out(turn()):
                self.seen[id(record)] = turn
        reading.held = {key: turn for key, turn in self.seen.items() if field(turn(), "_pool") is thing}
        if kind_name(thing) == "QueuePool":
            # of threads: what they have in their variables is not seen, so that nothing can be called leaked
            reading.resting = set(reading.held)
            reading.threads_wait = ("sqlalchemy/pool/impl.py", "sqlalchemy/util/queue.py")
        elif queue is not None:
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
            engine = lookup(bound, "bind")
            engine = field(engine, "sync_engine", engine)
        return field(engine, "pool")

    def identity(self, connection: Any) -> int:
        return id(field(_fairy(connection), "_connection_record"))


def _records() -> Iterator[Tuple[Any, Any]]:
    """(weak reference to what was handed out, what the pool keeps of it) of all pools."""
    table = imported("sqlalchemy.pool.base", "_strong_ref_connection_records")
    if table is not None:
        yield from entries(table)
        return
    hands_back = imported("sqlalchemy.pool.base", "_finalize_fairy")
    finalizers = class_attribute(finalize, "_registry")
    if hands_back is None or not 0 < (length(finalizers) or 0) <= MOST:
        return
    for _, entry in entries(finalizers):
        if field(entry, "func") is hands_back:
            arguments = items(field(entry, "args"))
            record = next((each for each in arguments if kind_name(each) == "_ConnectionRecord"), None)
            yield field(entry, "weakref"), record


def _fairy(thing: Any) -> Any:
    """What SQLAlchemy has checked out of the pool for a connection or a session; None where nothing is out."""
    if kind_name(thing) == "_ConnectionFairy":
        return thing if _is_out(thing) else None
    connection = field(thing, "sync_connection")
    session = field(thing, "sync_session")
    if session is None and field(thing, "_transaction") is not None and field(thing, "identity_map") is not None:
        session = thing
    if session is not None:
        open_ = field(field(session, "_transaction"), "_connections")
        connection = next((entry[0] for _, entry in entries(open_) if type(entry) is tuple and entry), None)
    fairy = field(thing if connection is None else connection, "_dbapi_connection")
    return fairy if _is_out(fairy) else None


def _is_out(fairy: Any) -> bool:
    return field(fairy, "_connection_record") is not None
