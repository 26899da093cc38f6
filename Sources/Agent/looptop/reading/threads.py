"""The threads of this process, read without running code of the service: a class of its own may override anything."""

import threading
from typing import Any, List, NamedTuple, Optional

from ..safe import exact, field, number
from ..text import text


class Thread(NamedTuple):
    """One thread; `thing` is the object itself."""

    thing: Any
    ident: int
    native: Optional[int]
    name: str
    daemon: bool


def all_threads() -> List[Any]:
    """The objects of all threads that run."""
    return list(vars(threading)["_active"].values())


def described(thing: Any) -> Thread:
    """One of them."""
    name = text(exact(field(thing, "_name"))) or "?"
    daemon = field(thing, "_daemonic") is True
    return Thread(thing, number(field(thing, "_ident")) or 0, number(field(thing, "_native_id")), name, daemon)


def threads() -> List[Thread]:
    """All threads that run."""
    return [described(thing) for thing in all_threads()]


def thread_of(ident: Optional[int]) -> Optional[Thread]:
    """The thread with this identity."""
    found = None if ident is None else vars(threading)["_active"].get(ident)
    return None if found is None else described(found)


def main_ident() -> int:
    """The identity of the main thread."""
    return number(field(threading.main_thread(), "_ident")) or 0


def name_thread() -> None:
    """Gives the calling thread its name in the kernel too, where `top -H` and clients see it."""
    try:
        with open("/proc/self/task/%d/comm" % threading.get_native_id(), "w") as file:
            file.write("looptop")
    except OSError:
        return  # a system without /proc, or one that does not allow it
