"""Services for the tests: started through looptop or by themselves, talked to, and ended."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import threading
from pathlib import Path
from typing import Dict, Iterator, List, Optional

from processes import end, is_alive
from program import Looptop
from waiting import wait_for

SERVICES = Path(__file__).resolve().parents[1] / "services"
#: The line that blocks, in plain_asyncio.py.
BLOCKING_LINE = 1 + next(
    number
    for number, line in enumerate((SERVICES / "plain_asyncio.py").read_text().split("\n"))
    if "time.sleep(" in line
)


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Service:
    """A running service; `stop` ends it and its children."""

    def __init__(self, pid: int, port: int = 0, debug_socket: str = "", log: str = "") -> None:
        """Remember where it is."""
        self.pid = pid
        self.port = port
        self.debug_socket = debug_socket
        self.log = log
        self.process: Optional["subprocess.Popen[bytes]"] = None

    def __str__(self) -> str:
        """Its pid, as a TARGET."""
        return str(self.pid)

    @classmethod
    def detached(cls, looptop: Looptop, command: List[str], port: int = 0, name: str = "") -> "Service":
        """Start a command with `looptop run --detach`, unmodified, and wait until it serves its port."""
        options = ["--name", name] if name else []
        facts = looptop.start(*options, "--", *command)
        service = cls(facts["pid"], port, facts["socket"], facts["log"])
        service.wait_until_it_serves()
        return service

    @classmethod
    def own(cls, command: List[str], environment: Dict[str, str], port: int = 0) -> "Service":
        """Start a command without looptop's help."""
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment, start_new_session=True
        )
        service = cls(process.pid, port)
        service.process = process
        service.wait_until_it_serves()
        return service

    def wait_until_it_serves(self) -> None:
        """Wait for its port."""
        if not self.port:
            return

        def accepts() -> bool:
            assert is_alive(self.pid), f"the service ended at once:\n{self.output()}"
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", self.port)) == 0

        wait_for(f"port {self.port} of process {self.pid}", accepts, timeout=30, show=self.output)

    def output(self) -> str:
        """What it has printed."""
        return Path(self.log).read_text() if self.log else "(its output is not kept)"

    def get(self, path: str) -> threading.Thread:
        """Send a request that is answered some time; the thread that waits for it."""

        def ask() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            # A service that is ended at the end of its test owes no answer.
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection.request("GET", path)
                connection.getresponse().read()
            connection.close()

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        return thread

    @contextlib.contextmanager
    def asking(self, path: str) -> Iterator[None]:
        """A request is in flight for as long as the block lasts: whenever it is answered, another one."""
        done = threading.Event()

        def ask() -> None:
            while not done.is_set():
                self.get(path).join()

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
        thread.join(30)

    def stop(self) -> None:
        """End it, whatever it does."""
        try:
            os.killpg(os.getpgid(self.pid), signal.SIGKILL)
        except ProcessLookupError:
            pass
        if self.process:
            self.process.wait()
        end(self.pid)


class Plain(Service):
    """plain_asyncio.py, with its commands."""

    def connect(self) -> None:
        """Open the connection for commands, once."""
        if not hasattr(self, "commands"):
            self.commands = socket.create_connection(("127.0.0.1", self.port), timeout=40)
            self.answers = self.commands.makefile()

    def say(self, command: str, argument: object) -> None:
        """Give it a command, and do not wait."""
        self.connect()
        self.commands.sendall(f"{command} {argument}\n".encode())

    def tell(self, command: str, argument: object) -> float:
        """Give it a command; when it was done, in Unix seconds."""
        self.say(command, argument)
        return float(self.answers.readline())
