"""What the agent asks event loops for: to call a function of its own soon."""

from typing import Any, Callable

from ..safe import class_attribute, class_module, exact, imported, is_method, mro
from .event_loop import asyncio_base, is_untouched, uvloop_base
from .locations import is_user

_SOON = ("call_soon_threadsafe", "_call_soon", "_check_closed", "_check_callback", "_write_to_self")


def ask(loop: Any, function: Callable[..., None], *arguments: Any) -> bool:
    """Has a loop call a function of the agent's soon; false where it is closed, or asking runs code of the service."""
    base = uvloop_base(loop)
    if base is not None:
        method = class_attribute(base, "call_soon_threadsafe")
    elif is_untouched(loop, _SOON):
        method = class_attribute(type(loop), "call_soon_threadsafe")
    else:
        method = _of_library(loop)
    if method is None:
        return False
    try:
        method(loop, function, *arguments)
    except RuntimeError:  # closed since
        return False
    return True


def _of_library(loop: Any) -> Any:
    """`call_soon_threadsafe` of a loop that a library has made, whole: asking it is what the method is for."""
    if asyncio_base(loop) is not None:
        return None
    found = class_attribute(type(loop), "call_soon_threadsafe")
    if not is_method(found) or any(_is_own(base) for base in mro(type(loop))):
        return None
    return found


def _is_own(kind: type) -> bool:
    """True for a class of the service's own."""
    file = exact(imported(class_module(kind), "__file__"))
    return file is not None and bool(is_user(file)) or class_module(kind) == "__main__"
