"""Messages that are a part of a snapshot, and are sent again when something has changed."""

from typing import Any, Dict

from ..observer.observer import Observer
from ..real_time import time
from ..trouble import troubles
from .client import Client

SLOW_ROWS = 5
"""Culprits in one message: their stacks are long."""


def send_slow(observer: Observer, client: Client) -> None:
    """Culprits of which this client has not heard the newest."""
    slow = observer.loops.slow
    since, client.slow_sent = client.slow_sent, slow.version
    rows = [culprit for culprit in slow.culprits.values() if culprit.changed > since]
    # one that counted only for a block under way, and turned out not to be the one: who has heard of it hears that
    rows = [culprit for culprit in rows if culprit.count or culprit.open or since]
    for first in range(0, len(rows), SLOW_ROWS):
        client.notify("slow", slow.wire(rows[first : first + SLOW_ROWS]))


def send_loops(observer: Observer, client: Client) -> None:
    """The loops, if one has changed."""
    told = observer.loops.wire()
    if client.loops_sent != told:
        client.loops_sent = dict(told)
        client.notify("loops", told)


def vitals_for(observer: Observer, client: Client) -> Dict[str, Any]:
    """One `vitals`, without history."""
    fields = observer.vitals.wire()
    fields["lag_max"] = None if client.lag_max is None else round(client.lag_max, 6)
    client.lag_max = None
    client.vitals_due = time.monotonic() + client.interval
    fields["blocked"] = observer.blocked.wire()
    fields["dropped"] = client.dropped
    fields["trouble"] = troubles.wire()
    fields["noticed"] = observer.noticed.wire()
    fields["doubts"] = observer.census.doubts
    fields["requests"], fields["requests_total"] = observer.requests.counts()
    return fields
