"""The looptop program, run as a person or a script would."""

import json
import subprocess
from pathlib import Path
from typing import Any, Dict, List, NamedTuple


class Result(NamedTuple):
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


class Looptop:
    """A binary with an environment of its own."""

    def __init__(self, binary: Path, environment: Dict[str, str]) -> None:
        """Remember both."""
        self.binary = binary
        self.environment = environment

    def run(self, *arguments: object, timeout: float = 60.0, **variables: str) -> Result:
        """Run one command to its end, without a terminal."""
        done = subprocess.run(
            [str(self.binary), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**self.environment, **variables},
            timeout=timeout,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def json(self, *arguments: object, **variables: str) -> Dict[str, Any]:
        """The document that a command with `--json` prints; the test fails where the command does."""
        result = self.run(*arguments, "--json", **variables)
        assert result.status == 0, f"looptop {' '.join(map(str, arguments))}: {result}"
        document = json.loads(result.out)
        assert isinstance(document, dict)
        return document

    def tasks(self, target: object) -> List[Dict[str, Any]]:
        """The rows of `looptop ps`."""
        rows = self.json("ps", target)["tasks"]
        assert isinstance(rows, list)
        return rows

    def start(self, *arguments: object) -> Dict[str, Any]:
        """Start a service with `run --detach --json`: its pid, socket and log."""
        result = self.run("run", "--detach", "--json", *arguments, timeout=40)
        assert result.status == 0, f"looptop run {' '.join(map(str, arguments))}: {result}"
        facts = json.loads(result.out)
        assert set(facts) == {"pid", "socket", "log"}, facts
        return dict(facts)
