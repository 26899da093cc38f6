"""The way of somebody who has never seen it: to the stuck task, its reason, and the end of the service."""

import re
from pathlib import Path
from typing import Callable

import pytest
from tmux import Terminal
from waiting import wait_for


@pytest.fixture
def demo(open_terminal: Callable[..., Terminal], tmp_path: Path) -> Terminal:
    """The demo, with a configuration that only this test knows."""
    terminal = open_terminal(XDG_CONFIG_HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path))
    terminal.enter("looptop demo")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0], timeout=60)
    return terminal


def test_the_stuck_task_its_reason_and_the_way_to_shut_down(demo: Terminal) -> None:
    demo.send("2", "/")
    demo.type("state:stuck")
    demo.wait_for(lambda screen: "state:stuck" in screen and "charge-card" in screen, timeout=60)
    demo.send("Enter")
    demo.wait_for("filter state:stuck", timeout=60)
    demo.send("Enter")
    demo.wait_for("why it waits", timeout=60)
    demo.wait_for("stuck", timeout=60)
    demo.send(":")
    demo.type("shut")
    demo.wait_for(lambda screen: "command" in screen and "Shutdown" in screen, timeout=60)
    demo.send("Enter")
    demo.wait_for("SIGTERM", timeout=60)
    demo.send("[")
    demo.wait_for("why it waits", timeout=60)
    demo.send("Escape")
    demo.wait_for("filter state:stuck", timeout=60)


def test_columns_are_kept_from_one_run_to_the_next(demo: Terminal, tmp_path: Path) -> None:
    demo.send("2", "C")
    demo.wait_for("columns of tasks", timeout=60)
    demo.send("Right", "Down", "Space")
    demo.wait_for(lambda screen: "[ ] state" in screen and "wide" in screen, timeout=60)
    demo.send("Enter")
    demo.wait_gone("STATE", timeout=60)
    file = tmp_path / "looptop" / "state.toml"
    wait_for("the columns in the file", lambda: file.is_file() and "tasks" in file.read_text(), timeout=60)
    assert re.search(r'\[columns\]\ntasks = \["task:\d+", "wait",', file.read_text())
    demo.send("q")
    demo.wait_gone("TASK", timeout=60)
    demo.enter("looptop demo")
    demo.wait_for(lambda screen: "live" in screen.split("\n")[0], timeout=60)
    demo.send("2")
    demo.wait_for("WAITS FOR", timeout=60)
    assert "STATE" not in demo.screen()


def test_a_clash_of_keys_points_at_its_line(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    file = tmp_path / "looptop" / "config.toml"
    file.parent.mkdir()
    file.write_text('[keys]\nquit = "F10"\nfreeze = "s"\n')
    terminal = open_terminal(XDG_CONFIG_HOME=str(tmp_path))
    terminal.enter("looptop demo")
    terminal.wait_for(lambda screen: "config.toml:3:1" in screen and "would mean both" in screen, timeout=60)
