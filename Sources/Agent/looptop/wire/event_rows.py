"""The log of events on its way to a client."""

from typing import Any, Dict, Iterator

from ..observer.event_log import Events
from .client import Client

CHUNK = 500
"""Events in one message."""


def send(client: Client, events: Events) -> Iterator[None]:
    """Sends a client what it has not had, in chunks."""
    entries = events.after(client.events_sent)
    client.events_sent = events.last
    for first in range(0, len(entries), CHUNK):
        some = entries[first : first + CHUNK]
        table: Dict[str, Any] = {
            "since": round(events.since, 3),
            "n": [entry.n for entry in some],
            "time": [round(entry.time, 4) for entry in some],
            "kind": [client.strings.string(entry.kind) for entry in some],
            "task": [entry.task for entry in some],
            "name": [entry.name for entry in some],
            "text": [entry.text for entry in some],
            "location": [client.strings.place(entry.location) for entry in some],
            "seconds": [entry.seconds for entry in some],
        }
        client.send_tables()
        client.notify("events", table)
        yield
