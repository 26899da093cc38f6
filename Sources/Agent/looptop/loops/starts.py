"""Which loops run, while there is no more of the agent than its hooks."""

from threading import get_ident, get_native_id
from typing import Any, Callable, Dict, List, Tuple
from weakref import ref

from .control_loop import is_control_thread


class Starts:
    """Stands in for `Loops`, with as little as the hooks need."""

    def __init__(self) -> None:
        self.running: Dict[int, Tuple[int, Any]] = {}
        """By the identity of a thread: its number for the kernel, and a weak reference to its loop."""
        self.on_found: List[Callable[[Any], None]] = []
        self.heir: Any = None

    def of(self, loop: Any) -> None:
        """A loop is there: it may be known already."""
        for told in [] if is_control_thread() else self.on_found:
            try:
                told(loop)
            except Exception:
                break  # a loop that takes no task factory: its tasks are found by polling

    def started(self, loop: Any) -> None:
        """A loop begins to run in the calling thread."""
        self.of(loop)
        try:
            self.running[get_ident()] = get_native_id(), ref(loop)
        except TypeError:
            return  # nothing can be known of one that takes no weak reference
        if self.heir is not None:
            self.heir.started(loop)  # it came while this was under way

    def stopped(self) -> None:
        """No loop runs in the calling thread any more."""
        self.running.pop(get_ident(), None)
        if self.heir is not None:
            self.heir.stopped()

    def hand_over(self, heir: Any) -> None:
        """Tells `Loops` of what runs; what starts or stops from now on, too."""
        heir.on_found.extend(self.on_found)
        self.heir = heir
        for ident, (native, reference) in list(self.running.items()):
            loop = reference()
            if loop is not None:
                heir.runs(loop, ident, native)

    def forget(self) -> None:
        """In a forked child: the parent's loops do not run here."""
        self.running.clear()

    def release(self) -> None:
        """There is nothing to be put back."""
