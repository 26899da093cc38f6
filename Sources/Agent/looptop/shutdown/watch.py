"""One shutdown from its beginning on: phases, what is left, and what happened."""

from collections import deque
from typing import Any, Callable, Deque, Dict, Iterator, List, Optional, Set, Tuple

from ..acts.cancel_watch import COUNTS, cancelled_by_run, shielded_by
from ..observer.observer import Observer
from ..reading.await_chain import links_of
from ..reading.record import TaskRef
from ..reading.sliced import sliced
from ..real_time import time
from .blockers import Blocker, blockers, many
from .phase_marks import Mark, Marks
from .plan import held, lasting_threads
from .remains import Remains
from .server_rules import Rules, rules, server_name
from .signal_handlers import Handling

MARKED = 3000
"""Tasks that are looked through for what a shutdown waits in."""
ROWS = 50

_TITLES = {
    "listeners": "listeners", "connections": "idle connections", "requests": "requests", "tasks": "tasks",
    "cleanup": "cleanup", "exit": "exit",
}  # fmt: skip
_ORDERS = {
    "uvicorn": ("listeners", "connections", "requests", "cleanup", "exit"),
    "hypercorn": ("listeners", "connections", "requests", "cleanup", "exit"),
    "granian": ("requests", "cleanup", "exit"),
    "aiohttp": ("listeners", "connections", "requests", "cleanup", "tasks", "exit"),
    "sanic": ("listeners", "connections", "requests", "tasks", "exit"),
}
_CLEANUP = {"uvicorn": "lifespan", "hypercorn": "lifespan", "granian": "lifespan", "aiohttp": "on_cleanup"}


class Watch(Remains):
    """What is watched once an end has begun; `own` tells the agent's descriptors."""

    def __init__(
        self, observer: Observer, own: Callable[[], Set[int]], what: str, handling: Optional[Handling]
    ) -> None:
        super().__init__(observer, own(), what, handling)
        self.own = own
        self.name = server_name()
        self.rules: Rules = rules(observer, self.name)
        self.marks = Marks()
        self.at_begin: Dict[str, Optional[int]] = {
            "listeners": len(self.sockets.listeners),
            "connections": self.sockets.connections,
            "requests": observer.requests.counts()[0],
            "tasks": len(self.left),
        }
        self.main_at = None if self.main is None or self.main.view is None else self.main.view.location
        self.phase = ""
        self.reached: Dict[str, float] = {}
        self.happened: Deque[Tuple[float, str]] = deque(maxlen=100)
        self.last: Dict[str, Optional[int]] = {}
        self.deadline: Optional[float] = None
        self.asked_before = 0

    def tell(self, text: str, at: Optional[float] = None) -> None:
        """One more line of what happened."""
        self.happened.append((time.time() if at is None else at, text))

    def tick(self) -> None:
        """After each look at the tasks: who was asked to end, and did."""
        self.left = list(self.observer.scanner.known)
        self.cancels.look(self.left, {} if COUNTS else cancelled_by_run())
        asked = len(self.cancels.asked)
        main = self.main
        if asked > self.asked_before or (main and main.view and main.view.location != self.main_at):
            self.reacted = True
        self.asked_before = asked

    def status(self) -> Dict[str, Any]:
        """The params of `shutdown`: a look at everything that is left."""
        self.look(self.own())
        marks = list(self.find_marks())
        self.follow(marks)
        rows: List[Blocker] = blockers(self.observer, self, marks, self.phase)
        self.keep_jobs()
        return {
            "begun": round(self.begun_at, 3),
            "what": self.what,
            "server": self.name,
            "phase": self.phase,
            "phases": self.phases(marks),
            "waits": [mark.words for mark in marks[:3]],
            "timeouts": [dict(limit.wire()) for limit in self.rules.timeouts],
            "deadline": self.deadline,
            "second": None if self.rules.second is None else dict(zip(("signal", "effect"), self.rules.second)),
            "at_begin": self.at_begin,
            "left": self.count_left(rows),
            "blockers": [row.wire() for row in rows],
            "tasks": self.task_rows(),
            "happened": [[round(at, 3), text] for at, text in self.happened],
        }

    def count_left(self, rows: List[Blocker]) -> Dict[str, Any]:
        """Figures of what is left."""
        return {
            "listeners": len(self.sockets.listeners),
            "connections": self.sockets.connections,
            "requests": self.observer.requests.counts()[0],
            "tasks": len(self.left),
            "jobs": sum(row.kind == "executor" for row in rows),
            "threads": len(lasting_threads()),
            "held": held(self.observer),
        }

    def find_marks(self) -> Iterator[Mark]:
        """What the service's own shutdown waits in: of the main thread, of the main task, of what has moved since."""
        self.marks.learn()
        yield from self.marks.of_main_thread()
        main = self.main
        records = self.left if len(self.left) <= MARKED else self.left[-MARKED:]
        for record in sliced(records):
            moved = record is main or (record.created or 0) >= self.begun_at or (record.since or 0) >= self.begun_at
            task = record() if moved else None
            if task is not None:
                yield from self.marks.of_links(record.serial, links_of(task))
            del task

    def order(self) -> Tuple[str, ...]:
        """The phases that this service passes."""
        found = _ORDERS.get(self.name or "")
        if found is not None:
            return found
        serves = ("listeners", "connections") if self.at_begin["listeners"] else ()
        return (*serves, "tasks", "exit")

    def follow(self, marks: List[Mark]) -> None:
        """Which phase it is in."""
        order = self.order()
        requests = self.observer.requests.counts()[0]
        counts = {
            "listeners": len(self.sockets.listeners),
            "connections": max(0, self.sockets.connections - (requests or 0)),
            "requests": requests,
            "tasks": len(self.left),
        }
        if len(self.sockets.listeners) < (self.at_begin["listeners"] or 0) or any(
            mark.phase != "queue-join" for mark in marks
        ):
            self.reacted = True
        told = {"executor": "exit", "threads": "exit", "wait-closed": "requests"}
        reached = 0
        for mark in marks:
            name = told.get(mark.phase, mark.phase)
            if name in order:
                reached = max(reached, order.index(name))
        counted = next((at for at, name in enumerate(order) if counts.get(name) != 0), len(order) - 1)
        is_running = any(loop.running for loop in self.observer.loops.all.values())
        if not is_running:
            counted = len(order) - 1
        at = reached if reached else counted
        phase = order[at]
        if phase == "exit":
            phase = "threads" if any(mark.phase == "threads" for mark in marks) else "executor"
        if phase != self.phase:
            self.note_phases(order[:at])
            self.phase = phase
        self.note_counts(counts)

    def note_phases(self, passed: Tuple[str, ...]) -> None:
        """Phases that are over now."""
        now = time.time()
        for name in passed:
            if name not in self.reached:
                self.reached[name] = now

    def note_counts(self, counts: Dict[str, Optional[int]]) -> None:
        """Tells what has become less."""
        before, self.last = self.last or dict(self.at_begin), dict(counts)
        requests = counts["requests"]
        if before["listeners"] and not counts["listeners"]:
            self.tell("listeners closed" + ("" if requests is None else "; %s in flight" % many(requests, "request")))
        for name, what in (("requests", "request"), ("tasks", "task")):
            fewer = (before[name] or 0) - (counts[name] or 0)
            if fewer > 0:
                self.tell("%s ended" % many(fewer, what))

    def phases(self, marks: List[Mark]) -> List[Dict[str, Any]]:
        """The rows of `phases`."""
        order = self.order()
        current = "exit" if self.phase in ("executor", "threads") else self.phase
        at = order.index(current) if current in order else 0
        rows = []
        for position, name in enumerate(order):
            title = _CLEANUP.get(self.name or "", "cleanup") if name == "cleanup" else _TITLES[name]
            state = "done" if position < at else "now" if position == at else "later"
            count = {"requests": self.last.get("requests"), "tasks": len(self.left)}.get(name)
            rows.append({"name": title, "state": state, "count": count if state == "now" else None,
                         "at": self.reached.get(name)})  # fmt: skip
        return rows

    def task_rows(self) -> List[Dict[str, Any]]:
        """Tasks left: first those that ignore their cancellation, then those that are at it, then the others."""
        rank = {"ignores": 0, "cancelling": 1, "running": 2}
        asked = self.cancels.asked
        order = sorted(
            self.left,
            key=lambda record: (rank[asked[record.serial].state] if record.serial in asked else 3, record.serial),
        )
        return [row for row in map(self.task_row, order[:ROWS]) if row is not None]

    def task_row(self, record: TaskRef) -> Optional[Dict[str, Any]]:
        """One of them."""
        task, view = record(), record.view
        if task is None or view is None:
            return None
        asked = self.cancels.asked.get(record.serial)
        place = self.place(record) if asked is None or asked.place is None else asked.place
        runs = self.runs(record)
        state = "running" if runs else "waiting" if asked is None else asked.state
        return {
            "id": record.serial,
            "name": record.name,
            "coroutine": record.coroutine,
            "state": state,
            "requests": None if asked is None else asked.requests,
            "first": None if asked is None else asked.first,
            "last": None if asked is None else asked.last,
            "by": None if asked is None else asked.by,
            "since": record.since if asked is None or asked.first is None else asked.first,
            "wait": None if runs else view.on or view.kind,
            "on_task": None if runs else view.on_task,
            "location": None if place is None else place.wire(),
            "shielded_by": shielded_by(task),
        }
