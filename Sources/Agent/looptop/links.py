"""The one walk along what a task is suspended in, without running any code of the service."""

import gc
import sys
from types import AsyncGeneratorType, CodeType, CoroutineType, GeneratorType
from typing import Any, List, Tuple

DEEPEST = 1000
Links = List[Tuple[CodeType, Any]]

# of each kind: its code, what it waits for, its frame
KINDS = {
    CoroutineType: ("cr_code", "cr_await", "cr_frame"),
    GeneratorType: ("gi_code", "gi_yieldfrom", "gi_frame"),
    AsyncGeneratorType: ("ag_code", "ag_await", "ag_frame"),
}
_WRAPPERS = frozenset(("async_generator_asend", "async_generator_athrow", "anext_awaitable", "coroutine_wrapper"))


def await_links(coroutine: Any) -> Links:
    """(code, coroutine) of all that a task is suspended in, outermost first; no frame object is made for it."""
    links: Links = []
    link = coroutine
    for _ in range(DEEPEST):
        kind = type(link)
        names = KINDS.get(kind)
        if names is not None:
            links.append((getattr(link, names[0]), link))
            link = getattr(link, names[1])
        elif kind.__name__ in _WRAPPERS:
            link = _wrapped(link)
        elif kind.__module__.startswith("_cython_"):
            link = getattr(link, "cr_await", None)
        else:
            break
        if link is None:
            break
    return links


def _wrapped(link: Any) -> Any:
    """The generator or coroutine inside one of these helpers."""
    for inner in gc.get_referents(link):
        if type(inner) in KINDS or type(inner).__name__ in _WRAPPERS:
            return inner
    return None


def frame_of(link: Any) -> Any:
    """The frame of a link; None once it has ended."""
    return getattr(link, KINDS[type(link)][2])


def referents(link: Any) -> List[Any]:
    """What a link has at hand: its variables, and the values that it is working on."""
    return gc.get_referents(link if sys.version_info >= (3, 11) else frame_of(link))
