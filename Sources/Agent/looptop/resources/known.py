"""What is known: the resources, who waits for each, and who holds it."""

from typing import Any, Dict, List, Optional, Tuple

from ..reading.record import TaskRef
from .adapter import Adapter
from .naming import Found
from .resource import Hold, Resource
from .table import Table

MOST = 2000
"""So many resources are told; those of a service that makes more are left out."""


class Ledger:
    """All resources that are known, with what has changed since the last look began."""

    def __init__(self) -> None:
        self.table = Table()
        self.resources: Dict[int, Resource] = {}
        self.by_key: Dict[int, Resource] = {}
        self.parts: Dict[int, int] = {}  # what belongs to another: a pool's queue, by the pool's id
        self.holding: Dict[int, List[Tuple[Resource, int]]] = {}
        self.holders: Dict[int, TaskRef] = {}
        self.waits: Dict[int, Tuple[int, str]] = {}
        self.wait_changes: Dict[int, Optional[Tuple[int, str]]] = {}
        self.gone: List[int] = []
        self.next_id = 1

    def turn_page(self) -> None:
        """A look begins: what changes from here on is new."""
        self.gone, self.wait_changes = [], {}
        self.table.learn()

    def of(self, thing: Any, adapter: Adapter, kind: str = "") -> Optional[Resource]:
        """The record of a resource; one of a part is that of the whole. None where there are too many."""
        key = id(thing)
        resource = self.by_key.get(key)
        if resource is not None and resource.is_of(thing):
            return resource
        whole = self.resources.get(self.parts.get(key, 0))
        if whole is not None:
            return whole
        if len(self.resources) >= MOST:
            return None
        resource = Resource(self.next_id, thing, adapter, kind)
        self.next_id += 1
        self.resources[resource.id] = self.by_key[key] = resource
        adapter.attempt(thing, None)  # some adapters learn here which connections belong to it
        return resource

    def notice(self, found: Found) -> None:
        """Something that has a name."""
        meaning = self.table.meaning(found.thing)
        if meaning is None or meaning.role == "connection":
            return
        handle = meaning.role == "handle"
        thing = meaning.adapter.resource_of(found.thing) if handle else found.thing
        resource = None if thing is None else self.of(thing, meaning.adapter)
        if resource is not None:
            resource.found(found, not handle)

    def name(self, thing: Any, name: str) -> None:
        """Something that everybody calls so."""
        meaning = self.table.meaning(thing)
        found = None if meaning is None else self.of(thing, meaning.adapter)
        if found is not None:
            found.call(name)

    def hold(self, record: TaskRef, resource: Resource, what: int) -> None:
        """A task holds something."""
        self.holders[record.serial] = record
        self.holding.setdefault(record.serial, []).append((resource, what))

    def release(self, serial: int) -> Dict[Tuple[int, int], Hold]:
        """Forgets what a task holds; what it was."""
        before = {}
        self.holders.pop(serial, None)
        for resource, what in self.holding.pop(serial, ()):
            hold = resource.holds.pop((serial, what), None)
            if hold is not None:
                before[resource.id, what] = hold
        return before

    def line(self, resource: Resource, line: List[Tuple[int, str]]) -> None:
        """Notes who waits now, and who does no more."""
        now = dict(line)
        for serial, _ in resource.waiting:
            if serial not in now and self.waits.get(serial, (0,))[0] == resource.id:
                del self.waits[serial]
                self.wait_changes[serial] = None
        for serial, role in line:
            if self.waits.get(serial) != (resource.id, role):
                self.waits[serial] = self.wait_changes[serial] = (resource.id, role)
        resource.waiting = line

    def forget(self, resource: Resource) -> None:
        """A resource that is gone, or is a part of another."""
        self.resources.pop(resource.id, None)
        if self.by_key.get(resource.key) is resource:
            del self.by_key[resource.key]
        for serial, _what in list(resource.holds):
            kept = [entry for entry in self.holding.get(serial, ()) if entry[0] is not resource]
            if kept:
                self.holding[serial] = kept
            else:
                self.release(serial)
        self.line(resource, [])
        if resource.row:
            self.gone.append(resource.id)
