"""A client of the debug socket in a few lines: what `nc` and `jq` would do."""

import json
import socket
from typing import Any, Dict, List


class AgentClient:
    """One connection, after its hello."""

    def __init__(self, path: str) -> None:
        """Connect and say hello."""
        self.connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.connection.settimeout(10)
        self.connection.connect(path)
        self.lines = self.connection.makefile("rb")
        self.number = 0
        self.notes: List[Dict[str, Any]] = []
        self.hello = self.ask("hello", protocol=1, client="tests")

    def ask(self, method: str, **parameters: object) -> Dict[str, Any]:
        """A request's result; notifications on the way are kept in `notes`."""
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method, "params": parameters}
        self.connection.sendall(json.dumps(request).encode() + b"\n")
        while True:
            message = json.loads(self.lines.readline())
            if message.get("id") == self.number:
                assert "result" in message, message
                return dict(message["result"])
            self.notes.append(message)

    def close(self) -> None:
        """Hang up."""
        self.lines.close()
        self.connection.close()
