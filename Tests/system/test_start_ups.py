"""A service in its first moments: a master whose agent is still there, and one that is gone before it is asked."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Tuple

import pytest
from conftest import PYTHON, ROOT
from processes import children, descendants, state
from program import Looptop
from service import Plain, Service
from tmux import Terminal
from waiting import wait_for

MASTER = """
import asyncio, multiprocessing, os, signal

async def main():
    await asyncio.sleep(3600)

def serve():
    asyncio.run(main())

if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    for _ in range(2):
        context.Process(target=serve).start()
    # Its agent would make room for those of the workers within a second.
    os.kill(os.getpid(), signal.SIGSTOP)
    signal.pause()
"""


@pytest.fixture
def master(looptop: Looptop, services: List[Service], tmp_path: Path) -> Service:
    """A master that was stopped right after it has started its workers: its agent is as in its first second."""
    script = tmp_path / "shop.py"
    script.write_text(MASTER)
    service = Service.detached(looptop, [PYTHON, str(script)], name="shop")
    services.append(service)
    wait_for("it to be stopped", lambda: state(service.pid) == "T")
    return service


def test_a_master_with_an_agent_is_none_of_its_workers(looptop: Looptop, master: Service) -> None:
    def found() -> List[int]:
        applications = looptop.json("ls")["applications"]
        if not applications:
            return []  # both workers are there, and their agents on the way
        ((leader, members),) = ((row["pid"], row["workers"]) for row in applications)
        assert leader == master.pid
        assert master.pid not in members or len(members) == 1, applications
        return members if len(members) == 2 else []

    workers = wait_for("its workers", found)
    assert set(workers) <= set(children(master.pid))
    assert os.path.exists(master.debug_socket) or master.pid not in workers
    for target in (master.pid, "shop"):
        assert {task["worker"] for task in looptop.json("ps", target)["tasks"]} == set(workers), target
        plan = looptop.json("shutdown", target, "--dry-run")
        assert plan["service"]["pid"] in workers and plan["parent"]["pid"] == master.pid, plan
    os.kill(master.pid, signal.SIGCONT)
    own = Path(looptop.environment["LOOPTOP_DIR"]) / f"{master.pid}.sock"
    wait_for("its agent to leave", lambda: not own.exists())
    assert {task["worker"] for task in looptop.json("ps", "shop")["tasks"]} == set(workers)


LATER = """
import asyncio, multiprocessing, os, sys, time

async def main():
    await asyncio.sleep(3600)

def serve():
    import looptop
    looptop.start()
    asyncio.run(main())

if __name__ == "__main__":
    import looptop
    looptop.start()
    while not os.path.exists(sys.argv[1]):
        time.sleep(0.01)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=serve) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
"""


@pytest.fixture
def slow_master(environment: Dict[str, str], tmp_path: Path) -> Iterator[Tuple[int, Path]]:
    """A master with an agent that starts its workers once there is a file: its pid, and that file."""
    script, go = tmp_path / "shop.py", tmp_path / "go"
    script.write_text(LATER)
    variables = {**environment, "PYTHONPATH": str(ROOT / "Sources" / "Agent")}
    with subprocess.Popen([PYTHON, str(script), str(go)], env=variables) as master:
        own = Path(environment["LOOPTOP_DIR"]) / f"{master.pid}.sock"
        wait_for("its agent", own.exists)
        yield master.pid, go
        for pid in [master.pid, *descendants(master.pid)]:
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize(("command", "rows"), [("ps", "tasks"), ("overview", "loops")])
def test_a_master_that_has_no_workers_yet_is_waited_for(
    command: str, rows: str, looptop: Looptop, slow_master: Tuple[int, Path]
) -> None:
    """What is asked for in its first moments is told of its workers, not of itself."""
    pid, go = slow_master
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(looptop.json, command, pid)
        go.touch()
        assert asked.result()[rows]


def test_the_dashboard_of_a_master_that_has_no_workers_yet(slow_master: Tuple[int, Path], terminal: Terminal) -> None:
    """It is that of its workers, of those too that come after the first."""
    pid, go = slow_master
    terminal.enter(f"looptop attach {pid}")
    go.touch()
    terminal.wait_for(lambda screen: "2 workers" in screen.split("\n")[0])


@contextlib.contextmanager
def vanishing(directory: Path, successor: Path) -> Iterator[List[int]]:
    """A service called mail that goes as soon as it was found; the one that takes its place tells of itself then."""
    kept = successor.with_suffix(".kept")
    successor.rename(kept)
    place = directory / f"{os.getpid()}.sock"
    info = place.with_suffix(".json")
    found: List[int] = []
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place))
        listener.listen()
        info.write_text(json.dumps({"pid": os.getpid(), "name": "mail", "socket": str(place), "loop": True}))

        def vanish() -> None:
            connection, _ = listener.accept()
            listener.close()
            place.unlink()
            info.unlink()
            kept.rename(successor)
            found.append(1)
            connection.close()

        thread = threading.Thread(target=vanish, daemon=True)
        thread.start()
        yield found
        thread.join(10)


@pytest.mark.parametrize("command", [["ps"], ["overview"], ["shutdown", "--dry-run"], ["debug"], ["task", "1"]])
def test_what_is_gone_before_it_is_asked_is_looked_for_again(
    command: List[str], looptop: Looptop, directory: Path, start_plain: Callable[..., Plain]
) -> None:
    plain = start_plain("mail")
    with vanishing(directory, directory / f"{plain.pid}.json") as found:
        result = looptop.run(command[0], "mail", *command[1:])
        assert found and result.status == 0, result


def test_what_is_gone_for_good_is_said_to_be(looptop: Looptop, directory: Path, plain: Plain) -> None:
    with vanishing(directory, directory / f"{plain.pid}.json"):
        result = looptop.run("ps", "mail")
    assert result.status == 69 and 'no service is called "mail"' in result.err, result
    assert f"{plain.pid}" in result.err, result
