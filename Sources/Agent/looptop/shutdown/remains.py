"""What is left of a service that ends, and where each of its tasks stands."""

from typing import Dict, List, Optional, Set, Tuple

from ..acts.cancel_watch import CancelWatch
from ..observer.observer import Observer
from ..reading.locations import Location
from ..reading.record import TaskRef
from ..reading.sliced import sliced
from ..reading.threads import threads
from ..real_time import time
from ..tasks.states import RUNNING
from .phase_marks import Mark
from .plan import main_task
from .signal_handlers import Handling
from .sockets import Sockets, sockets


class Remains:
    """As of the last look; `what` has begun the end, `handling` is who hears of it."""

    def __init__(self, observer: Observer, own: Set[int], what: str, handling: Optional[Handling]) -> None:
        self.observer = observer
        self.what = what
        self.handling = handling
        self.begun_at = time.time()
        self.cancels = CancelWatch()
        self.left: List[TaskRef] = list(observer.scanner.known)
        self.by_serial: Dict[int, TaskRef] = {}
        self.children: Dict[int, List[TaskRef]] = {}
        self.main: Optional[TaskRef] = main_task(observer)
        self.sockets: Sockets = sockets(own, set())
        self.reacted = False
        """Whether anything has happened that tells of an end under way."""
        self.jobs: Dict[Tuple[str, int], float] = {}

    def look(self, own: Set[int]) -> None:
        """A look at everything that is left."""
        self.left = list(self.observer.scanner.known)
        self.by_serial = {record.serial: record for record in self.left}
        self.children = {}
        for record in sliced(self.left):
            if record.parent is not None:
                self.children.setdefault(record.parent, []).append(record)
        if self.main is None or self.main.serial not in self.by_serial:
            self.main = main_task(self.observer)
        self.sockets = sockets(own, self.sockets.ports)

    def family(self, serial: int) -> List[TaskRef]:
        """A task and those that it has made, and they; at most a hundred."""
        found: List[TaskRef] = []
        pending = [self.by_serial[serial]] if serial in self.by_serial else []
        while pending and len(found) < 100:
            record = pending.pop()
            found.append(record)
            pending += self.children.get(record.serial, [])
        return found

    def innermost(self, serial: int) -> Tuple[Optional[Location], Optional[TaskRef]]:
        """The place in the service's own code that a task, or one made for it, is at."""
        best: Tuple[Optional[Location], Optional[TaskRef]] = None, None
        for record in self.family(serial):
            place = self.place(record)
            if place is not None and (best[0] is None or place.user):
                best = place, record
        return best

    def blocks(self, record: TaskRef) -> bool:
        """True for the task in whose step a loop stands still."""
        blocked = self.observer.heartbeat.blocked
        return blocked is not None and blocked.task == record.serial

    def runs(self, record: TaskRef) -> bool:
        """True for a task that is in the middle of a step: it waits for nothing."""
        return self.blocks(record) or (record.view is not None and record.view.state == RUNNING)

    def place(self, record: TaskRef) -> Optional[Location]:
        """Where a task is: one that blocks its loop, at the line that it runs."""
        blocked = self.observer.heartbeat.blocked
        if blocked is not None and blocked.task == record.serial:
            return blocked.place
        return None if record.view is None else record.view.location

    def wait(self, record: TaskRef) -> Optional[str]:
        """What a task waits for; None where it runs, or that is not known."""
        return None if record.view is None or self.runs(record) else record.view.on

    def cleanup_place(self, mark: Mark) -> Tuple[Optional[Location], Optional[TaskRef]]:
        """Where the service's own cleanup stands: the lifespan's task has its own frames."""
        for record in self.left:
            if record.coroutine in ("LifespanOn.main", "Lifespan.handle_lifespan") and record.view is not None:
                return self.innermost(record.serial)
        if mark.serial is None and self.main is not None:
            return self.innermost(self.main.serial)
        return None, None

    def since(self, thread: str, key: int) -> float:
        """Since when a thread is known to run this."""
        return self.jobs.setdefault((thread, key), time.time())

    def keep_jobs(self) -> None:
        """Forgets threads that are gone."""
        alive = {thread.name for thread in threads()}
        self.jobs = {key: at for key, at in self.jobs.items() if key[0] in alive}
