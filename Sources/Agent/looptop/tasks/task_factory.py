"""3.14 and later: a task factory, chained to the service's own, tells about creations.

The service goes on seeing its own factory: `get_task_factory` and `set_task_factory` are shadowed on the loop.
"""

import sys
from typing import Any, Callable, Dict
from weakref import ref

from ..reading.event_loop import set_task_factory as set_factory
from ..reading.event_loop import task_factory
from ..safe import attributes, lookup

NEEDED = sys.version_info >= (3, 14)
_NAMES = ("set_task_factory", "get_task_factory")


class Factories:
    """The chained factories of all loops."""

    def __init__(self, created: Callable[[Any], None]) -> None:
        self.created = created
        self.chains: Dict[int, "Chained"] = {}

    def install(self, loop: Any) -> None:
        """Chains to the factory of a loop, once."""
        known = self.chains.get(id(loop))
        if known is None or known.loop() is not loop:
            self.chains[id(loop)] = Chained(loop, self.created)

    def remove(self) -> None:
        """Puts every loop's own factory back."""
        for chained in list(self.chains.values()):
            chained.remove()
        self.chains.clear()


class Chained:
    """The factory of one loop."""

    def __init__(self, loop: Any, created: Callable[[Any], None]) -> None:
        self.loop = ref(loop)
        self.own = task_factory(loop)
        self.created = created
        self.install(loop)

    def install(self, loop: Any) -> None:
        """Shadows the two methods of the loop, without keeping it alive from outside."""
        weak = self.loop
        kind = type(loop)

        def make(loop: Any, coroutine: Any, **options: Any) -> Any:
            own = self.own
            if own is not None:
                task = own(loop, coroutine, **options)
            else:
                task = sys.modules["asyncio"].Task(coroutine, loop=loop, **options)
            try:
                self.created(task)
            except Exception:
                return task  # what the service's factory returns is its own affair
            return task

        def set_task_factory(factory: Any) -> None:
            alive = weak()
            if alive is None:
                return  # it is being collected, and makes no tasks any more
            # the loop's own check of what it is given, and its message
            kind.set_task_factory(alive, factory)
            self.own = factory
            set_factory(alive, make)

        def get_task_factory() -> Any:
            return self.own

        set_factory(loop, make)
        self.make, self.set, self.get = make, set_task_factory, get_task_factory
        own = attributes(loop)  # past a `__setattr__` of the loop's
        own["set_task_factory"], own["get_task_factory"] = set_task_factory, get_task_factory

    def remove(self) -> None:
        """Leaves the loop as the service would have it."""
        loop = self.loop()
        if loop is None:
            return
        own = attributes(loop)
        for name, ours in zip(_NAMES, (self.set, self.get)):
            if lookup(own, name) is ours:
                del own[name]
        if task_factory(loop) is self.make:
            set_factory(loop, self.own)
