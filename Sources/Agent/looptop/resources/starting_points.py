"""Where resources are found without a task: what loops and libraries keep, and the service's own modules."""

from types import ModuleType
from typing import TYPE_CHECKING, Any, Dict, Iterator

from .executors import default_executor, sensitive_executor
from .known import Ledger
from .naming import in_module, inside, names_in, user_modules
from .streams import Threads, default_limiters

if TYPE_CHECKING:
    from ..loops.loops import Loops

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
        for known in list(self.loops.all.values()):
            self.find_executor(known.ref())
            yield
        shared = sensitive_executor()
        if shared is not None:
            self.ledger.name(shared, "thread of sync_to_async")
        for limiter in default_limiters():
            found = self.ledger.of(limiter, self.threads, "executor")
            if found is not None:
                found.call("anyio threads")

    def find_executor(self, loop: Any) -> None:
        """What a loop keeps for itself."""
        executor = None if loop is None else default_executor(loop)
        if executor is not None:
            self.ledger.name(executor, "default executor")

    def walk_modules(self, now: float) -> Iterator[None]:
        """The service's own modules, now and then."""
        if now < self.walk_due:
            return
        self.walk_due = now + WALK_EVERY
        self.walked = {key: at for key, at in self.walked.items() if now - at < WALK_EVERY}
        for name, module in user_modules():
            for key in names_in(module):
                self.look_at(name, module, key)
                yield
            yield

    def look_at(self, name: str, module: ModuleType, key: str) -> None:
        """One global of a module, whole: what it leads to is held by nobody in the next slice."""
        for found in in_module(name, module, key):
            self.ledger.notice(found)

    def look_into(self, thing: Any, now: float) -> None:
        """An object of the service's own that a task has at hand: what its attributes hold."""
        if now - self.walked.get(id(thing), 0.0) > WALK_EVERY:
            self.walked[id(thing)] = now
            for found in inside(thing):
                self.ledger.notice(found)
