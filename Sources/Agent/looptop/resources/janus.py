"""janus's queues between threads and tasks, 0.6 and later."""

from typing import Any, Optional

from ..safe import field, items, length, number
from .adapter import Adapter, Reading

_CONDITIONS = (("_async_not_full", "put"), ("_async_not_empty", "get"), ("_async_tasks_done", "join"))


class JanusQueue(Adapter):
    """Tasks that wait are named; of the threads that do it says how many they are."""

    kind, module, classes = "queue", "janus", ("Queue",)
    handles = (("janus", "_AsyncQueueProxy"), ("janus", "_SyncQueueProxy"))

    def resource_of(self, thing: Any) -> Any:
        return field(thing, "_parent")

    def read(self, thing: Any) -> Optional[Reading]:
        limit = number(field(thing, "_maxsize"))
        reading = Reading(
            depth=length(field(thing, "_queue")),
            limit=limit if limit is not None and limit > 0 else None,
            unlimited=limit is not None and limit <= 0,
            unfinished=number(field(thing, "_unfinished_tasks")),
            closed=field(thing, "_is_shutdown") is True or field(thing, "_closing") is True,
        )
        for name, role in _CONDITIONS:
            condition = field(thing, name)
            reading.waiters += [(future, role) for future in items(field(condition, "_waiters"))]
            reading.parts += [condition, field(condition, "_lock")]
        finished = field(thing, "_finished")  # an event, in older ones
        joining = items(field(finished, "_waiters"))
        reading.waiters += [(future, "join") for future in joining]
        reading.parts += [finished, field(thing, "_async_mutex")]
        reading.fields["joining"] = sum(1 for _, role in reading.waiters if role == "join")
        threads = {
            "threads in put": number(field(thing, "_sync_not_full_waiting")),
            "threads in get": number(field(thing, "_sync_not_empty_waiting")),
        }
        reading.fields["facts"] = {words: str(count) for words, count in threads.items() if count} or None
        reading.contents = field(thing, "_queue")
        return reading
