"""Tasks that have failed and had a queue at hand: where nothing is taken from it any more, they say why.

The traceback of a failed task keeps the frames that it died in, with their variables, for as long as the task is kept.
"""

import gc
from types import FrameType
from typing import Any, Iterator, NamedTuple, Optional, Set

from ..reading.errors import frames
from ..reading.locations import Location
from ..safe import attributes, entries
from .known import Ledger
from .naming import is_own

MOST = 5
"""Of one queue so many are told, the last ones."""
TAKES = frozenset(("get", "get_nowait", "receive", "receive_nowait", "__anext__"))


class Fallen(NamedTuple):
    """A task that took from a queue and has failed; `place` is where."""

    serial: int
    name: str
    error: str
    place: Optional[Location]
    ended: float


def queues_of(error: Any, ledger: Ledger) -> Set[int]:
    """The queues from which a task took that died of this, by their numbers."""
    found: Set[int] = set()
    for frame, _ in frames(error):
        if TAKES.isdisjoint(frame.f_code.co_names):
            continue
        for thing in at_hand(frame):
            meaning = ledger.table.meaning(thing)
            if meaning is not None and meaning.role != "connection" and meaning.adapter.kind == "queue":
                whole = meaning.adapter.resource_of(thing) if meaning.role == "handle" else thing
                resource = None if whole is None else ledger.of(whole, meaning.adapter)
                if resource is not None:
                    found.add(resource.id)
    return found


def at_hand(frame: FrameType) -> Iterator[Any]:
    """The variables of a frame that has ended, and what an object of the service's own among them keeps."""
    for thing in gc.get_referents(frame):
        yield thing
        if is_own(type(thing)):
            yield from [value for _, value in entries(attributes(thing))]
