"""Connections that are out and that no live task has: told once that is certain.

A look at a busy service is no photograph: between the tasks and the pool connections change hands. So what nobody has
is a leak only after several looks in a row, in which it was not given back and taken anew.
"""

from typing import Any, Dict, Set, Tuple
from weakref import ref

LOOKS = 2
UNSURE_LOOKS = 4
"""Where it cannot be told whether a connection was given back between two looks."""


class Leaks:
    """What is out of one pool, and in how many looks in a row no task had it."""

    __slots__ = ("suspects",)

    def __init__(self) -> None:
        self.suspects: Dict[int, Tuple[int, Any]] = {}

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
            if turn != last and (isinstance(turn, ref) or looks < UNSURE_LOOKS):
                looks = 0
            if is_whole or looks:
                self.suspects[what] = (min(looks + is_whole, UNSURE_LOOKS), turn)

    def sure(self) -> Set[int]:
        """Those that nobody has."""
        return {
            what
            for what, (looks, turn) in self.suspects.items()
            if looks >= (LOOKS if isinstance(turn, ref) else UNSURE_LOOKS)
        }


def turn_of(thing: Any) -> Any:
    """A turn, by something that there is once a turn; None where nothing can tell."""
    try:
        return None if thing is None else ref(thing)
    except TypeError:
        return None
