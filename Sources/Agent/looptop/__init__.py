"""looptop's agent: shows the event loops and tasks of this process on a debug socket.

    import looptop
    looptop.start()

Nothing is raised into the service: if the agent cannot start, it says so in one line on standard error.
"""

from __future__ import annotations

import sys

from .version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

__all__ = ["__version__", "start", "stop"]


def start(name: str | None = None, *, directory: str | None = None) -> str:
    """Opens the debug socket, and returns its path; does nothing but that if it is open.

    `name` is what the service is called in lists; `directory` is where the socket goes, made with mode 0700 if it is
    missing. Returns an empty string, after a line on standard error, if the agent cannot start here.
    """

    def begin(here: Any) -> str:
        from .agent import agent

        return agent.start(name, directory, here=here)

    return beside_the_loop(begin)


def stop() -> None:
    """Closes the debug socket and puts the service back as it was found."""

    def end(here: Any) -> str:
        from .agent import agent

        agent.stop()
        return ""

    beside_the_loop(end)


def beside_the_loop(act: Callable[[Any], str]) -> str:
    """Does it in a thread where a loop runs in this one, and waits for that: services forbid there what blocks
    (blockbuster), such as to import a module or to write a file. `act` is told of the thread and its loop, or None."""
    from _thread import get_ident, get_native_id, start_new_thread
    from select import select
    from types import BuiltinFunctionType

    from .process.thread_end import wait_until_gone

    running: Any = getattr(sys.modules.get("_asyncio"), "_get_running_loop", None)
    loop = running() if type(running) is BuiltinFunctionType else None
    if loop is None or type(start_new_thread) is not BuiltinFunctionType:
        return act(None)  # also where others make threads: such a one may need this thread to go on
    here, done = (get_ident(), loop), []
    natives: list[int] = []

    def run() -> None:
        result = ""
        natives.append(get_native_id())
        try:
            result = act(here)
        except Exception as error:  # such as: half of the package is missing
            sys.stderr.write("looptop: the service runs without agent: %s\n" % error)
        finally:
            done.append(result)

    try:
        start_new_thread(run, ())
    except RuntimeError:  # the limit of threads is reached, or the process ends
        return act(None)
    while not done:
        select((), (), (), 0.0005)
    wait_until_gone(lambda: False, lambda: natives[0], 0.05)  # a fork that follows counts threads
    return str(done[0])
