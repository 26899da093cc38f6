"""How the agent gets into a service that does not know of it.

`looptop run` puts this folder, and the one that holds the package, first on PYTHONPATH: `sitecustomize.py` here is then
run by every Python that the service starts. With the package installed, `LOOPTOP=1` does the same through
`looptop.pth` (`looptop.start` on 3.15 and later).

The agent's hooks come with the first loop that runs in a process, its thread and socket some moments after (see
`looptop/early.py`), for a pre-fork master should have no threads. In the process that `looptop run` itself started all
of it comes at once, so that a service without a loop can be looked at too: `LOOPTOP_RUN` holds the launcher's pid,
which is then `os.getppid()` (or the process's own pid, where the launcher has made itself into the service with exec).

Nothing here raises into the service, and only what needs no other module is imported before asyncio is.
"""

from __future__ import annotations

import os
import sys

from .asyncio_import import follow_asyncio

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_booted = False


def boot() -> None:
    """Prepares this process; at most once."""
    global _booted
    if _booted:
        return
    _booted = True
    try:
        asyncio = sys.modules.get("asyncio")
        if _is_launched():
            the_agent().prepare(True)
        elif asyncio is not None:
            imported(asyncio)
        if asyncio is None:
            follow_asyncio(imported)
    except Exception as error:
        _complain(error)


def the_agent() -> Any:
    """Loads all of it."""
    for _ in _bundle().all():
        pass
    from ..agent import agent

    return agent


def _bundle() -> Any:
    from .bundle import Bundle

    return Bundle(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


def _is_launched() -> bool:
    return os.environ.get("LOOPTOP_RUN", "") in (str(os.getppid()), str(os.getpid()))


def _complain(error: BaseException) -> None:
    try:
        sys.stderr.write("looptop: the service runs without agent: %s\n" % error)
    except Exception:
        return  # no standard error: nobody to tell


def imported(asyncio: Any) -> None:
    """asyncio is there; most children never run a loop, and get nothing more until they do."""
    try:
        from .lazy import wait_for_loop

        wait_for_loop(asyncio, load)
    except Exception as error:
        _complain(error)


def load(asyncio: Any) -> None:
    """A loop is about to run, or to have a task: hooks in."""
    try:
        bundle = _bundle()
        bundle.first()
        from ..early import early

        early.begin(asyncio, bundle.all())
    except Exception as error:
        _complain(error)
