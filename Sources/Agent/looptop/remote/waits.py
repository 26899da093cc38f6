"""Waits for something outside of this process that have lasted for a moment: who can end them, and since when."""

from collections import deque
from typing import Any, Callable, Deque, Dict, List, NamedTuple, Optional, Tuple
from weakref import ref

from ..reading.await_chain import Links, await_links
from ..reading.futures import futures
from ..reading.record import ENDED, TaskRef
from ..reading.sliced import SLICE
from ..reading.wait_kinds import Classifier, Wait
from ..real_time import time
from ..trouble import troubles
from .peers import REMOTE, Peers

AFTER = 0.3
"""Seconds that a wait for the network or a process lasts before it is looked up who sits at the other end."""
AGAIN = 1.0
"""Seconds between two looks at a child process: its output may have filled up since."""
MOST = 50_000
"""Waits that are noted for that."""
MOST_POLLS = 1000
"""Tasks whose waits are known to be looked at again and again by their library."""


class Far(NamedTuple):
    """A wait for something outside of this process that has just begun: most are over before anybody asks."""

    record: TaskRef
    since: Optional[float]
    due: float
    kind: str
    on: Optional[str]


class Remote:
    """Of one scanner; `show` takes a task and its new view."""

    def __init__(self, classifier: Classifier, show: Callable[[TaskRef, Any], None]) -> None:
        self.classifier = classifier
        self.show = show
        self.line: Deque[Far] = deque(maxlen=MOST)
        self.peers = Peers()
        self.polls: Dict[int, Tuple[Any, float]] = {}

    def began(self, record: TaskRef, links: Links, now: float) -> float:
        """When the wait of a task began that has just run; one that only looked whether to go on waiting, goes on."""
        if not links or id(links[-1][0]) not in self.classifier.polling:
            return now
        known = self.polls.get(record.serial)
        link = links[-1][1]
        if known is not None and known[0]() is link:
            return known[1]
        if len(self.polls) >= MOST_POLLS:
            self.polls.clear()
        self.polls[record.serial] = ref(link), now
        return now

    def note(self, record: TaskRef, wait: Wait, now: float) -> None:
        """A wait that has begun, if it may have another side."""
        if wait.kind in REMOTE or wait.kind == "future" or wait.on == "name look-up":
            self.line.append(Far(record, record.since, now + AFTER, wait.kind, wait.on))

    def look(self, now: float, tick: int) -> List[TaskRef]:
        """Those of which more is known now, as far as one tick allows."""
        ends = time.perf_counter() + SLICE
        self.peers.learn(self.classifier.modules)
        told: List[TaskRef] = []
        for _ in range(len(self.line)):
            if self.line[0].due > now or time.perf_counter() > ends:
                break
            far = self.line.popleft()
            record = far.record
            task = record()
            if task is None or record.seen == ENDED or record.since != far.since:
                continue
            before = record.changed
            try:
                if self.locate(record, task, far.kind, far.on):
                    self.line.append(far._replace(due=now + AGAIN))
            except Exception as error:
                troubles.saw("who a task waits for", error)
            if before != record.changed == tick:
                told.append(record)
        return told

    def locate(self, record: TaskRef, task: Any, kind: str, on: Optional[str]) -> bool:
        """Notes who can end the wait of a task that still waits; true where that may become another: see `AGAIN`."""
        awaited, view = futures.awaited(task), record.view
        if awaited is None or view.kind is None or record.awaited is None or record.awaited() is not awaited:
            return False
        found = self.peers.locate(kind, on, await_links(futures.coroutine(task)))
        if found is None:
            return False
        self.show(record, view._replace(kind=found.kind, on=found.on, peer=found.who))
        return found.is_child
