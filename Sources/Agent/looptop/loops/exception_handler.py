"""Hears what a loop tells its exception handler: failures that nobody handles, exceptions that nobody looks at."""

from typing import Any, Deque
from weakref import ref

from ..reading.errors import error_text
from ..reading.futures import futures
from ..reading.locations import created_at
from ..reading.record import record_of
from ..real_time import time
from ..safe import attributes, class_attribute, is_method, lookup
from ..text import text


def follow_exceptions(loop: Any, told: Deque[Any]) -> Any:
    """Hears what a loop reports to its exception handler; the wrapper, or None where it has one of its own already."""
    own, original = attributes(loop), class_attribute(type(loop), "call_exception_handler")
    if type(own) is not dict or original is None or lookup(own, "call_exception_handler") is not None:
        return None
    if not is_method(original):
        return None  # something of the service's own that is asked for it
    here = ref(loop)

    def call_exception_handler(context: Any) -> Any:
        try:
            told.append(_summary(context))
        except Exception:
            pass  # the service must not notice
        loop = here() or _loop_of(context)
        return None if loop is None else original(loop, context)

    own["call_exception_handler"] = call_exception_handler  # past a `__setattr__` of the loop's
    return call_exception_handler


def _loop_of(context: Any) -> Any:
    """The loop of what a message is about: that of a task which is collected together with its loop.

    References to both are empty then, and both are there still.
    """
    about = [lookup(context, name) for name in ("task", "future")] if type(context) is dict else []
    return next((futures.loop(each) for each in about if each is not None), None)


def unfollow_exceptions(loop: Any, wrapper: Any) -> None:
    """Takes `follow_exceptions` back, if it is still ours."""
    own = attributes(loop)
    if wrapper is not None and lookup(own, "call_exception_handler") is wrapper:
        del own["call_exception_handler"]


def _summary(context: Any) -> Any:
    """(time, kind, number of the task, its name, words, where); nothing of the context is kept."""
    if type(context) is not dict:
        return time.time(), "unhandled", None, None, "?", None
    message = text(lookup(context, "message")) or ""
    kind = "unhandled"
    if "never retrieved" in message:
        kind = "unretrieved"
    elif "destroyed but it is pending" in message:
        kind = "destroyed"
    task = lookup(context, "task")
    if task is None:
        task = lookup(context, "future")
    record = None if task is None else record_of(task)
    name = futures.name(task) if futures.is_task(task) else None
    where = None if record is None else created_at(record)
    error = lookup(context, "exception")
    words = message if error is None else error_text(error)
    return time.time(), kind, None if record is None else record.serial, name, words, where
