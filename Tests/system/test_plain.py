"""Screens in sentences, for screen readers and scripts: the same model, without drawings."""

from typing import Callable, List

import pytest
from program import Looptop
from service import Plain, Service
from test_workers import SERVERS, start, wait_for_workers
from tmux import Terminal
from waiting import wait_for

SCREENS = ["overview", "tasks", "waits", "slow", "events", "findings", "shutdown", "requests", "output"]


def is_plain(text: str) -> bool:
    """No escape, no box, no braille."""
    return not any(character == "\x1b" or 0x2500 <= ord(character) <= 0x28FF for character in text)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen(screen: str, looptop: Looptop, plain: Plain) -> None:
    plain.tell("create", "invoice-7")
    result = looptop.run("attach", plain, "--plain", "--screen", screen)
    assert result.status == 0 and result.err == "", result
    assert result.out.startswith(f"Screen: {screen}\n") and is_plain(result.out), result.out
    assert screen in ("output", "shutdown") or f"process {plain.pid}" in result.out


def test_tasks_in_every_form(looptop: Looptop, plain: Plain) -> None:
    plain.tell("create", "invoice-7")
    for form in ("creation", "await", "flat"):
        text = looptop.run("attach", plain, "--plain", "--screen", "tasks", "--form", form).out
        (line,) = (line for line in text.splitlines() if "invoice-7" in line)
        assert "waiting for" in line and "plain_asyncio.py:" in line and ("level" in line) == (form != "flat"), line
    # A form alone is enough to mean the tasks.
    text = looptop.run("attach", plain, "--plain", "--form", "folded", "--filter", "name:invoice*").out
    assert "Tasks: 1, by the line where they are\n1 task, at " in text


def test_one_task_and_what_is_wrong(looptop: Looptop, plain: Plain) -> None:
    plain.tell("create", "invoice-7")
    (task,) = (task for task in looptop.tasks(plain) if task["name"] == "invoice-7")
    result = looptop.run("attach", plain, "--plain", "--task", task["id"])
    assert result.status == 0 and f"#{task['id']} invoice-7\n" in result.out and "await chain" in result.out
    assert looptop.run("attach", plain, "--plain", "--task", 99999).status == 1
    for words in (["--screen", "task"], ["--screen", "slow", "--form", "flat"], ["--screen", "no-such"]):
        assert looptop.run("attach", plain, "--plain", *words).status == 64
    assert looptop.run("attach", plain, "--screen", "tasks").status == 64, "not without --plain"


def test_the_vital_signs(looptop: Looptop, plain: Plain) -> None:
    document = looptop.json("overview", plain)
    assert document["tasks"]["total"] >= 1 and document["rss"] > 1 << 20 and document["blocked"] is None
    assert document["loops"][0]["implementation"] == "asyncio" and document["rates"]["created"] is not None
    plain.say("block", 3)
    blocked = wait_for("the block", lambda: looptop.json("overview", plain, "--for", "200ms")["blocked"])
    assert blocked["seconds"] > 0 and blocked["location"]["file"].endswith("plain_asyncio.py")
    text = wait_for("the block", lambda: looptop.run("overview", plain, "--for", "200ms").out)
    assert "Loop blocked: for " in text


def test_workers_and_services(looptop: Looptop, services: List[Service], start_plain: Callable[..., Plain]) -> None:
    application = start(looptop, services, SERVERS["hypercorn"])
    pids = wait_for_workers(looptop, application, 2, set())
    text = looptop.run("attach", application, "--plain", "--form", "flat").out
    assert all(f"\n{pid}: #" in text for pid in pids)
    start_plain("mail")
    text = looptop.run("overview", application, "mail").out
    assert "Over: " in text and "mail" in text.split("State:")[0]
    assert looptop.run("attach", application, "mail", "--plain", "--screen", "shutdown").status == 64
    assert looptop.run("attach", application, "--plain", "--screen", "shutdown").status == 0


def test_a_terminal_that_cannot_points_there(terminal: Terminal, plain: Plain) -> None:
    terminal.enter(f"TERM=dumb looptop attach {plain}; echo status=$?")
    screen = terminal.wait_for("status=64")
    assert f"looptop attach {plain} --plain" in screen
    terminal.enter(f"clear; TERM=dumb looptop attach {plain} --plain; echo status=$?")
    assert "Loop lag: " in terminal.wait_for("status=0")
