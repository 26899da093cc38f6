"""How fast the dashboard follows: from the service to the screen, from a key to it, from the shell to a picture.

Everything is measured from outside, in a real terminal that is read every few milliseconds: the figures contain the
reading (about 5 ms), and for keys also tmux's own way of sending them.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, Dict, Iterator, List

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "system"))

from program import Looptop  # noqa: E402
from service import SERVICES, Plain, Service, free_port  # noqa: E402
from tmux import Terminal  # noqa: E402

BINARY = Path(os.environ.get("LOOPTOP_BINARY", ROOT / ".build" / "release" / "looptop"))
ROUNDS = int(os.environ.get("LOOPTOP_BENCH_ROUNDS", "100"))
POLL = 0.005
FORMS = ["tree by creation", "tree by await", "flat list", "folded by place"]


class Bench:
    """A private directory of sockets, and what was started in it."""

    def __init__(self, directory: str) -> None:
        self.environment: Dict[str, str] = {
            **os.environ,
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "LOOPTOP_DIR": directory,
            "PATH": f"{BINARY.parent}:{os.environ['PATH']}",
        }
        self.looptop = Looptop(BINARY, self.environment)
        self.services: List[Service] = []
        self.terminals: List[Terminal] = []

    def plain(self) -> Plain:
        port = free_port()
        service = Plain.detached(self.looptop, [sys.executable, str(SERVICES / "plain_asyncio.py"), str(port)], port)
        assert isinstance(service, Plain)
        self.services.append(service)
        return service

    def many(self, count: int) -> Service:
        port = free_port()
        command = [sys.executable, str(SERVICES / "many_tasks.py"), str(port), str(count)]
        self.services.append(Service.detached(self.looptop, command, port))
        return self.services[-1]

    def terminal(self) -> Terminal:
        self.terminals.append(Terminal(self.environment))
        return self.terminals[-1]

    def close(self) -> None:
        for terminal in self.terminals:
            terminal.close()
        for service in self.services:
            service.stop()


def show(what: str, seconds: List[float], goal: str) -> None:
    """One row of the table."""
    ordered = sorted(seconds)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(
        f"{what:44} p50 {statistics.median(ordered) * 1000:7.1f} ms   p99 {worst * 1000:7.1f} ms   goal {goal}",
        flush=True,
    )


def attach(terminal: Terminal, service: Service) -> float:
    """Attach, and go to the tasks; how long it took until the picture was live."""
    start = time.monotonic()
    terminal.enter(f"looptop attach {service}")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0], interval=POLL)
    return time.monotonic() - start


def to_tasks(terminal: Terminal) -> None:
    terminal.send("2")
    terminal.wait_for("tree by creation")


def changes(bench: Bench) -> None:
    """A task is created, and ends: when does the screen say so?"""
    service, terminal = bench.plain(), bench.terminal()
    attach(terminal, service)
    to_tasks(terminal)
    # Ended tasks linger for a moment: the filter keeps the list to those that wait.
    terminal.send("/")
    terminal.type("state:waiting name:job-*")
    terminal.send("Enter")
    appears: List[float] = []
    vanishes: List[float] = []
    for number in range(ROUNDS):
        name = f"job-{number}-"
        created = service.tell("create", name)
        terminal.wait_for(name, interval=POLL)
        appears.append(time.time() - created)
        ended = service.tell("end", name)
        terminal.wait_for(lambda screen, name=name: not is_waiting(screen, name), interval=POLL)
        vanishes.append(time.time() - ended)
    show("a named task is created: on screen", appears, "<= 250 ms p99")
    show("it ends: the screen says so", vanishes, "<= 250 ms p99")


def is_waiting(screen: str, name: str) -> bool:
    return any(name in line and "waiting" in line for line in screen.split("\n"))


def keys(bench: Bench, count: int) -> None:
    """A key is pressed: when does the screen follow?"""
    service, terminal = bench.many(count), bench.terminal()
    attach(terminal, service)
    to_tasks(terminal)
    terminal.wait_for("tasks")
    seconds: List[float] = []
    for number in range(ROUNDS):
        start = time.monotonic()
        terminal.send("t")
        terminal.wait_for(FORMS[(number + 1) % len(FORMS)], interval=POLL)
        seconds.append(time.monotonic() - start)
    show(f"key to screen, {count:,} tasks, the next form", seconds, "<= 30 ms p99")


def first_screens(bench: Bench) -> None:
    """From the shell's prompt to a live picture."""
    service, terminal = bench.many(1000), bench.terminal()
    seconds: List[float] = []
    for _ in range(10):
        seconds.append(attach(terminal, service))
        terminal.send("q")
        terminal.wait_gone("live")
    show("start to a full first screen, 1,000 tasks", seconds, "<= 100 ms")


def blocked(bench: Bench) -> None:
    """Attaching to a loop that sleeps in time.sleep."""
    seconds: List[float] = []
    for _ in range(3):
        service, terminal = bench.plain(), bench.terminal()
        service.say("block", 30)
        start = time.monotonic()
        terminal.enter(f"looptop attach {service}")
        terminal.wait_for("BLOCKED", interval=POLL)
        seconds.append(time.monotonic() - start)
        service.stop()
    show("attach to a blocked loop: said so", seconds, "<= 1000 ms")


def listing(bench: Bench) -> None:
    """`looptop ps` on 10,000 tasks, beside `python3.14 -m asyncio ps` where that is on this machine."""
    service = bench.many(10_000)
    show("looptop ps, 10,000 tasks", list(timed(lambda: bench.looptop.run("ps", service))), "<= 2400 ms")
    newer = shutil.which("python3.14")
    if not newer:
        print(f"{'python3.14 -m asyncio ps':44} Python 3.14 is not on this machine (elsewhere: 600 ms)")
        return
    port = free_port()
    other = Service.own([newer, str(SERVICES / "many_tasks.py"), str(port), "10000"], bench.environment, port)
    bench.services.append(other)
    command = [newer, "-m", "asyncio", "ps", str(other.pid)]
    show(
        "python3.14 -m asyncio ps, 10,000 tasks",
        list(timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))),
        "(the other's)",
    )


def timed(work: Callable[[], object]) -> Iterator[float]:
    for _ in range(5):
        start = time.monotonic()
        work()
        yield time.monotonic() - start


def idle(bench: Bench) -> None:
    """What the dashboard itself costs when nothing happens."""
    service, terminal = bench.plain(), bench.terminal()
    attach(terminal, service)
    to_tasks(terminal)
    pid = terminal.program()
    cpu, written, start = cpu_seconds(pid), bytes_written(pid), time.monotonic()
    time.sleep(10)
    seconds = time.monotonic() - start
    share = (cpu_seconds(pid) - cpu) / seconds * 100
    rate = (bytes_written(pid) - written) / seconds
    print(f"{'dashboard, idle service':44} {share:.1f} % of a core, {rate:,.0f} bytes/s written   goal <= 0.5 %")


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def bytes_written(pid: int) -> int:
    facts = dict(line.split(": ") for line in Path(f"/proc/{pid}/io").read_text().splitlines())
    return int(facts["wchar"])


def main() -> None:
    """All of them; each starts what it needs and ends it."""
    if not BINARY.is_file():
        sys.exit(f"{BINARY} is not there: make build")
    parts: List[Callable[[Bench], None]] = [changes, lambda b: keys(b, 1000), lambda b: keys(b, 10_000)]
    for part in [*parts, first_screens, blocked, listing, idle]:
        directory = tempfile.mkdtemp(prefix="lt-", dir="/tmp")
        bench = Bench(directory)
        try:
            part(bench)
        finally:
            bench.close()
            shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
