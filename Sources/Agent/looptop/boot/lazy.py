"""Waits in an imported asyncio for the first loop, and costs nothing else: the agent is loaded when that comes."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable


def wait_for_loop(asyncio: Any, load: Callable[[Any], None]) -> None:
    """Calls `load` before the first loop runs, and before it gets its first task; once."""
    events, base = asyncio.events, asyncio.events._set_running_loop
    tasks: Any = None
    if sys.version_info < (3, 14):
        tasks = getattr(asyncio.tasks, "_scheduled_tasks", None)
        tasks = asyncio.tasks._all_tasks if tasks is None else tasks
    runner: Any = getattr(asyncio, "Runner", None)
    make: Any = vars(runner).get("_lazy_init") if runner is not None else None
    waits = [True]

    def come() -> None:
        if not waits:
            return
        del waits[:]
        for module in (events, asyncio):
            if module._set_running_loop is _set_running_loop:
                module._set_running_loop = base
        if tasks is not None and vars(tasks).get("add") is add:
            del tasks.add
        if make is not None and vars(runner).get("_lazy_init") is _lazy_init:
            runner._lazy_init = make
        load(asyncio)

    def _set_running_loop(loop: Any) -> None:
        # uvloop keeps the function that it finds when it is imported: this one may be called for good
        come()
        current = events._set_running_loop
        (base if current is _set_running_loop else current)(loop)

    def add(task: Any) -> None:
        come()
        tasks.add(task)

    def _lazy_init(self: Any) -> None:
        come()
        runner._lazy_init(self)

    events._set_running_loop = asyncio._set_running_loop = _set_running_loop
    if tasks is not None:
        tasks.add = add
    if make is not None:
        runner._lazy_init = _lazy_init
