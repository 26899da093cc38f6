"""Strings of the service, as they may be told."""

from typing import Optional

TEXT_LIMIT = 200
"""Characters of a name or of a message."""


def text(value: object, limit: int = TEXT_LIMIT) -> Optional[str]:
    """A string of the service as it may go over the wire: bounded, and UTF-8; None if it is not exactly a `str`."""
    if type(value) is not str:
        return None
    short = value if len(value) <= limit else value[: limit - 1] + "\u2026"
    # a lone surrogate has no UTF-8, and clients may refuse the line
    return short if short.isascii() else short.encode("utf-8", "replace").decode("utf-8")
