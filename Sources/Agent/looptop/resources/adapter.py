"""What an adapter tells about one resource; a new library is a file with an adapter, and a line in `table.py`."""

from typing import Any, Dict, List, Optional, Set, Tuple


class Reading:
    """One look at a resource.

    `fields` are those of a row of `resources` in the protocol. `waiters` are futures, in line, each with the role of
    who waits for it. `parts` are inner objects that are no resources of their own. `holders` are tasks that the library
    itself names as holders. `held` are inner objects, such as connections, that are out now, each with its turn: see
    `leaks.py`; those in `resting` may be out though no task has them at hand. `contents` is where the items of a queue
    lie: it is let go in the look.
    """

    __slots__ = ("fields", "waiters", "parts", "holders", "held", "resting", "jobs", "contents", "same_line")

    def __init__(self, **fields: Any) -> None:
        self.fields: Dict[str, Any] = fields
        self.waiters: List[Tuple[Any, str]] = []
        self.parts: List[Any] = []
        self.holders: List[Any] = []
        self.held: Optional[Dict[int, Any]] = None
        self.resting: Set[int] = set()
        self.jobs: Optional[List[Dict[str, Any]]] = None
        self.contents: Any = None
        self.same_line = False  # those wait that waited in the last look, and for the same


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
