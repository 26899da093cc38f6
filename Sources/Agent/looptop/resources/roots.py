"""Where resources are found without a task: what loops and libraries keep, and the service's own modules."""

from typing import TYPE_CHECKING, Any, Dict, Iterator

from .executors import default_executor
from .ledger import Ledger
from .naming import in_module, inside, user_modules
from .streams import Threads, default_limiters

if TYPE_CHECKING:
    from ..loops import Loops

WALK_EVERY = 10.0
"""Seconds between two walks through the modules, and between two looks into one object."""
RECENT = 2.5
"""Seconds: a walk that was not this long ago need not be made anew for somebody who begins to watch."""


class Roots:
    """The places where the search begins."""

    def __init__(self, ledger: Ledger, loops: "Loops") -> None:
        self.ledger = ledger
        self.loops = loops
        self.threads = Threads()
        self.walk_due = 0.0
        self.walked: Dict[int, float] = {}

    def look_everywhere(self) -> None:
        """Somebody new looks: the next look walks through the modules too, unless that was just now."""
        self.walk_due -= WALK_EVERY - RECENT

    def find_roots(self) -> Iterator[None]:
        """What loops and libraries keep for themselves."""
        for loop in self.loops.alive():
            executor = default_executor(loop)
            if executor is not None:
                self.ledger.name(executor, "default executor")
            yield
        for limiter in default_limiters():
            found = self.ledger.of(limiter, self.threads, "executor")
            if found is not None:
                found.name, found.is_named, found.user = "anyio threads", True, True
            yield

    def walk_modules(self, now: float) -> Iterator[None]:
        """The service's own modules, now and then."""
        if now < self.walk_due:
            return
        self.walk_due = now + WALK_EVERY
        self.walked = {key: at for key, at in self.walked.items() if now - at < WALK_EVERY}
        for name, module in user_modules():
            for found in in_module(name, module):
                self.ledger.notice(found)
                yield
            yield

    def look_into(self, thing: Any, now: float) -> None:
        """An object of the service's own that a task has at hand: what its attributes hold."""
        if now - self.walked.get(id(thing), 0.0) > WALK_EVERY:
            self.walked[id(thing)] = now
            for found in inside(thing):
                self.ledger.notice(found)
