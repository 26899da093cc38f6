"""What a loop does between two waits, counted around `select` of its selector."""

import math
import select
from collections import deque
from selectors import EVENT_READ, EVENT_WRITE, EpollSelector
from typing import Any, Deque, Optional, Tuple

from ..real_time import time
from ..safe import field

EVER = math.inf
UNMET = -math.inf
"""In `began` until the loop has come by: no time since then is known."""


class Meter:
    """What the wrapper of `selector.select` counts."""

    __slots__ = (
        "idle", "began", "idle_since", "iterations", "callbacks", "longest", "started", "limit", "blocks", "stood",
        "ready",
    )  # fmt: skip

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.blocks: Deque[Tuple[float, float, int, int]] = deque(maxlen=1000)
        self.idle = 0.0
        self.iterations = 0
        self.callbacks = 0
        self.longest = 0.0
        self.started = time.perf_counter()
        self.began = UNMET
        self.stood = 0.0
        self.idle_since: Optional[float] = None
        self.ready: Any = None

    def wrap(self, selector: Any, ready: Any) -> Any:
        """A `select` that counts: it runs once an iteration of the loop, so as little of it as can be."""
        original, now = selector.select, time.perf_counter
        poll, keys = _poll_of(selector)
        limit, blocks = self.limit, self.blocks
        self.ready = ready

        def select(timeout: Any = None) -> Any:
            start = now()
            spent = start - self.began
            if spent > self.longest:
                if spent == EVER:
                    spent = self.meet(start)
                self.longest = spent
            self.iterations += 1
            if spent > limit:
                # a block is over: what is there now has waited for its end
                events = original(0)
                queued = len(ready) + len(events)
                blocks.append((start - spent, spent, self.iterations - 1, queued))
                if events:
                    self.began = now()
                    self.callbacks += queued
                    return events
            if timeout == 0:
                # the loop has more to do, and does not wait
                self.began = start
                if poll is None:
                    events = original(0)
                else:
                    # what `select` itself does, without what it does for the other cases: that pays for the counting
                    events = poll(0, len(keys) or 1)
                    if events:
                        events = _ready_keys(events, keys)
            else:
                self.idle_since = start
                events = original(timeout)
                self.began = end = now()
                self.idle += end - start
                self.idle_since = None
            self.callbacks += len(ready) + len(events)
            return events

        return select

    def meet(self, now: float) -> float:
        """The loop comes by for the first time: it may have been in `select` when the wrapper was put around it, and
        what it did until now is nobody's work but for the time for which it did not answer."""
        self.idle = now - self.started - self.stood
        self.began = now
        return 0.0

    def restart(self) -> None:
        """The loop begins to run; until now it did nothing."""
        now = time.perf_counter()
        since = self.idle_since
        if not self.is_reliable():
            self.meet(now)
        self.idle += now - (self.began if since is None else since)
        self.began, self.idle_since = now, None

    def is_reliable(self) -> bool:
        """False until the loop has come by."""
        return self.began != UNMET

    def busy(self, now: float) -> float:
        """Seconds of work until now, those of the iteration under way included."""
        if not self.is_reliable():
            return self.stood
        since = self.idle_since
        return now - self.started - self.idle - (0.0 if since is None else now - since)


def _poll_of(selector: Any) -> Any:
    """The `poll` below asyncio's usual selector and the table of its files, or two times None."""
    poll, keys = field(selector, "_selector"), field(selector, "_fd_to_key")
    if type(selector) is EpollSelector and type(poll) is select.epoll and type(keys) is dict:
        return poll.poll, keys
    return None, None


def _ready_keys(events: Any, keys: Any) -> Any:
    """What `EpollSelector.select` makes of what epoll reports."""
    ready = []
    for file, event in events:
        key = keys.get(file)
        if key:
            mask = (event & ~select.EPOLLIN and EVENT_WRITE) | (event & ~select.EPOLLOUT and EVENT_READ)
            ready.append((key, mask & key.events))
    return ready
