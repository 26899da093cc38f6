"""Hears what a loop tells its exception handler: failures that nobody handles, exceptions that nobody looks at."""

import time
from typing import Any, Deque
from weakref import ref

from .errors import error_text
from .locations import created_at
from .protocol import text
from .registry import record_of

WAITING = 1000
"""What loops may tell before the agent's thread comes by."""


def follow_exceptions(loop: Any, told: Deque[Any]) -> Any:
    """Hears what a loop reports to its exception handler; the wrapper, or None where it has one of its own already."""
    if "call_exception_handler" in getattr(loop, "__dict__", {"call_exception_handler": None}):
        return None
    here, original = ref(loop), type(loop).call_exception_handler

    def call_exception_handler(context: Any) -> Any:
        try:
            told.append(_summary(context))
        except Exception:
            pass  # the service must not notice
        return original(here(), context)

    loop.call_exception_handler = call_exception_handler
    return call_exception_handler


def unfollow_exceptions(loop: Any, wrapper: Any) -> None:
    """Takes `follow_exceptions` back, if it is still ours."""
    if wrapper is not None and vars(loop).get("call_exception_handler") is wrapper:
        del loop.call_exception_handler


def _summary(context: Any) -> Any:
    """(time, kind, number of the task, its name, words, where); nothing of the context is kept."""
    message = text(context.get("message")) or ""
    kind = "unhandled"
    if "never retrieved" in message:
        kind = "unretrieved"
    elif "destroyed but it is pending" in message:
        kind = "destroyed"
    task = context.get("task") or context.get("future")
    record = None if task is None else record_of(task)
    name = text(task.get_name()) if hasattr(type(task), "get_name") else None
    where = None if record is None else created_at(record)
    error = context.get("exception")
    words = message if error is None else error_text(error)
    return time.time(), kind, None if record is None else record.serial, name, words, where
