"""How the agent gets into a service that does not know of it.

`looptop run` puts this folder, and the one that holds the package, first on PYTHONPATH: `sitecustomize.py` here is then
run by every Python that the service starts. With the package installed, `LOOPTOP=1` does the same through
`looptop.pth` (`looptop.start` on 3.15 and later).

The agent's thread and socket come with the first loop that runs in a process, for a pre-fork master should have no
threads. In the process that `looptop run` itself started they come at once, so that a service without a loop can be
looked at too: `LOOPTOP_RUN` holds the launcher's pid, which is then `os.getppid()` (or the process's own pid, where
the launcher has made itself into the service with exec).

Nothing here raises into the service, and only what needs no other module is imported before asyncio is.
"""

import os
import sys
from typing import Any

from ..imports import follow_asyncio

_booted = False


def boot() -> None:
    """Prepares this process; at most once."""
    global _booted
    if _booted:
        return
    _booted = True
    try:
        at_once = _is_launched()
        if at_once or "asyncio" in sys.modules:
            from ..agent import agent

            agent.prepare(at_once)
        if "asyncio" not in sys.modules:
            follow_asyncio(imported)
    except Exception as error:
        _complain(error)


def _is_launched() -> bool:
    return os.environ.get("LOOPTOP_RUN", "") in (str(os.getppid()), str(os.getpid()))


def _complain(error: BaseException) -> None:
    try:
        sys.stderr.write("looptop: the service runs without agent: %s\n" % error)
    except Exception:
        return  # no standard error: nobody to tell


def imported(asyncio: Any) -> None:
    """asyncio is there: hooks in, before anybody has a loop."""
    try:
        from ..agent import agent

        agent.asyncio_imported(asyncio)
    except Exception as error:
        _complain(error)
