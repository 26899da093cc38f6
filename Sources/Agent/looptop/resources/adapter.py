"""What an adapter tells about one resource; a new library is a file with an adapter, and a line in `table.py`."""

from typing import Any, Dict, List, Optional, Set, Tuple

from ..reading.weak import weakly
from ..trouble import troubles


class Reading:
    """One look at a resource. What it holds of the service it holds for one slice; then weakly.

    `fields` are those of a row of `resources` in the protocol. `waiters` are futures, in line, each with the role of
    who waits for it. `parts` are inner objects that are no resources of their own. `holders` are tasks that the library
    itself names as holders. `held` are inner objects, such as connections, that are out now, each with its turn: see
    `leaks.py`; those in `resting` may be out though no task has them at hand. `contents` is where the items of a queue
    lie: it is let go in the look. `threads_wait` are the ends of the paths of the files in which a thread stands that
    waits for it. `own_line`: what its jobs wait for, only jobs in its line would do.
    """

    __slots__ = (
        "fields",
        "waiters",
        "parts",
        "holders",
        "held",
        "resting",
        "jobs",
        "contents",
        "same_line",
        "line_sign",
        "line_ends",
        "threads_wait",
        "own_line",
    )

    def __init__(self, **fields: Any) -> None:
        self.fields: Dict[str, Any] = fields
        self.waiters: List[Tuple[Any, str]] = []
        self.parts: List[Any] = []
        self.holders: List[Any] = []
        self.held: Optional[Dict[int, Any]] = None
        self.resting: Set[int] = set()
        self.jobs: Optional[List[Dict[str, Any]]] = None
        self.contents: Any = None
        self.threads_wait: Tuple[str, ...] = ()
        self.own_line = False
        self.line_sign = (0, 0, 0)  # of who waits
        self.line_ends: List[Any] = []
        self.same_line = False  # those wait that waited in the last look, and for the same

    def sign(self, waiters: List[Tuple[Any, str]]) -> Tuple[int, int, int]:
        """What tells one line from another: how many wait, and who is the first and the last.

        By weak references, of which there is one for each: where a future was, another one may lie soon.
        """
        self.line_ends = weakly([waiters[0][0], waiters[-1][0]]) if waiters else []
        ends = self.line_ends if len(self.line_ends) == 2 else [waiter for waiter, _ in (*waiters[:1], *waiters[-1:])]
        self.line_sign = (len(waiters), id(ends[0]), id(ends[-1])) if ends else (0, 0, 0)
        return self.line_sign


class Adapter:
    """Reads resources of some classes, in the agent's thread, without running code of the service."""

    kind = ""
    module = ""
    """Where the classes are; nothing is read before the service has imported it."""
    classes: Tuple[str, ...] = ()
    makers: Tuple[str, ...] = ()
    """Functions that make one, beside the classes themselves, as they stand in source: `create_pool`."""
    handles: Tuple[Tuple[str, str], ...] = ()
    """(module, class) of what stands for a resource and is none: the ends of a stream, a wrapper."""
    connections: Tuple[Tuple[str, str], ...] = ()
    """(module, class) of what is handed out: who has one in a local variable or a block holds the resource."""
    internals: Tuple[Tuple[str, str], ...] = ()
    """(module, class) of what the library itself keeps of a connection that is out: whoever leads here has nothing."""
    long_held = False
    """True where services keep connections for long on purpose, to listen or to subscribe, in an attribute."""

    def attempt(self, thing: Any, last: Optional[Reading]) -> Optional[Reading]:
        """Its state now, whatever comes of it: as in the `last` reading where it changed under the eyes, and unknown
        where it cannot be read; an adapter that fails again and again is not tried any more."""
        what = "the adapter of %s" % (self.module or self.kind)
        if troubles.is_off(what):
            return Reading()
        try:
            reading = self.read(thing)
        except RuntimeError:
            return last
        except Exception as error:
            troubles.note(what, error, switched=True)
            return Reading()
        troubles.fine(what)
        return reading

    def read(self, thing: Any) -> Optional[Reading]:
        """Its state now, or None where it is not ready to be read."""
        raise NotImplementedError

    def resource_of(self, thing: Any) -> Any:
        """The resource of an instance of `handles` or `connections`; None where a connection is not out now."""
        return None

    def anchor(self, thing: Any) -> Any:
        """Of a resource that takes no weak reference: something that takes one, and from which it is found again."""
        return None

    def from_anchor(self, anchor: Any) -> Any:
        """What `anchor` belongs to."""
        return None

    def identity(self, connection: Any) -> int:
        """The same number for everything that stands for one connection."""
        return id(connection)
