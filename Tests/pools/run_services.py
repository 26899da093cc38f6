"""Services of Tests/services/waiting under `looptop run`: told what to do, asked for their own numbers, and watched."""

import json
import pathlib
import socket
import sys
import urllib.request

from service import Service, free_port
from waiting import wait_for

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "services" / "waiting"
PATIENCE = 30.0


class Running:
    """A service that knows nothing of looptop."""

    def __init__(self, looptop, script, *arguments):
        self.looptop = looptop
        self.script = FOLDER / script
        self.port = free_port()
        command = [sys.executable, str(self.script), str(self.port), *[str(argument) for argument in arguments]]
        self.service = Service.detached(looptop, command, self.port)
        self.commands = None

    def stop(self):
        self.service.stop()

    def tell(self, *words):
        """Gives a command; its answer."""
        if self.commands is None:
            self.commands = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE).makefile("rw")
        self.commands.write(" ".join(words) + "\n")
        self.commands.flush()
        return json.loads(self.commands.readline())

    def get(self, path):
        """The answer to a request."""
        with urllib.request.urlopen("http://127.0.0.1:%d%s" % (self.port, path), timeout=PATIENCE) as answer:
            return json.load(answer)

    def line(self, mark):
        """The line of its source with this mark."""
        (found,) = [n for n, line in enumerate(self.script.read_text().splitlines(), 1) if "# " + mark in line]
        return found

    def all(self):
        """What `looptop waits` tells."""
        return self.looptop.json("waits", self.service)["resources"]

    def names(self):
        """Of its tasks."""
        return {row["id"]: row["name"] for row in self.looptop.tasks(self.service)}

    def resource(self, expected, **which):
        """The one resource that is `which`, once it is as the function `expected` wants it."""
        seen = []

        def look():
            seen[:] = [row for row in self.all() if all(row[key] == value for key, value in which.items())]
            return next((row for row in seen if expected(row)), None)

        return wait_for("a resource %r" % which, look, PATIENCE, 0.1, lambda: json.dumps(seen, indent=1))


def check_plausible(row):
    """What holds of a resource at any moment, however busy it is."""
    used, limit = row["in_use"], row["limit"]
    if used is not None:
        assert 0 <= used and (limit is None or used <= limit), row
        assert len(row["holders"]) + len(row["leaked"] or ()) + (row["held_by_unknown"] or 0) <= used, row
    if row["size"] is not None:
        assert 0 <= row["size"] and (limit is None or row["size"] <= limit), row
        assert row["idle"] is None or 0 <= row["idle"] <= row["size"], row
    if row["depth"] is not None:
        assert 0 <= row["depth"], row
        assert row["kind"] != "queue" or limit is None or row["depth"] <= limit, row
    assert all(waiter["seconds"] >= 0 for waiter in row["waiters"] + row["holders"]), row
    assert not row["leaked"], row


def check_under_load(service, looks=4, **which):
    """Several looks at a busy resource."""
    for _ in range(looks):
        check_plausible(service.resource(lambda _: True, **which))


def held_at(row, line):
    """Whether somebody holds it, and all that do since this line."""
    return bool(row["holders"]) and all((holder["location"] or {}).get("line") == line for holder in row["holders"])
