"""Connections that are out and that nobody can give back: told once that is certain.

A look at a busy service is no photograph: between the tasks and the pool connections change hands. So what no task has
is suspected only after several looks in a row, in which it was not given back and taken anew. And a task may have it
where no look goes: a suspect is a leak only once a search from all that lives (`search.py`) has not come upon it.
"""

from typing import Any, Dict, Optional, Set, Tuple
from weakref import ref

from ..reading.record import ENDED, TaskRef

LOOKS = 2
UNSURE_LOOKS = 4
"""Where it cannot be told whether a connection was given back between two looks."""


class Leaks:
    """What is out of one pool, and in how many looks in a row no task had it."""

    __slots__ = ("suspects", "proved", "cleared", "owners", "kept")

    def __init__(self) -> None:
        self.suspects: Dict[int, Tuple[int, Any]] = {}
        self.proved: Set[int] = set()
        self.cleared: Set[int] = set()  # what a search has come upon
        self.kept: Dict[int, Tuple[str, Any]] = {}  # by which generator that nobody runs, and in which line
        self.owners: Dict[int, Tuple[TaskRef, Any]] = {}  # the task that had it at hand last, and in which turn

    def judge(self, out: Dict[int, Any], held: Set[int], is_whole: bool) -> None:
        """One look: `out` are the connections, each with its turn, `held` those that tasks have.

        `is_whole`: every task was read. A turn is another one once a connection was given back and taken again: a
        weak reference to what there is once a turn; or a figure that stands still while nobody uses it.
        """
        before, self.suspects = self.suspects, {}
        for what, turn in out.items():
            if what in held:
                continue
            looks, last = before.get(what, (0, turn))
            if not same_turn(turn, last) and (type(turn) is ref or looks < UNSURE_LOOKS):
                looks = 0
                self.proved.discard(what)  # it was given back, and taken anew
                self.cleared.discard(what)
            if is_whole or looks:
                self.suspects[what] = (min(looks + is_whole, UNSURE_LOOKS), turn)
        self.proved.intersection_update(self.suspects)
        self.cleared.intersection_update(self.suspects)
        self.kept = {what: kept for what, kept in self.kept.items() if what in self.suspects}

    def searched(self, what: int, is_found: bool) -> None:
        """A search from all that lives has come upon it, or has not."""
        (self.cleared if is_found else self.proved).add(what)
        if is_found:
            self.proved.discard(what)

    def is_undecided(self) -> bool:
        """Whether there are suspects of which no search has told yet whether they are leaks."""
        return any(what not in self.proved and what not in self.cleared for what in self.suspects)

    def had(self, out: Dict[int, Any], holders: Dict[int, TaskRef]) -> None:
        """Notes which task has which connection in this look."""
        self.owners = {what: owner for what, owner in self.owners.items() if what in out}
        self.owners.update((what, (record, out[what])) for what, record in holders.items() if what in out)

    def owner(self, what: int, turn: Any) -> Optional[TaskRef]:
        """The task that had it at hand last, if it lives and has not given it back since."""
        record, then = self.owners.get(what, (None, None))
        alive = record is not None and record.seen != ENDED and turn is not None
        return record if alive and same_turn(turn, then) else None

    def doubtful(self) -> Set[int]:
        """Those that no task had for so many looks that they are worth a search."""
        return {
            what
            for what, (looks, turn) in self.suspects.items()
            if what not in self.proved and looks >= (LOOKS if type(turn) is ref else UNSURE_LOOKS)
        }


def same_turn(one: Any, other: Any) -> bool:
    """Whether nothing was given back in between; what a turn refers to is not asked whether it equals another."""
    if type(one) is ref and type(other) is ref:
        return one is other or (one() is not None and one() is other())
    return type(one) is type(other) and bool(one == other)


def is_other(thing: Any, one: Any) -> bool:
    """Whether something is there, and is not this one."""
    return thing is not None and thing is not one


def turn_of(thing: Any) -> Any:
    """A turn, by something that there is once a turn; None where nothing can tell."""
    try:
        return None if thing is None else ref(thing)
    except TypeError:
        return None
