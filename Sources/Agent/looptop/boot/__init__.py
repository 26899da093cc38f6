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
from typing import Any, Optional

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
            sys.meta_path.insert(0, _Watcher())
    except Exception as error:
        _complain(error)


def _is_launched() -> bool:
    return os.environ.get("LOOPTOP_RUN", "") in (str(os.getppid()), str(os.getpid()))


def _complain(error: BaseException) -> None:
    try:
        sys.stderr.write("looptop: the service runs without agent: %s\n" % error)
    except Exception:
        return  # no standard error: nobody to tell


class _Watcher:
    """Finds nothing itself, but hears when asyncio is imported, and wants to know when that is done."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[Any]:
        """Called for every import until asyncio's."""
        if name != "asyncio":
            return None
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        for finder in list(sys.meta_path):
            find = getattr(finder, "find_spec", None)
            spec = None if find is None else find(name, path, target)
            if spec is not None:
                self.follow(spec.loader)
                return spec
        return None

    def follow(self, loader: Any) -> None:
        """Runs `imported` after the loader has run the module."""
        if isinstance(loader, type) or not hasattr(loader, "exec_module"):
            return
        execute = loader.exec_module

        def exec_module(module: Any) -> None:
            del loader.exec_module
            execute(module)
            imported(module)

        loader.exec_module = exec_module


def imported(asyncio: Any) -> None:
    """asyncio is there: hooks in, before anybody has a loop."""
    try:
        from ..agent import agent

        agent.asyncio_imported(asyncio)
    except Exception as error:
        _complain(error)
