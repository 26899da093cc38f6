"""Thread pools: how many threads, how many at work, and on what."""

import gc
import sys
import threading
from types import BuiltinFunctionType, FrameType
from typing import Any, Dict, List, Optional

from ..locations import location
from ..stacks import shown_place, thread_chain
from .adapter import Adapter, Reading
from .inside import attributes, field, items, number


class ThreadPool(Adapter):
    """`concurrent.futures.ThreadPoolExecutor`, the default executor of a loop among them."""

    kind, module, classes = "executor", "concurrent.futures.thread", ("ThreadPoolExecutor",)

    def read(self, thing: Any) -> Optional[Reading]:
        queue = field(thing, "_work_queue")
        threads = [thread for thread in items(field(thing, "_threads")) if isinstance(thread, threading.Thread)]
        jobs = running_jobs(threads)
        reading = Reading(
            in_use=len(jobs),
            limit=number(field(thing, "_max_workers")),
            size=len(threads),
            depth=None if queue is None else queue.qsize(),
            closed=field(thing, "_shutdown") is True,
        )
        reading.jobs = jobs
        return reading


class ProcessPool(Adapter):
    """`concurrent.futures.ProcessPoolExecutor`: what its processes do, only they know."""

    kind, module, classes = "executor", "concurrent.futures.process", ("ProcessPoolExecutor",)

    def read(self, thing: Any) -> Optional[Reading]:
        pending = field(thing, "_pending_work_items")
        processes = field(thing, "_processes")
        limit = number(field(thing, "_max_workers"))
        work = len(pending) if type(pending) is dict else None
        reading = Reading(
            in_use=None if work is None or limit is None else min(work, limit),
            limit=limit,
            size=len(processes) if type(processes) is dict else 0,
            depth=None if work is None or limit is None else max(0, work - limit),
            closed=field(thing, "_shutdown_thread") is True,
        )
        return reading


def running_jobs(threads: List[threading.Thread]) -> List[Dict[str, Any]]:
    """What worker threads run now: the innermost line of the user's code, and the function that was handed over."""
    frames = sys._current_frames()
    jobs = []
    for thread in threads:
        top = frames.get(thread.ident or 0)
        job = None if top is None else _job(top)
        if job is not None:
            jobs.append(dict(job, thread=thread.name))
    del frames
    return jobs


_NO_JOB = ("/queue.py", "/threading.py", "concurrent/futures/_base.py")
"""Where workers wait for a job, and where they hand back what it gave."""


def _job(top: FrameType) -> Optional[Dict[str, Any]]:
    """The job of a worker thread, or None while it waits for one."""
    frames = []
    frame: Optional[FrameType] = top
    while frame is not None:
        frames.append(frame)
        frame = frame.f_back
    frames.reverse()
    base = next((at for at, f in enumerate(frames) if _is_worker(f)), None)
    if base is None:
        return None
    file = frames[base].f_code.co_filename
    inner = next((f for f in frames[base:] if f.f_code.co_filename != file), None)
    if inner is None and top.f_code.co_name in ("_worker", "run") and top is frames[base]:
        return None  # in the C code of its queue
    if inner is not None and inner.f_code.co_filename.endswith(_NO_JOB):
        return None
    place = shown_place(thread_chain(top))
    return {
        "key": id(frames[base + 1]) if len(frames) > base + 1 else id(top),
        "function": _function_in_c(top) if inner is None else location(inner.f_code, inner.f_lineno).function,
        "location": None if place is None or inner is None else place.wire(),
    }


def _is_worker(frame: FrameType) -> bool:
    code = frame.f_code
    if code.co_name == "_worker":
        return code.co_filename.endswith("concurrent/futures/thread.py")
    return code.co_name == "run" and code.co_filename.endswith("anyio/_backends/_asyncio.py")


def _function_in_c(frame: FrameType) -> Optional[str]:
    """The name of a built-in that a thread pool runs directly, such as `time.sleep`."""
    item, task = frame.f_locals.get("self"), frame.f_locals.get("task")
    if type(task) is tuple and len(task) == 3:  # 3.14 and later
        function, arguments, _ = task
    else:
        function, arguments = field(item, "fn"), field(item, "args")
    for _ in range(3):  # to_thread hands over partial(context.run, function)
        if type(function).__name__ == "partial":
            function, arguments = function.func, function.args
        if getattr(function, "__name__", None) == "run" and type(arguments) is tuple and arguments:
            function, arguments = arguments[0], arguments[1:]
    if type(function) is not BuiltinFunctionType:
        return None
    return "%s.%s" % (function.__module__, function.__qualname__) if function.__module__ else function.__qualname__


def default_executor(loop: Any) -> Any:
    """The executor of `to_thread`; None where it is not made yet, or not to be seen.

    uvloop keeps it in a structure of its own, which shows it to the garbage collector alone: some thirty references.
    """
    known = attributes(loop)
    if "_default_executor" in known:
        return known["_default_executor"]
    kind = getattr(sys.modules.get("concurrent.futures"), "Executor", None)
    if kind is None or type(loop).__module__.partition(".")[0] != "uvloop":
        return None
    return next((each for each in gc.get_referents(loop) if issubclass(type(each), kind)), None)
