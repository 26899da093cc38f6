"""Steps and busy time: who asks for exact figures, and what is known without."""

import os
from typing import Any, Dict, FrozenSet, Iterable, List, Optional, Set, Tuple

from ..loops.loops import Loops
from ..reading.record import TaskRef
from ..reading.sliced import sliced

MOST = 200
"""Tasks that a client may look at."""
SEARCHED = 5000
"""Among more tasks than these, those that are looked at are found by the next tick."""


class Look:
    """What one client looks at."""

    __slots__ = ("tasks", "all")

    def __init__(self, tasks: FrozenSet[int] = frozenset(), all: bool = False) -> None:
        self.tasks = tasks
        self.all = all


class Effort:
    """Counts exactly what somebody looks at; the others are counted only where a client asks for all."""

    def __init__(self, loops: Loops) -> None:
        self.loops = loops
        self.always = os.environ.get("LOOPTOP_STEPS") == "all"
        self.wanted: Set[int] = set()
        self.looked: Dict[int, TaskRef] = {}
        self.exact: FrozenSet[int] = frozenset()
        if self.always:
            loops.count_steps("all")

    def follow(self, looks: Iterable[Look], records: List[TaskRef]) -> None:
        """Counts as these clients want; what was not exact before begins anew."""
        looks = list(looks)
        looked: FrozenSet[int] = frozenset().union(*(look.tasks for look in looks))
        all = self.always or any(look.all for look in looks)
        if all and self.loops.counting != "all":
            for record in sliced(records):
                if record.serial not in self.exact:
                    record.steps, record.busy = 0, 0.0
        self.exact &= looked
        self.looked = {key: record for key, record in self.looked.items() if record.serial in looked}
        self.wanted = set(looked - self.exact)
        self.loops.count_steps("all" if all else "looked" if looked else None)
        if len(records) <= SEARCHED:
            for record in records if self.wanted else ():
                task = record() if record.serial in self.wanted else None
                if task is not None:
                    self.begin(record, task)
                del task
        self.hand_on()

    def begin(self, record: TaskRef, task: Any) -> None:
        """A wanted task has been found: counts it from now on."""
        self.wanted.discard(record.serial)
        if self.loops.counting != "all":
            record.steps, record.busy = 0, 0.0
        self.looked[id(task)] = record
        self.hand_on()
        self.exact |= {record.serial}

    def hand_on(self) -> None:
        """Tells the loops what has been found; between two steps of theirs."""
        if self.loops.counter is not None:
            self.loops.counter.looked = dict(self.looked)

    def accounting(self) -> str:
        """`full` while every step of every running loop is counted."""
        return "sampled" if self.loops.steps() is None else "full"

    def is_exact(self, record: TaskRef) -> bool:
        """True while the steps of this task are counted, not sampled."""
        counting = self.loops.counting
        if counting is None or not (counting == "all" or record.serial in self.exact):
            return False
        return self.loops.is_counted(record.loop)

    def of(self, record: TaskRef) -> Tuple[int, Optional[float], bool]:
        """Steps, busy seconds, and whether they are only sampled."""
        approx = not self.is_exact(record)
        return record.steps, round(record.busy, 6) if record.busy or not approx else None, approx
