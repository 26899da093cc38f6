"""The one walk along what a task is suspended in, without running any code of the service."""

import gc
from types import CodeType, GetSetDescriptorType, MemberDescriptorType
from typing import Any, List, Tuple

from ..safe import class_attribute, class_module, class_name, kind_name
from ..trouble import troubles
from .coroutine_frames import awaited, code_of, is_link
from .futures import futures

DEEPEST = 1000
Links = List[Tuple[CodeType, Any]]

_WRAPPERS = frozenset(("async_generator_asend", "async_generator_athrow", "anext_awaitable", "coroutine_wrapper"))


def await_links(coroutine: Any) -> Links:
    """(code, coroutine) of all that a task is suspended in, outermost first; no frame object is made for a coroutine.

    Of a task that runs it is the outermost coroutine alone: the frames of its thread tell the rest.
    """
    links: Links = []
    link = coroutine
    for _ in range(DEEPEST):
        kind = type(link)
        if is_link(link):
            links.append((code_of(link), link))
            link = awaited(link)
        elif class_name(kind) in _WRAPPERS:
            link = _wrapped(link)
        elif is_cython(kind):
            link = _awaited_in_cython(link)
        else:
            break
        if link is None:
            break
    return links


def _wrapped(link: Any) -> Any:
    """The generator or coroutine inside one of these helpers."""
    for inner in gc.get_referents(link):
        if is_link(inner) or kind_name(inner) in _WRAPPERS:
            return inner
    return None


def is_cython(kind: type) -> bool:
    """True for the coroutines of Cython."""
    return class_module(kind).startswith("_cython_")


def _awaited_in_cython(link: Any) -> Any:
    """What a coroutine of Cython waits for: a field of it that is an object or empty, whether it runs or not."""
    field = class_attribute(type(link), "cr_await")
    is_field = type(field) is GetSetDescriptorType or type(field) is MemberDescriptorType
    return field.__get__(link) if is_field else None


def links_of(task: Any) -> Links:
    """What a task is suspended in; nothing where it ran on under the eyes."""
    try:
        return await_links(futures.coroutine(task))
    except Exception as error:
        troubles.saw("the frames of a task", error)
        return []
