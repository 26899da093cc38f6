"""Unprepared services on every Python, and what can be seen of them from outside."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests" / "system"), str(ROOT / "Tests" / "tools")]

from environments import NEWER, VENVS, VERSIONS  # noqa: E402
from processes import is_alive, state  # noqa: E402
from waiting import wait_for  # noqa: E402

TARGET = Path(__file__).resolve().parent / "target.py"
STATES = ("idle", "idle-uvloop", "busy", "sleep", "call", "load")
#: The folder of `make matrix` with 3.14 and 3.15.
MORE = os.environ.get("LOOPTOP_MORE_PYTHONS", "")


def pythons() -> Dict[str, List[str]]:
    """Each version that can be had: the command that runs it."""
    found = {version: [str(VENVS / version / "bin" / "python")] for version in VERSIONS}
    found = {version: command for version, command in found.items() if os.access(command[0], os.X_OK)}
    if MORE:
        enter = [str(ROOT / "Tests" / "tools" / "more_pythons.sh"), MORE, "run"]
        found.update({version: [*enter, str(VENVS / version / "bin" / "python")] for version in NEWER})
    return found


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Target:
    """A running service that knows nothing of looptop."""

    def __init__(self, command: List[str], state: str, environment: Dict[str, str], folder: Path) -> None:
        """Start it, and wait until it is in its state."""
        self.state = state
        self.port = free_port()
        self.errors = folder / ("errors-%d.txt" % self.port)
        self.load: Optional[Load] = None
        with open(str(self.errors), "wb") as errors:
            self.process = subprocess.Popen(
                [*command, str(TARGET), "idle" if state == "load" else state, str(self.port)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                start_new_session=True,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line == b"ready\n", (line, self.errors.read_text())
        self.pid = int(self.find_pid())
        if state == "load":
            self.load = Load(self.port)
        else:
            wait_for("its state", self.is_in_state, show=lambda: self.state)

    def find_pid(self) -> int:
        """Itself, or its only descendant where a namespace of pids has a parent outside."""
        pid = self.process.pid
        while True:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            if not children:
                return pid
            pid = int(children[0])

    def is_in_state(self) -> bool:
        """As far as the kernel knows."""
        call = Path(f"/proc/{self.pid}/syscall").read_text().split()[0]
        if self.state == "busy":
            return state(self.pid) == "R"
        if self.state in ("sleep", "call", "gil"):
            return call in ("230", "115", "35", "101", "23", "270", "72")
        if self.state == "gil-thread":
            return len(list(Path(f"/proc/{self.pid}/task").iterdir())) == 2
        if self.state == "elsewhere":
            return call == "202"
        return call in ("232", "281", "22")

    def threads(self) -> int:
        """How many."""
        return len(list(Path(f"/proc/{self.pid}/task").iterdir()))

    def fds(self) -> int:
        """How many."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def outside(self) -> Tuple[int, int]:
        """What the kernel counts."""
        return self.threads(), self.fds()

    def ask(self, line: str) -> str:
        """One question to the service."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(line.encode() + b"\n")
            return connection.makefile().readline().strip()

    def facts(self) -> Dict[str, Any]:
        """What it sees of itself."""
        return dict(json.loads(self.ask("facts")))

    def traces(self, directory: str) -> List[str]:
        """Files of an agent that are left where it was."""
        folder = Path(f"/proc/{self.pid}/root{directory}")
        if not folder.is_dir():
            return []
        return [entry.name for entry in folder.iterdir() if not entry.name.startswith(("agent-", "run-"))]

    def tracer(self) -> int:
        """Who traces it."""
        lines = Path(f"/proc/{self.pid}/status").read_text().split("\n")
        return int(next(line for line in lines if line.startswith("TracerPid")).split()[1])

    def stop(self) -> None:
        """End it."""
        if self.load:
            self.load.stop()
        for pid in (self.pid, self.process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def is_alive(self) -> bool:
        """Whether it runs."""
        return is_alive(self.pid)


class Load:
    """Questions one after another on a few connections, each answer compared."""

    def __init__(self, port: int, connections: int = 2) -> None:
        """Begin."""
        self.port = port
        self.ended = False
        self.answers = 0
        self.wrong: List[str] = []
        self.slowest = 0.0
        self.threads = [threading.Thread(target=self.ask, daemon=True) for _ in range(connections)]
        for thread in self.threads:
            thread.start()
        wait_for("the first answers", lambda: self.answers > 10)

    def ask(self) -> None:
        """One connection."""
        number = 0
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
                lines = connection.makefile()
                while not self.ended:
                    number += 1
                    began = time.monotonic()
                    connection.sendall(b"%d\n" % number)
                    line = lines.readline()
                    self.slowest = max(self.slowest, time.monotonic() - began)
                    if line != f"{number * number}\n":
                        self.wrong.append(f"{number}: {line!r}")
                        return
                    self.answers += 1
        except OSError as error:
            self.wrong.append(f"{number}: {error}")

    def stop(self) -> None:
        """End."""
        self.ended = True
        for thread in self.threads:
            thread.join(30)
