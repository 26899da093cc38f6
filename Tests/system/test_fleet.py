"""One dashboard over all workers of an application."""

import os
import signal
from typing import List

from program import Looptop
from service import Service
from test_workers import SERVERS, start, wait_for_workers
from tmux import Terminal


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
