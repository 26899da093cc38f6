"""Every step of every task counted: `_run_once` of asyncio's own loop, replaced on the loop while somebody asks for it.

The replacement does what the original does (the same from 3.8 to 3.15, but for the rounding of the clock), with one
look at the clock more for each callback, and without the call of `Handle._run`: that pays for some of the counting. It
goes in only where `_run_once` and `Handle._run` are letter by letter those that it stands for.
"""

import hashlib
import heapq
import math
import sys
from types import BuiltinMethodType, CodeType
from typing import Any, Callable, Dict, List, Optional, Set, Tuple
from weakref import getweakrefs

from ..reading.event_loop import is_untouched
from ..reading.record import TaskRef
from ..real_time import time
from ..safe import class_attribute, class_name

RUN_ONCE = frozenset(("f053f22107eca9ba", "bfb96ec80ada653d", "6632937082c8d333", "504ae9fa1d910c7d"))
"""Digests of the sources of `BaseEventLoop._run_once` that are understood: 3.8, 3.10, 3.13 and 3.15 onwards."""
RUN = frozenset(("5019f3fe91cc3c08", "cf39b434462dc7de"))
"""Those of `Handle._run`: 3.8 and 3.13 onwards."""

KINDS = 1000
"""Types of callbacks remembered."""


def digest(code: CodeType) -> Optional[str]:
    """Of the source of a function, without its comments, docstring and blank lines; None where it cannot be read."""
    try:
        with open(code.co_filename, "rb") as file:
            lines = file.read(1 << 20).decode("utf-8").splitlines()[code.co_firstlineno - 1 :]
    except (OSError, ValueError):
        return None
    indent = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    body: List[str] = []
    for line in lines[1:]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        if line.strip() and not line.lstrip().startswith("#"):
            body.append(line.strip())
    text = "\n".join(body)
    if text.startswith('"""'):
        text = text.partition('"""')[2].partition('"""')[2].strip()
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Counter:
    """Makes the `_run_once` that counts; steps of the loops of all threads together."""

    def __init__(self, asyncio: Any) -> None:
        self.base = asyncio.base_events
        self.handle = asyncio.events.Handle
        self.timer = asyncio.events.TimerHandle
        self.original = vars(self.base.BaseEventLoop).get("_run_once")
        self.run = vars(self.handle).get("_run")
        self.step: Any = None
        self.wake: Any = None if sys.version_info < (3, 10) else BuiltinMethodType
        self.others: Set[int] = set()  # by id(): a metaclass may have a hash of its own
        self.looked: Dict[int, TaskRef] = {}
        self.steps = 0
        codes = [getattr(function, "__code__", None) for function in (self.original, self.run)]
        digests = [None if code is None else digest(code) for code in codes]
        self.is_known = digests[0] in RUN_ONCE and digests[1] in RUN

    def fits(self, loop: Any) -> bool:
        """True if this loop runs what is replaced."""
        return (
            self.is_known
            and class_attribute(type(loop), "_run_once") is self.original
            and vars(self.handle).get("_run") is self.run
            and is_untouched(loop, ("_run_once", "_process_events", "time"))
        )

    def make(self, loop: Any, looked: bool) -> Callable[[], None]:
        """The `_run_once` of one loop: counts the tasks that are looked at, or all.

        On the loop, not on its class: a changed class costs CPython what it has learnt about all that uses it.
        """
        original, prepare = self.original, self.preparation()

        def _run_once() -> None:
            if loop._debug:
                original(loop)
            else:
                run(prepare(loop))

        run = self.looked_steps() if looked else self.all_steps()
        return _run_once

    def preparation(self) -> Callable[[Any], Any]:
        """The first half of `_run_once`: timers and I/O; gives the queue of what is ready."""
        base = self.base
        many, fraction = base._MIN_SCHEDULED_TIMER_HANDLES, base._MIN_CANCELLED_TIMER_HANDLES_FRACTION
        longest = base.MAXIMUM_SELECT_TIMEOUT
        ulp: Any = getattr(math, "ulp", None) if sys.version_info >= (3, 15) else None
        heappop, heapify = heapq.heappop, heapq.heapify

        def prepare(loop: Any) -> Any:
            scheduled = loop._scheduled
            if scheduled:
                count = len(scheduled)
                if count > many and loop._timer_cancelled_count / count > fraction:
                    left = []
                    for handle in scheduled:
                        if handle._cancelled:
                            handle._scheduled = False
                        else:
                            left.append(handle)
                    heapify(left)
                    loop._scheduled = scheduled = left
                    loop._timer_cancelled_count = 0
                else:
                    while scheduled and scheduled[0]._cancelled:
                        loop._timer_cancelled_count -= 1
                        handle = heappop(scheduled)
                        handle._scheduled = False
            ready = loop._ready
            timeout: Any = None
            if ready or loop._stopping:
                timeout = 0
            elif scheduled:
                timeout = min(max(0, scheduled[0]._when - loop.time()), longest)
            loop._process_events(loop._selector.select(timeout))
            scheduled = loop._scheduled
            if scheduled:
                clock = loop.time()
                resolution = loop._clock_resolution
                end = clock + (resolution if ulp is None else max(resolution, ulp(clock)))
                while scheduled:
                    handle = scheduled[0]
                    if handle._when >= end:
                        break
                    handle = heappop(scheduled)
                    handle._scheduled = False
                    ready.append(handle)
            return ready

        return prepare

    def all_steps(self) -> Callable[[Any], None]:
        """The second half: runs what is ready, and counts every step; what it touches often is a local."""
        now, records_of, ours = time.perf_counter, getweakrefs, TaskRef
        step, wake, others = self.step, self.wake, self.others
        handle_type, timer_type = self.handle, self.timer

        def is_step(kind: type) -> bool:
            nonlocal step, wake
            step, wake = self.learn(kind)
            return kind is step or kind is wake

        def run(ready: Any) -> None:
            steps = 0
            began = now()
            for _ in range(len(ready)):
                handle = ready.popleft()
                if handle._cancelled:
                    continue
                kind = type(handle)
                if kind is not handle_type and kind is not timer_type:
                    handle._run()
                    began = now()
                    continue
                callback = handle._callback
                arguments = handle._args
                try:
                    handle._context.run(callback, *arguments)
                except (SystemExit, KeyboardInterrupt):
                    raise
                except BaseException as error:
                    _report(handle, error)
                ended = now()
                kind = type(callback)
                if kind is step or kind is wake or (id(kind) not in others and is_step(kind)):
                    # the wake-up of a task has the awaited future as its argument, its `cancel` has none
                    if arguments or kind is step:
                        # a list to be freed, of which the other is made: before 3.12 a new one may set off a collection
                        found = [] or records_of(callback.__self__)
                        if found:
                            record = found[0]
                            if type(record) is not ours:
                                record = next((other for other in found if type(other) is ours), None)
                            if record is not None:
                                record.steps += 1
                                record.busy += ended - began
                                steps += 1
                began = ended
            self.steps += steps

        return run

    def looked_steps(self) -> Callable[[Any], None]:
        """The second half where only some tasks are counted: the others cost no look at the clock."""
        now, others = time.perf_counter, self.others
        step, wake = self.step, self.wake

        def is_step(kind: type) -> bool:
            nonlocal step, wake
            step, wake = self.learn(kind)
            return kind is step or kind is wake

        def run(ready: Any) -> None:
            looked = self.looked
            for _ in range(len(ready)):
                handle = ready.popleft()
                if handle._cancelled:
                    continue
                callback = handle._callback
                kind = type(callback)
                if kind is step or kind is wake or (id(kind) not in others and is_step(kind)):
                    record = looked.get(id(callback.__self__))
                    # the wake-up of a task has the awaited future as its argument, its `cancel` has none
                    if record is not None and record() is callback.__self__ and (handle._args or kind is step):
                        began = now()
                        handle._run()
                        record.steps += 1
                        record.busy += now() - began
                        continue
                handle._run()

        return run

    def learn(self, kind: type) -> Tuple[Any, Any]:
        """The types of the callbacks that run a step and wake a task; this one was not met before."""
        name = class_name(kind)
        if name == "TaskStepMethWrapper":
            self.step = kind
        elif name == "TaskWakeupMethWrapper":
            self.wake = kind
        else:
            if len(self.others) >= KINDS:
                self.others.clear()
            self.others.add(id(kind))
        return self.step, self.wake


def _report(handle: Any, error: BaseException) -> None:
    """What `Handle._run` does with an exception."""
    loop = handle._loop
    options = {"debug": loop.get_debug()} if sys.version_info >= (3, 13) else {}
    helpers = sys.modules["asyncio.format_helpers"]
    context = {
        "message": "Exception in callback %s"
        % helpers._format_callback_source(handle._callback, handle._args, **options),
        # its traceback begins with the callback, not with a frame of ours
        "exception": error.with_traceback(error.__traceback__ and error.__traceback__.tb_next),
        "handle": handle,
    }
    if handle._source_traceback:
        context["source_traceback"] = handle._source_traceback
    loop.call_exception_handler(context)
