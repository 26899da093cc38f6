"""What the agent changes in asyncio while it is there, and how it takes it back."""

from collections import deque
from typing import Any, Deque, Optional, Tuple

from .loops.starts import Starts
from .reading.futures import futures
from .safe import field
from .tasks.creation_hook import Registry, registry
from .tasks.task_factory import NEEDED, Factories
from .tasks.unawaited import Unawaited
from .trouble import troubles

WAITING = 1000
"""What loops and the interpreter may tell before the agent's thread comes by."""


class Hooks:
    """The creation hook and the loop registry, put in once asyncio is there.

    They are loaded before the rest of the agent in a process that gets to its loop first, and need no more than this.
    """

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.loops: Any = Starts()
        self.told: Deque[Any] = deque(maxlen=WAITING)
        self.asyncio: Any = None
        self.original: Any = None
        self.wrapper: Any = None
        self.factories = Factories(lambda task: None)
        self.unawaited = Unawaited(self.told)
        self.before_first_loop: Any = None
        self.runner: Optional[Tuple[Any, Any, Any]] = None

    def hand_over(self, loops: Any) -> None:
        """From now on the agent's own `Loops` hears what happens, and of what runs already."""
        starts, self.loops = self.loops, loops
        starts.hand_over(loops)

    def install(self, asyncio: Any) -> None:
        """Puts the hooks into a fully imported asyncio; once."""
        if self.asyncio is not None:
            return
        self.asyncio = asyncio
        futures.learn()
        self.registry.install(asyncio)
        if NEEDED:
            self.factories = Factories(self.registry.make_hook(asyncio))
            self.loops.on_found.append(self.factories.install)
            self.wrap_runner(asyncio)
        self.wrap_running_loop(asyncio)
        self.unawaited.install()
        loop = asyncio._get_running_loop()
        if loop is not None:
            self.loops.started(loop)

    def wrap_runner(self, asyncio: Any) -> None:
        """`asyncio.run` makes the main task before its loop runs: the factory must be in by then."""
        runner = asyncio.Runner
        original = vars(runner).get("_lazy_init")
        if original is None:
            return

        def _lazy_init(self_: Any) -> None:
            original(self_)
            try:
                if self.asyncio is not None:
                    self.loops.of(field(self_, "_loop"))
            except Exception as error:
                troubles.note("the hook at the start of a loop", error)  # the service must not notice

        self.runner = (runner, original, _lazy_init)
        runner._lazy_init = _lazy_init

    def wrap_running_loop(self, asyncio: Any) -> None:
        """Every loop says here that it begins to run, uvloop's as well if it is imported later."""
        original = self.original = asyncio.events._set_running_loop

        def _set_running_loop(loop: Any) -> None:
            original(loop)
            try:
                if self.asyncio is None:
                    return
                if loop is None:
                    self.loops.stopped()
                    return
                self.loops.started(loop)
                if self.before_first_loop is not None:
                    self.before_first_loop()
            except Exception as error:
                troubles.note("the hook at the start of a loop", error)  # the service must not notice

        self.wrapper = _set_running_loop
        asyncio.events._set_running_loop = _set_running_loop
        asyncio._set_running_loop = _set_running_loop

    def remove(self) -> None:
        """Takes back what is still ours."""
        asyncio = self.asyncio
        if asyncio is None:
            return
        self.asyncio = None
        self.unawaited.remove()
        self.registry.remove()
        self.loops.on_found.clear()
        self.factories.remove()
        self.loops.release()
        if self.runner is not None:
            runner, original, ours = self.runner
            if vars(runner).get("_lazy_init") is ours:
                runner._lazy_init = original
            self.runner = None
        for module in (asyncio.events, asyncio):
            if module._set_running_loop is self.wrapper:
                module._set_running_loop = self.original


hooks = Hooks(registry)
