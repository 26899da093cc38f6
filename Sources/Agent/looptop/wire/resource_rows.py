"""Resources on their way to a client."""

from typing import Iterator, Mapping, Optional, Tuple

from ..observer.observer import Observer
from ..reading.pauses import pause
from ..resources.census import Census
from .client import Client
from .clients import Clients

CHUNK = 20
"""Resources a message."""
WAITS = 500
"""Waits a message."""


def send(client: Client, census: Census, everything: bool) -> Iterator[None]:
    """Sends what the last look has changed, or all, in chunks."""
    rows = []
    for resource in list(census.ledger.resources.values()):
        if not resource.row or not (everything or resource.changed == census.looks):
            continue
        rows.append(dict(resource.row, uses=list(resource.uses)) if everything else resource.row)
        if len(rows) >= CHUNK:
            client.notify("resources", {"rows": rows})
            rows = []
            yield
    if rows:
        client.notify("resources", {"rows": rows})
    if census.ledger.gone and not everything:
        client.notify("resources.gone", {"id": census.ledger.gone})
    changes: Mapping[int, Optional[Tuple[int, str]]] = census.ledger.waits if everything else census.ledger.wait_changes
    entries = list(changes.items())
    for first in range(0, len(entries), WAITS):
        some = entries[first : first + WAITS]
        table = {
            "task": [serial for serial, _ in some],
            "resource": [None if wait is None else wait[0] for _, wait in some],
            "role": [None if wait is None else client.strings.string(wait[1]) for _, wait in some],
        }
        client.send_tables()
        client.notify("waits", table)
        yield


def count_resources(observer: Observer, clients: Clients) -> None:
    """A census, and what it has changed for those who watch."""
    watching = clients.with_topic("resources")
    if not observer.count_resources(bool(watching)):
        return
    for client in watching:
        if not client.pictures and not client.overflowed:
            for _ in send(client, observer.census, everything=False):
                pause()
