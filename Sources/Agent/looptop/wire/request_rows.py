"""Requests in flight on their way to a client."""

from typing import Any, Dict, List

from ..requests.in_flight import Ended, InFlight, Request
from .client import Client

ROWS = 100
"""Requests in one message."""


def send(client: Client, requests: InFlight, everything: bool) -> None:
    """Sends a client what it has not had."""
    since, client.requests_sent = client.requests_sent, requests.version
    rows = [request for request in list(requests.by_task.values()) if everything or request.version > since]
    for first in range(0, len(rows), ROWS):
        client.notify("requests.new", _columns(rows[first : first + ROWS]))
    ended: List[Ended] = [] if everything else [end for end in list(requests.ended) if end.version > since]
    for first in range(0, len(ended), ROWS):
        some = ended[first : first + ROWS]
        table = {
            "id": [end.id for end in some],
            "ended": [round(end.ended, 4) for end in some],
            "status": [None] * len(some),
        }
        client.notify("requests.ended", table)


def _columns(requests: List[Request]) -> Dict[str, Any]:
    return {
        "id": [request.id for request in requests],
        "task": [request.task for request in requests],
        "server": [request.server for request in requests],
        "method": [request.asked.method for request in requests],
        "target": [request.asked.target for request in requests],
        "route": [request.asked.route for request in requests],
        "peer": [request.asked.peer for request in requests],
        "started": [round(request.started, 4) for request in requests],
    }
