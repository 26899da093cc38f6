"""Steps and busy time: who asks for exact figures, and what is known without."""

import os
from typing import Dict, FrozenSet, Iterable, Optional, Tuple

from .loops import Loops
from .registry import TaskRef

MOST = 200
"""Tasks that a client may look at."""


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
        self.exact: FrozenSet[int] = frozenset()
        if self.always:
            loops.count_steps("all")

    def follow(self, looks: Iterable[Look], records: Iterable[TaskRef]) -> None:
        """Counts as these clients want; what was not exact before begins anew."""
        looks = list(looks)
        exact = frozenset().union(*(look.tasks for look in looks))
        all = self.always or any(look.all for look in looks)
        before = self.loops.counting
        if exact == self.exact and (before == "all") == all:
            return
        looked: Dict[int, TaskRef] = {}
        for record in records if exact or (all and before != "all") else ():
            is_looked = record.serial in exact
            if before != "all" and record.serial not in self.exact and (all or is_looked):
                record.steps, record.busy = 0, 0.0
            task = record() if is_looked else None
            if task is not None:
                looked[id(task)] = record
            del task
        self.exact = exact
        self.loops.count_steps("all" if all else "looked" if exact else None)
        if self.loops.counter is not None:
            self.loops.counter.looked = looked

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
