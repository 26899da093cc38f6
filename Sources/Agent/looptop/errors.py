"""Exceptions in words, without running code of the service."""

from typing import Any

from .protocol import text


def error_text(error: Any) -> str:
    """Type and first argument of an exception; its own `__str__` is never called."""
    name = type.__dict__["__name__"].__get__(type(error))
    arguments = BaseException.args.__get__(error)  # type: ignore[attr-defined]
    if arguments and type(arguments[0]) in (str, int):
        try:
            name = "%s: %s" % (name, arguments[0])
        except ValueError:
            pass  # an integer of more digits than Python prints
    return text(name) or "?"
