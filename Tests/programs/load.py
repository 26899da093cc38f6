"""Work for a program, with its answers compared."""

import http.client
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from waiting import wait_for


def get(port: int, path: str, timeout: float = 30.0) -> Tuple[int, bytes]:
    """The status and the body of one page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


class Load:
    """Questions until `stop`; `wrong` has what was not answered as it should be."""

    def __init__(self) -> None:
        """Nothing was asked so far."""
        self.answers = 0
        self.wrong: List[str] = []

    def wait(self, answers: int = 5, timeout: float = 60.0) -> None:
        """Returns after so many more answers."""
        wanted = self.answers + answers
        wait_for(
            f"{answers} answers", lambda: self.wrong or self.answers >= wanted, timeout, show=lambda: str(self.answers)
        )
        assert not self.wrong, self.wrong[:3]

    def stop(self) -> None:
        """No more questions; all that were asked are answered."""


class Pages(Load):
    """Pages over HTTP, a thread for each path and its own connection for each page."""

    def __init__(self, port: int, paths: Sequence[str]) -> None:
        """Begin."""
        super().__init__()
        self.port = port
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self.ask, args=(path,), daemon=True) for path in paths]
        for thread in self.threads:
            thread.start()

    def ask(self, path: str) -> None:
        """The same page again and again."""
        while not self.ended.is_set():
            try:
                status, body = get(self.port, path)
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{path}: {error!r}")
                return
            if status != 200 or not body:
                self.wrong.append(f"{path}: {status} {body[:200]!r}")
                return
            self.answers += 1
            self.ended.wait(0.02)

    def stop(self) -> None:
        """Let the last pages come."""
        self.ended.set()
        for thread in self.threads:
            thread.join(40)


class Growth(Load):
    """What a program does by itself, until the load's `stop` or not."""

    def __init__(self, count: Callable[[], int]) -> None:
        """Begin to count."""
        super().__init__()
        self.count = count

    @property
    def answers(self) -> int:
        """How often it did it."""
        return self.count()

    @answers.setter
    def answers(self, _: int) -> None:
        """Nothing is set: what is counted is not ours."""


class Driver(Load):
    """A script that prints `answer` for every one that is right, and else what is wrong."""

    def __init__(self, command: List[str], environment: Dict[str, str], folder: Path) -> None:
        """Begin."""
        super().__init__()
        self.errors = folder / ("driver-%d.txt" % time.monotonic_ns())
        with open(str(self.errors), "wb") as errors:
            self.process: "Optional[subprocess.Popen[bytes]]" = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                cwd=str(folder),
            )
        self.thread = threading.Thread(target=self.read, args=(self.process,), daemon=True)
        self.ended = False
        self.thread.start()

    def read(self, process: "subprocess.Popen[bytes]") -> None:
        """All that it prints."""
        assert process.stdout
        for line in process.stdout:
            if line == b"answer\n":
                self.answers += 1
            else:
                self.wrong.append(line.decode("utf-8", "replace"))
        if not self.ended:
            self.wrong.append("the driver ended: " + self.errors.read_text()[-2000:])

    def stop(self) -> None:
        """End it."""
        self.ended = True
        if self.process:
            # As Ctrl-C: it closes its connections in good order.
            self.process.send_signal(signal.SIGINT)
            self.thread.join(20)
            self.process.kill()
            self.process.wait()
