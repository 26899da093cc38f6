"""A program of the matrix that runs, and what can be seen of it from outside."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional, Set, Tuple

from catalogue import APPS, Program
from load import Driver, Growth, Load, Pages, get
from processes import command, descendants, end, is_alive
from program import Looptop
from service import free_port
from waiting import wait_for

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "Tests" / "pools"))
import servers  # noqa: E402

START = 180.0
"""Seconds that the heaviest program gets on a machine with other work."""


class Running:
    """One of them; `stop` ends it and all that was started for it."""

    def __init__(self, program: Program, environment: Dict[str, str], folder: Path) -> None:
        """Choose its port; nothing is started."""
        self.program = program
        self.folder = folder
        self.port = free_port()
        self.environment = {**environment, "HOME": str(folder), "NO_COLOR": "1"}
        self.words = {"PORT": str(self.port), "OTHER": str(free_port()), "FOLDER": str(folder), "APPS": str(APPS)}
        self.pid = 0
        self.log = folder / "log.txt"
        self.process: "Optional[subprocess.Popen[bytes]]" = None
        self.beside: List["subprocess.Popen[bytes]"] = []
        self.redis: Optional["servers.Server"] = None
        self.loads: List[Load] = []
        self.end_of_log = 0

    def word(self, text: str) -> str:
        """With what was chosen in it."""
        return re.sub("PORT|OTHER|FOLDER|APPS|REDIS", lambda match: self.words.get(match.group(), match.group()), text)

    def command(self, words: List[str]) -> List[str]:
        """A command of the program's environment."""
        first, *rest = [self.word(word) for word in words]
        return [str(ROOT / ".venv" / self.program.environment / "bin" / first), *rest]

    def variables(self) -> Dict[str, str]:
        """Its environment."""
        own = {name: self.word(value) for name, value in self.program.variables.items()}
        redis = {"REDIS_URL": "redis://127.0.0.1:%s" % self.words["REDIS"]} if self.redis else {}
        return {**self.environment, **own, **redis}

    def start_beside(self) -> None:
        """What it needs."""
        for words in self.program.beside:
            if words == ("redis",):
                self.redis = servers.redis(self.folder)
                self.words["REDIS"] = str(self.redis.port)
                continue
            with open(str(self.folder / ("beside-%d.txt" % len(self.beside))), "wb") as log:
                self.beside.append(
                    subprocess.Popen(
                        self.command(list(words)),
                        stdin=subprocess.DEVNULL,
                        stdout=log,
                        stderr=log,
                        env=self.variables(),
                        cwd=str(self.folder),
                    )
                )

    def start_bare(self) -> None:
        """As its users start it."""
        self.start_beside()
        with open(str(self.log), "wb") as log:
            self.process = subprocess.Popen(
                self.command(self.program.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.variables(),
                cwd=str(self.folder),
                start_new_session=True,
            )
        self.pid = self.process.pid
        self.wait_until_it_works()

    def start_with(self, looptop: Looptop) -> None:
        """With looptop's `run`."""
        self.start_beside()
        in_folder = "import os, sys; os.chdir(sys.argv[1]); os.execv(sys.argv[2], sys.argv[2:])"
        own = Looptop(looptop.binary, self.variables())
        started = own.start(
            "--", sys.executable, "-S", "-c", in_folder, str(self.folder), *self.command(self.program.command)
        )
        self.pid = started["pid"]
        self.log = Path(started["log"])
        self.wait_until_it_works()

    def output(self) -> str:
        """What it has printed."""
        return self.log.read_text(errors="replace")

    def wait_until_it_works(self) -> None:
        """Wait for its first page, its port, or what it says."""
        program = self.program

        def works() -> bool:
            assert is_alive(self.pid), "it ended at once:\n" + self.output()
            if program.says:
                return program.says in self.output()
            if not program.ready:
                with socket.socket() as probe:
                    return probe.connect_ex(("127.0.0.1", self.port)) == 0
            try:
                return get(self.port, program.ready)[0] == 200
            except (OSError, http.client.HTTPException):
                return False

        wait_for("its first answer", works, START, 0.1, show=self.output)
        if program.workers:
            wait_for("its workers", lambda: len(self.workers()) == program.workers, show=lambda: str(self.processes()))

    def start_load(self) -> Load:
        """Work for it, until the load's `stop`."""
        load: Load
        if self.program.driver:
            load = self.drive(*self.program.driver)
        elif self.program.grows:
            load = Growth(lambda: self.output().count(self.program.grows))
        else:
            load = Pages(self.port, [self.word(path) for path in self.program.paths])
        self.loads.append(load)
        load.wait(timeout=START)  # a driver may import for long before it asks
        return load

    def drive(self, script: str, *arguments: str) -> Driver:
        """A driver that runs."""
        words = ["python", "APPS/" + script, *arguments]
        return Driver(self.command(words), self.variables(), self.folder)

    def set_off(self) -> None:
        """What was planted happens, once."""
        planted = self.program.planted
        assert planted
        if planted.file:
            (self.folder / planted.file).touch()
            return
        if not planted.driver:
            assert get(self.port, planted.path)[0] == 200
            return
        words = ["python", "APPS/" + planted.driver[0], *planted.driver[1:]]
        subprocess.run(
            self.command(words),
            env=self.variables(),
            cwd=str(self.folder),
            check=True,
            timeout=60,
            stdout=subprocess.DEVNULL,
        )

    def processes(self) -> Dict[int, List[str]]:
        """All of them, with their command lines."""
        return {pid: command(pid) for pid in [self.pid, *descendants(self.pid)] if is_alive(pid)}

    def workers(self) -> Set[int]:
        """Those that have to be looked at: itself, or those below it that have a loop, as the kernel sees one."""
        if not self.program.workers:
            return {self.pid}
        links = self.descriptors()
        return {pid for pid in links if pid != self.pid and "anon_inode:[eventpoll]" in links[pid]}

    def outside(self) -> Dict[int, Tuple[int, int]]:
        """Threads and descriptors of each process."""
        found = {}
        for pid in self.processes():
            with contextlib.suppress(FileNotFoundError):
                found[pid] = (len(os.listdir(f"/proc/{pid}/task")), len(os.listdir(f"/proc/{pid}/fd")))
        return found

    def descriptors(self) -> Dict[int, List[str]]:
        """Where they lead to, for messages."""
        found: Dict[int, List[str]] = {}
        for pid in self.processes():
            with contextlib.suppress(FileNotFoundError):
                found[pid] = []
                for entry in Path(f"/proc/{pid}/fd").iterdir():
                    with contextlib.suppress(FileNotFoundError):
                        found[pid].append(os.readlink(str(entry)))
        return found

    def warm_up(self) -> Dict[int, Tuple[int, int]]:
        """Work until it has no more use for another thread; then its threads and descriptors without work."""
        load = self.start_load()
        seen: List[int] = []

        def grown() -> bool:
            seen.append(sum(threads for threads, _ in self.outside().values()))
            return len(seen) > 50 and max(seen[-50:]) <= max(seen[:-50])

        wait_for("its threads to be all there", grown, 60, 0.1, show=lambda: str(seen))
        load.wait()
        load.stop()
        return self.settled()

    def settled(self) -> Dict[int, Tuple[int, int]]:
        """Threads and descriptors, once they stay the same for two seconds."""
        last: List[Dict[int, Tuple[int, int]]] = []

        def look() -> Dict[int, Tuple[int, int]]:
            last.append(self.outside())
            return last[-1] if len(last) > 20 and all(one == last[-1] for one in last[-20:]) else {}

        return wait_for("its threads and descriptors to settle", look, interval=0.1, show=lambda: str(last[-40:]))

    def complaints(self) -> List[str]:
        """Lines of its log that tell of a failure."""
        bad = ("Traceback", "Exception ignored", "Fatal Python error", "Segmentation", "was never awaited", "looptop:")
        return [line for line in self.output().splitlines() if any(word in line for word in bad)]

    def stop(self) -> None:
        """End everything."""
        for load in self.loads:
            load.stop()
        pids = [self.pid, *descendants(self.pid)] if self.pid else []
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.process:
            self.process.wait()
        for pid in pids:
            end(pid)
        for process in self.beside:
            process.kill()
            process.wait()
        if self.redis:
            self.redis.stop()
