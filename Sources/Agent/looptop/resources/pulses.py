"""Events that a task sets and clears at once, again and again, until it ends: whoever comes later waits for ever.

Many functions set an event and end; when the next one comes nobody can tell. But a task of the service's own that does
so in a loop is the one that others wait for.
"""

import opcode
from types import CodeType
from typing import Any, Iterator, NamedTuple, Optional

from ..reading.locations import Location, created_at, location
from ..reading.record import ENDED, TaskRef
from ..safe import attributes, entries
from .fallen import Fallen
from .holding import Inside
from .known import Ledger
from .naming import is_own
from .resource import Resource

_LOOPS = frozenset(opcode.opmap.get(name, -1) for name in ("JUMP_BACKWARD", "JUMP_ABSOLUTE"))
MOST = 20
"""Tasks that are remembered of one event."""


class Setter(NamedTuple):
    """A task that sets an event and clears it; `ended` as far as that was seen."""

    record: TaskRef
    name: str
    place: Location
    is_loop: bool
    ended: Optional[float] = None


def note(frame: Inside, record: TaskRef, ledger: Ledger) -> None:
    """What a frame of the service's own sets and clears."""
    if "set" not in frame.code.co_names or "clear" not in frame.code.co_names:
        return
    for event in _events(frame, ledger):
        if record.serial not in event.setters and len(event.setters) < MOST:
            made = created_at(record)
            place = location(frame.code, frame.line)
            is_loop = made is not None and bool(made.user) and _has_loop(frame.code)
            event.setters[record.serial] = Setter(record, record.name or "?", place, is_loop)


def _events(frame: Inside, ledger: Ledger) -> Iterator[Resource]:
    """The events that a frame has in its variables, or in an attribute that its code names."""
    for thing in frame.referents:
        things = [thing]
        if is_own(type(thing)):
            names = frame.code.co_names
            things = [value for key, value in entries(attributes(thing)) if type(key) is str and key in names]
        for each in things:
            meaning = ledger.table.meaning(each)
            if meaning is not None and meaning.role == "resource" and meaning.adapter.kind == "event":
                resource = ledger.of(each, meaning.adapter)
                if resource is not None:
                    yield resource


def judge(event: Resource, value: Any, now: float) -> None:
    """Tells of the last of them to end, where none is left and the event is not set."""
    for serial, setter in list(event.setters.items()):
        if setter.record.seen == ENDED and setter.ended is None:
            event.setters[serial] = setter._replace(ended=now)
    event.fallen.clear()
    setters = list(event.setters.values())
    if not setters or value != 0 or any(setter.ended is None for setter in setters):
        return
    last = max(setters, key=lambda setter: setter.ended or 0.0)
    if all(setter.is_loop for setter in setters):
        event.fallen.append(Fallen(last.record.serial, last.name, "", last.place, last.ended or now))


def _has_loop(code: CodeType) -> bool:
    return not _LOOPS.isdisjoint(code.co_code[::2])
