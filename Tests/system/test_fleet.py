"""One dashboard over all workers of an application."""

import json
import os
import signal
from typing import Dict, List, Set

import pytest
from processes import is_alive
from program import Looptop
from service import Service
from test_workers import SERVERS, start, wait_for_workers
from tmux import Terminal
from waiting import wait_for


@pytest.fixture
def hypercorn(looptop: Looptop, services: List[Service]) -> Service:
    """hypercorn with two workers."""
    service = start(looptop, services, SERVERS["hypercorn"])
    wait_for_workers(looptop, service, 2, set())
    return service


def refreshing(looptop: Looptop, service: Service) -> Dict[int, int]:
    """The number of the task that each worker has, by worker."""
    tasks = looptop.json("ps", service)["tasks"]
    return {task["worker"]: task["id"] for task in tasks if task["name"] == "refresh-prices"}


def test_one_dashboard_over_all_workers(looptop: Looptop, services: List[Service], terminal: Terminal) -> None:
    service = start(looptop, services, SERVERS["uvicorn"])
    pids = set(wait_for_workers(looptop, service, 4, set()))
    terminal.enter(f"looptop attach {service}")
    terminal.wait_for(lambda screen: "4 workers" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    terminal.send("2")
    # The task of every worker, beside its worker.
    screen = terminal.wait_for(
        lambda screen: all(str(pid) in screen for pid in pids) and screen.count("refresh-prices") >= 4
    )
    assert "WORKER" in screen

    # A worker dies and another takes its place: the dashboard goes on.
    victim = min(pids)
    os.kill(victim, signal.SIGKILL)
    fresh = set(wait_for_workers(looptop, service, 4, {victim})) - pids
    terminal.wait_for(
        lambda screen: (
            "4 workers" in screen.split("\n")[0]
            and str(victim) not in screen
            and all(str(pid) in screen for pid in fresh | pids - {victim})
        )
    )

    # One worker alone, and all of them again.
    terminal.send("w")
    terminal.wait_for(lambda screen: "the odd one is marked" in screen and f"{min(fresh)}" in screen)
    terminal.send("j", "Enter")
    alone = sorted(fresh | pids - {victim})[0]
    screen = terminal.wait_for(lambda screen: f"worker {alone} of 4" in screen.split("\n")[0])
    terminal.wait_for(lambda screen: screen.count("refresh-prices") == 1 and "WORKER" not in screen)
    terminal.send("w", "k", "Enter")
    terminal.wait_for(lambda screen: "4 workers" in screen.split("\n")[0] and screen.count("refresh-prices") >= 4)
    terminal.send("q")
    assert terminal.is_restored() == ""


def test_without_a_terminal_every_task_names_its_worker(looptop: Looptop, services: List[Service]) -> None:
    service = start(looptop, services, SERVERS["hypercorn"])
    pids = set(wait_for_workers(looptop, service, 2, set()))
    for target in (service, "fastapi_app"):
        tasks = looptop.json("ps", target)["tasks"]
        assert {task["worker"] for task in tasks if task["name"] == "refresh-prices"} == pids
    assert {task["worker"] for task in looptop.tasks(min(pids))} == {min(pids)}
    assert len(looptop.json("tree", service)["tasks"]) > len(looptop.json("tree", min(pids))["tasks"])


def test_by_its_name(looptop: Looptop, services: List[Service], terminal: Terminal) -> None:
    service = start(looptop, services, SERVERS["gunicorn"])
    wait_for_workers(looptop, service, 3, set())
    terminal.enter("looptop attach fastapi_app")
    terminal.wait_for(lambda screen: "3 workers" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    # A single worker, by its pid.
    terminal.send("q")
    terminal.wait_for("$")
    (first, *_) = wait_for_workers(looptop, service, 3, set())
    terminal.enter(f"clear; looptop attach {first}")
    terminal.wait_for(lambda screen: str(first) in screen.split("\n")[0] and "workers" not in screen.split("\n")[0])


def test_debug_mode_of_all_workers(looptop: Looptop, hypercorn: Service, terminal: Terminal) -> None:
    """One command switches all and tells of each; in the dashboard a typed word does."""

    def modes(*options: str) -> Dict[int, bool]:
        lines = looptop.run("debug", hypercorn, *options, "--json", timeout=40).out.splitlines()
        return {document["worker"]: document["debug"] for document in map(json.loads, lines)}

    pids: Set[int] = set(refreshing(looptop, hypercorn))
    assert modes() == dict.fromkeys(pids, False)
    assert modes("on") == dict.fromkeys(pids, True)
    lines = looptop.run("debug", hypercorn).out.splitlines()
    assert {line.split(":")[0] for line in lines if "debug mode is on" in line} == {f"worker {pid}" for pid in pids}
    assert modes("off") == dict.fromkeys(pids, False)

    terminal.enter(f"looptop attach {hypercorn}")
    terminal.wait_for(lambda screen: "2 workers" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    terminal.send("D")
    terminal.wait_for("debug mode")
    terminal.send(*"debug", "Enter")
    wait_for("debug mode of both", lambda: modes() == dict.fromkeys(pids, True))
    # It was switched on until looptop leaves.
    terminal.send("q")
    assert terminal.is_restored() == ""
    wait_for("its end in both", lambda: modes() == dict.fromkeys(pids, False))


def test_a_task_of_one_worker_is_cancelled(looptop: Looptop, hypercorn: Service, terminal: Terminal) -> None:
    """Numbers are a worker's own: whoever names only the application is told its workers."""
    tasks = refreshing(looptop, hypercorn)
    first, second = sorted(tasks)
    result = looptop.run("cancel", hypercorn, tasks[first], "--yes")
    assert result.status != 0 and str(first) in result.err and str(second) in result.err, result
    assert set(refreshing(looptop, hypercorn)) == {first, second}
    result = looptop.run("cancel", first, tasks[first], "--yes")
    assert result.status == 0 and "has ended" in result.out, result
    assert set(refreshing(looptop, hypercorn)) == {second}

    terminal.enter(f"looptop attach {hypercorn}")
    terminal.wait_for(lambda screen: "2 workers" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    terminal.send("2", "/")
    terminal.type("name:refresh-prices")
    terminal.send("Enter")
    terminal.wait_for(lambda screen: screen.count("refresh-prices") >= 2 and str(second) in screen)
    terminal.send("G", "x")
    terminal.wait_for(lambda screen: "refresh-prices" in screen and "type cancel" in screen)
    terminal.send(*"cancel", "Enter")
    wait_for("its end", lambda: not refreshing(looptop, hypercorn))
    assert is_alive(first) and is_alive(second)
