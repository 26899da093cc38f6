"""Tasks as columns, with strings and places interned a connection."""

from typing import Any, Collection, Dict, List, Optional, Tuple

from ..reading.locations import Location, created_at
from ..reading.record import TaskRef
from ..reading.task_names import is_named
from ..tasks.accounting import Effort
from ..tasks.group import Group
from ..tasks.groups import Groups
from ..tasks.scanner import View

REMEMBERED = 20_000
"""Strings that are remembered; a string that comes back after that gets a second index, and its first is forgotten."""


class Interner:
    """Indexes of strings and places on one connection; they never change."""

    def __init__(self) -> None:
        self.indexes: Dict[str, int] = {}
        self.next_string = 0
        self.fresh: List[str] = []
        self.once: List[int] = []
        self.places: Dict[Location, int] = {}
        self.next_place = 0
        self.fresh_places: List[Tuple[int, int, int, int]] = []

    def string(self, value: str, keep: bool = True) -> int:
        """The index of a string; with `keep` false it is not expected to come back."""
        index = self.indexes.get(value)
        if index is None:
            index = self.next_string
            self.next_string += 1
            if keep and len(self.indexes) < REMEMBERED:
                self.indexes[value] = index
            else:
                self.once.append(len(self.fresh))
            self.fresh.append(value)
        return index

    def place(self, value: Optional[Location]) -> Optional[int]:
        """The index of a place."""
        if value is None:
            return None
        index = self.places.get(value)
        if index is None:
            index = self.next_place
            self.next_place += 1
            self.fresh_places.append((self.string(value.file), value.line, self.string(value.function), value.user))
            if len(self.places) < REMEMBERED:
                self.places[value] = index
        return index

    def take(self) -> List[Tuple[str, Dict[str, Any]]]:
        """The notifications that tell about the indexes given out since the last call."""
        messages: List[Tuple[str, Dict[str, Any]]] = []
        if self.fresh:
            values: Dict[str, Any] = {"start": self.next_string - len(self.fresh), "values": self.fresh}
            if self.once:
                values["once"] = self.once
            messages.append(("strings", values))
            self.fresh, self.once = [], []
        if self.fresh_places:
            file, line, function, user = (list(column) for column in zip(*self.fresh_places))
            start = self.next_place - len(self.fresh_places)
            table = {"start": start, "file": file, "line": line, "function": function, "user": user}
            messages.append(("locations", table))
            self.fresh_places = []
        return messages


def group_columns(strings: Interner, groups: List[Group]) -> Dict[str, Any]:
    """The columns of `groups`."""
    return {
        "id": [group.id for group in groups],
        "kind": [strings.string(group.kind) for group in groups],
        "owner": [group.owner for group in groups],
        "location": [strings.place(group.place) for group in groups],
        "total": [group.total for group in groups],
        "done": [group.done for group in groups],
        "failed": [group.failed for group in groups],
        "return_exceptions": [group.returns for group in groups],
        "name": [None if group.name is None else strings.string(group.name) for group in groups],
    }


def columns(
    strings: Interner,
    records: List[TaskRef],
    full: bool,
    renamed: Collection[int],
    effort: Effort,
    groups: Groups,
) -> Dict[str, Any]:
    """The columns of `tasks.new` (`full`) or of `tasks.changed`, there with the names of those in `renamed`."""
    views: List[View] = [record.view for record in records]
    names = [record.name or "?" if full or record.serial in renamed else None for record in records]
    table: Dict[str, Any] = {
        "id": [record.serial for record in records],
        "name": [None if name is None else strings.string(name, is_named(name)) for name in names],
        "state": [view.state for view in views],
        "location": [strings.place(view.location) for view in views],
        "wait": [None if view.kind is None else strings.string(view.kind) for view in views],
        "on": [None if view.on is None else strings.string(view.on) for view in views],
        "on_task": [view.on_task for view in views],
        "peer": [None if view.peer is None else strings.string(view.peer, False) for view in views],
        "since": [None if record.since is None else round(record.since, 4) for record in records],
        "exact": [1 if record.exact else 0 for record in records],
    }
    stands = [groups.links(record.serial) for record in records]
    table["on_group"] = [stand.on_group for stand in stands]
    table["group"] = [stand.group for stand in stands]
    table["made_by"] = [stand.made_by for stand in stands]
    efforts = [effort.of(record) for record in records]
    table["steps"] = [steps for steps, _, _ in efforts]
    table["busy"] = [busy for _, busy, _ in efforts]
    table["approx"] = [int(approx) for _, _, approx in efforts]
    if full:
        table["coroutine"] = [strings.string(record.coroutine) for record in records]
        table["parent"] = [record.parent for record in records]
        table["loop"] = [record.loop for record in records]
        table["created"] = [None if record.created is None else round(record.created, 4) for record in records]
        table["created_at"] = [strings.place(created_at(record)) for record in records]
        table["named"] = [int(is_named(name or "")) for name in names]
    return table
