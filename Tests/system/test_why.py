"""Why a task is stuck: knots in real services, told by the commands and on the task's own screen."""

from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
from conftest import PYTHON
from program import Looptop
from service import SERVICES, Service, free_port
from tmux import Terminal
from waiting import wait_for

FILE = SERVICES / "knots.py"
SOURCE = FILE.read_text().split("\n")


def line(words: str) -> int:
    """The number of the one line with a remark."""
    (number,) = [number for number, text in enumerate(SOURCE, 1) if text.endswith("# " + words)]
    return number


@pytest.fixture(params=["asyncio", "uvloop"])
def knot(looptop: Looptop, services: List[Service], request: pytest.FixtureRequest) -> Callable[[str], Service]:
    """Starts knots.py on a loop."""

    def start(how: str) -> Service:
        port = free_port()
        command = [PYTHON, str(FILE), how, str(port), str(request.param)]
        service = Service.detached(looptop, command, port)
        services.append(service)
        return service

    return start


def deadlocks(looptop: Looptop, service: Service) -> List[Dict[str, Any]]:
    """The circles that `looptop findings` tells of."""
    found = looptop.json("findings", service, "--for", "4s")["findings"]
    return [finding for finding in found if finding["kind"] == "deadlock"]


def why(looptop: Looptop, service: Service, name: str) -> Dict[str, Any]:
    """A task in full, once its circle is certain."""
    (row,) = [row for row in looptop.tasks(service) if row["name"] == name]
    task = looptop.json("task", service, row["id"])["task"]
    assert isinstance(task, dict)
    return task


KNOTS = {
    "two": (["debit", "audit"], "waits for the second", "takes the first"),
    "three": (["first", "second", "third"], "waits for the second", "takes the first"),
    "pool": (["left", "right"], "waits for another place", "takes a place"),
}


@pytest.mark.parametrize("how", KNOTS)
def test_a_knot_is_named_with_its_lines(looptop: Looptop, knot: Callable[[str], Service], how: str) -> None:
    names, waits, takes = KNOTS[how]
    service = knot(how)
    (finding,) = wait_for(f"the deadlock of {how}", lambda: deadlocks(looptop, service), timeout=40)
    assert finding["location"]["file"] == str(FILE) and finding["location"]["line"] == line(waits)
    task = why(looptop, service, names[0])
    assert task["cycle"] == task["id"] and task["cause"]["kind"] == "cycle"
    assert [link["name"] for link in task["why"]][: len(names)] == names
    for link in task["why"]:
        assert link["location"]["line"] == line(waits)
        assert link["held"]["location"]["line"] == line(takes), link
    assert set(task["deadlock"]) == {link["task"] for link in task["why"]}
    shown = looptop.run("task", service, task["id"]).out
    assert "nothing will wake these tasks" in shown and f"knots.py:{line(takes)}" in shown, shown


def test_who_waits_for_the_knot(looptop: Looptop, knot: Callable[[str], Service]) -> None:
    service = knot("two")
    wait_for("the deadlock", lambda: deadlocks(looptop, service), timeout=40)
    report, debit = why(looptop, service, "report"), why(looptop, service, "debit")
    assert report["cycle"] == debit["id"] and report["deadlock"] == debit["deadlock"]
    assert debit["behind"] == 2 and report["behind"] == 0


def test_a_full_queue_whose_consumer_waits_for_the_producer(looptop: Looptop, knot: Callable[[str], Service]) -> None:
    service = knot("queue")
    consumer = wait_for(
        "the way", lambda: (lambda task: task if len(task["why"]) == 2 else None)(why(looptop, service, "consumer"))
    )
    assert [link["name"] for link in consumer["why"]] == ["consumer", "producer"]
    assert [link["location"]["line"] for link in consumer["why"]] == [
        line("waits for the producer"),
        line("waits for room"),
    ]
    assert consumer["cause"]["kind"] == "anyone" and consumer["why"][1]["wait"]["kind"] == "queue"


def test_who_is_only_slow_is_in_no_knot(looptop: Looptop, knot: Callable[[str], Service]) -> None:
    service = knot("none")
    assert deadlocks(looptop, service) == []
    patient = why(looptop, service, "patient")
    assert [link["name"] for link in patient["why"]] == ["patient", "holder"]
    assert patient["cause"]["kind"] == "timer" and patient["cycle"] is None and patient["deadlock"] is None
    alone = why(looptop, service, "alone")
    assert alone["cycle"] is None and alone["why"][-1]["name"] == "holder"


def test_the_screen_draws_the_circle(looptop: Looptop, knot: Callable[[str], Service], terminal: Terminal) -> None:
    service = knot("two")
    wait_for("the deadlock", lambda: deadlocks(looptop, service), timeout=40)
    terminal.enter(f"looptop attach {service.pid}")
    terminal.wait_for("live")
    terminal.send("2")
    terminal.send("/")
    terminal.type("name:debit")
    terminal.send("Enter", "Enter")
    terminal.wait_for("stuck")
    screen = terminal.wait_for("and so on: back to")
    assert "a circle of 2 tasks" in screen and f"knots.py:{line('waits for the second')}" in screen
    assert "taken at" in screen and f"knots.py:{line('takes the first')}" in screen


def test_a_mark_is_kept_and_taken_back(
    looptop: Looptop, knot: Callable[[str], Service], open_terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    service = knot("none")
    terminal = open_terminal(XDG_CONFIG_HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path))
    file = tmp_path / "looptop" / "state.toml"
    terminal.enter(f"looptop attach {service.pid}")
    terminal.wait_for("live")
    terminal.send("2")
    terminal.send("/")
    terminal.type("name:holder")
    terminal.send("Enter", "m")
    terminal.wait_for("is long-running now")
    assert 'long-running = ["services/knots.py:holds_for_long"]\n' in file.read_text()
    terminal.send("m")
    terminal.wait_for("is no longer long-running")
    assert "long-running" not in file.read_text()
    terminal.send("q")
