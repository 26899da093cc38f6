"""Thread pools: how many threads, how many at work, and on what."""

import gc
from types import BuiltinFunctionType, FrameType
from typing import Any, Dict, List, Optional

from ..reading.locations import location
from ..reading.record import record_of
from ..reading.stacks import shown_place, thread_chain
from ..reading.thread_frames import back, local, tops
from ..reading.threads import Thread, described
from ..safe import (
    MISSING,
    class_attribute,
    class_module,
    exact,
    field,
    imported,
    is_a,
    items,
    length,
    mro,
    number,
    partial_parts,
)
from .adapter import Adapter, Reading
from .own_line import WAITS, given, is_own_line
from .queued import awaited_for, lying, queued, tasks_on


class ThreadPool(Adapter):
    """`concurrent.futures.ThreadPoolExecutor`, the default executor of a loop among them."""

    kind, module, classes = "executor", "concurrent.futures.thread", ("ThreadPoolExecutor",)

    def read(self, thing: Any) -> Optional[Reading]:
        threads = [described(thread) for thread in items(field(thing, "_threads"))]
        jobs = running_jobs(threads)
        queue = field(thing, "_work_queue")
        reading = Reading(
            in_use=len(jobs),
            limit=number(field(thing, "_max_workers")),
            size=len(threads),
            depth=_queued(queue),
            closed=field(thing, "_shutdown") is True,
        )
        reading.jobs = jobs
        items_ = [job.pop("item") for job in jobs]
        if len(jobs) >= (reading.fields["limit"] or 0):
            if jobs and all(job["files"][-1].endswith(WAITS) for job in jobs):
                reading.own_line = is_own_line([given(item) for item in items_], [given(item) for item in lying(queue)])
            waiting = [awaited_for(future) for future in queued(queue)]
            reading.waiters = [(future, "acquire") for future in waiting if future is not None]
        reading.holders = [task for task in (job.pop("waiter") for job in jobs) if task is not None]
        return reading


class ProcessPool(Adapter):
    """`concurrent.futures.ProcessPoolExecutor`: what its processes do, only they know."""

    kind, module, classes = "executor", "concurrent.futures.process", ("ProcessPoolExecutor",)

    def read(self, thing: Any) -> Optional[Reading]:
        pending = field(thing, "_pending_work_items")
        processes = field(thing, "_processes")
        limit = number(field(thing, "_max_workers"))
        work = length(pending)
        reading = Reading(
            in_use=None if work is None or limit is None else min(work, limit),
            limit=limit,
            size=length(processes) or 0,
            depth=None if work is None or limit is None else max(0, work - limit),
            closed=field(thing, "_shutdown_thread") is True,
        )
        return reading


def _queued(queue: Any) -> Optional[int]:
    """How much lies in a queue of threads; the usual one is written in C."""
    simple = imported("_queue", "SimpleQueue")
    return queue.qsize() if type(queue) is simple and simple is not None else length(field(queue, "queue"))


def running_jobs(threads: List[Thread]) -> List[Dict[str, Any]]:
    """What worker threads run now: the innermost line of the user's code, and the function that was handed over."""
    frames = tops()
    jobs = []
    for thread in threads:
        top = frames.get(thread.ident)
        job = None if top is None else _job(top)
        if job is not None:
            record = None if job["waiter"] is None else record_of(job["waiter"])
            jobs.append(dict(job, thread=thread.name, ident=thread.ident, task=getattr(record, "serial", None)))
    del frames
    return jobs


INNERMOST = 6
"""Of the frames of a job these tell for what it waits."""
_NO_JOB = ("/queue.py", "/threading.py", "concurrent/futures/_base.py")
"""Where workers wait for a job, and where they hand back what it gave."""
_THREADS = "concurrent/futures/thread.py"


def _job(top: FrameType) -> Optional[Dict[str, Any]]:
    """The job of a worker thread, or None while it waits for one."""
    frames = []
    frame: Optional[FrameType] = top
    while frame is not None:
        frames.append(frame)
        frame = back(frame)
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
        "waiter": _waiter(frames[base + 1]) if len(frames) > base + 1 else _waiter(top),
        "key": id(frames[base + 1]) if len(frames) > base + 1 else id(top),
        "function": _function_in_c(top) if inner is None else location(inner.f_code, inner.f_lineno).function,
        "location": None if place is None or inner is None else place.wire(),
        "item": _item(frames[base + 1]) if len(frames) > base + 1 else None,
        "files": tuple([frame.f_code.co_filename for frame in frames[-INNERMOST:]]),
    }


def _item(frame: FrameType) -> Any:
    """The job of a thread pool that this frame runs; None of any other."""
    code = frame.f_code
    return local(frame, "self") if code.co_name == "run" and code.co_filename.endswith(_THREADS) else None


def _waiter(frame: FrameType) -> Any:
    """The task that waits for the job of a thread pool that this frame runs; None where it is no task."""
    future = awaited_for(field(_item(frame), "future"))
    return None if future is None else next(iter(tasks_on(future)), None)


def _is_worker(frame: FrameType) -> bool:
    code = frame.f_code
    if code.co_name == "_worker":
        return code.co_filename.endswith(_THREADS)
    return code.co_name == "run" and code.co_filename.endswith("anyio/_backends/_asyncio.py")


def _function_in_c(frame: FrameType) -> Optional[str]:
    """The name of a built-in that a thread pool runs directly, such as `time.sleep`."""
    code = frame.f_code
    if code.co_name != "run" or not code.co_filename.endswith(_THREADS):
        return None
    item, task = local(frame, "self"), local(frame, "task")
    if type(task) is tuple and len(task) == 3:  # 3.14 and later
        function, arguments, _ = task
    else:
        function, arguments = field(item, "fn"), field(item, "args")
    for _ in range(3):  # to_thread hands over partial(context.run, function)
        function, arguments = partial_parts(function) or (function, arguments)
        is_run = type(function) is BuiltinFunctionType and function.__name__ == "run"
        if is_run and type(arguments) is tuple and arguments:
            function, arguments = arguments[0], arguments[1:]
    if type(function) is not BuiltinFunctionType:
        return None
    home, name = exact(function.__module__), function.__name__
    return "%s.%s" % (home, name) if home else name


def default_executor(loop: Any) -> Any:
    """The executor of `to_thread`; None where it is not made yet, or not to be seen.

    uvloop keeps it in a structure of its own, which shows it to the garbage collector alone: some thirty references.
    """
    known = field(loop, "_default_executor", MISSING)
    if known is not MISSING:
        return known
    kind = imported("concurrent.futures._base", "Executor")
    if kind is None or all(class_module(base).partition(".")[0] != "uvloop" for base in mro(type(loop))):
        return None
    return next((each for each in gc.get_referents(loop) if is_a(each, kind)), None)


def sensitive_executor() -> Any:
    """The one thread in which asgiref runs all code that is sensitive to threads; None before it has begun one."""
    kind = imported("asgiref.sync", "SyncToAsync")
    found = class_attribute(kind, "single_thread_executor") if kind is not None and is_a(kind, type) else None
    return found if length(field(found, "_threads")) else None
