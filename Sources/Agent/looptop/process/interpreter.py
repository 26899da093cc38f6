"""Which interpreters the agent has something to offer."""

import sys
from types import FunctionType

from ..safe import exact, imported, is_a


class Refused(Exception):
    """The agent cannot start here; the text says why."""


def tells_of_the_end(error: Exception) -> bool:
    """True of the refusal to start a thread in a process that ends, from 3.12 on: nobody is to hear of that."""
    return is_a(error, RuntimeError) and "at interpreter shutdown" in (exact(error.args[0]) or "" if error.args else "")


def check_interpreter() -> None:
    """Raises `Refused` where the agent has nothing to offer."""
    if sys.implementation.name != "cpython":
        raise Refused("%s is not supported; run the service on CPython" % sys.implementation.name)
    if "t" in sys.abiflags:
        raise Refused("a free-threaded build is not supported; use the build with the GIL")
    start = imported("_thread", "start_new_thread")
    source = exact(start.__module__) if type(start) is FunctionType else None
    source = source and source.partition(".")[0]
    if source in ("gevent", "eventlet"):
        raise Refused("threads are those of %s here, and an agent needs a real one" % source)
    if not sys.platform.startswith("linux"):
        raise Refused("%s is not supported; looptop needs Linux" % sys.platform)
