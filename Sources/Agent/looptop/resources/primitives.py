"""asyncio's locks, semaphores, events, conditions and barriers."""

from typing import Any, Optional

from ..safe import field, is_huge, items, length, number
from .adapter import Adapter, Reading


class Lock(Adapter):
    """`asyncio.Lock`: it does not know who has it; the blocks that tasks are in tell."""

    kind, module, classes = "lock", "asyncio.locks", ("Lock",)

    def read(self, thing: Any) -> Optional[Reading]:
        reading = Reading(in_use=1 if field(thing, "_locked") is True else 0, limit=1)
        reading.waiters = [(future, "acquire") for future in items(field(thing, "_waiters"))]
        return reading


class Semaphore(Adapter):
    """`asyncio.Semaphore` forgets its initial value; a bounded one keeps it."""

    kind, module, classes = "semaphore", "asyncio.locks", ("Semaphore",)

    def read(self, thing: Any) -> Optional[Reading]:
        value, limit = field(thing, "_value"), field(thing, "_bound_value")
        reading = Reading(value=number(value), limit=number(limit), unlimited=is_huge(value) or is_huge(limit))
        if type(value) is int and type(limit) is int:
            reading.fields["in_use"] = number(limit - value)
        reading.waiters = [(future, "acquire") for future in items(field(thing, "_waiters"))]
        return reading


class Event(Adapter):
    """`asyncio.Event`: 1 once it is set."""

    kind, module, classes = "event", "asyncio.locks", ("Event",)

    def read(self, thing: Any) -> Optional[Reading]:
        reading = Reading(value=1 if field(thing, "_value") is True else 0)
        reading.waiters = [(future, "wait") for future in items(field(thing, "_waiters"))]
        return reading


class Condition(Adapter):
    """`asyncio.Condition` and the lock in it."""

    kind, module, classes = "condition", "asyncio.locks", ("Condition",)

    def read(self, thing: Any) -> Optional[Reading]:
        lock = field(thing, "_lock")
        reading = Reading(in_use=1 if field(lock, "_locked") is True else 0, limit=1)
        reading.waiters = [(future, "wait") for future in items(field(thing, "_waiters"))]
        reading.waiters += [(future, "acquire") for future in items(field(lock, "_waiters"))]
        reading.parts = [lock]
        return reading


class Barrier(Adapter):
    """`asyncio.Barrier`, 3.11 and later."""

    kind, module, classes = "barrier", "asyncio.locks", ("Barrier",)

    def read(self, thing: Any) -> Optional[Reading]:
        condition = field(thing, "_cond")
        reading = Reading(depth=number(field(thing, "_count")), limit=number(field(thing, "_parties")))
        reading.waiters = [(future, "wait") for future in items(field(condition, "_waiters"))]
        reading.parts = [condition, field(condition, "_lock")]
        return reading


class Queue(Adapter):
    """`asyncio.Queue` and its kin."""

    kind, module, classes = "queue", "asyncio.queues", ("Queue",)

    def read(self, thing: Any) -> Optional[Reading]:
        finished = field(thing, "_finished")
        limit = number(field(thing, "_maxsize"))
        reading = Reading(
            depth=length(field(thing, "_queue")),
            limit=limit if limit is not None and limit > 0 else None,
            unlimited=limit is not None and limit <= 0,
            unfinished=number(field(thing, "_unfinished_tasks")),
            closed=field(thing, "_is_shutdown") is True,
        )
        joining = items(field(finished, "_waiters"))
        reading.waiters = [(future, "put") for future in items(field(thing, "_putters"))]
        reading.waiters += [(future, "get") for future in items(field(thing, "_getters"))]
        reading.waiters += [(future, "join") for future in joining]
        reading.fields["joining"] = len(joining)
        reading.contents = field(thing, "_queue")
        reading.parts = [finished]
        return reading
