"""The way of somebody who has never seen it: to the stuck task, its reason, and the end of the service."""

from pathlib import Path
from typing import Callable

import pytest
from tmux import Terminal


@pytest.fixture
def demo(open_terminal: Callable[..., Terminal], tmp_path: Path) -> Terminal:
    """The demo, with a configuration that only this test knows."""
    terminal = open_terminal(XDG_CONFIG_HOME=str(tmp_path))
    terminal.enter("looptop demo")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0], timeout=15)
    return terminal


def test_the_stuck_task_its_reason_and_the_way_to_shut_down(demo: Terminal) -> None:
    demo.send("2", "/")
    demo.type("state:stuck")
    demo.wait_for(lambda screen: "state:stuck" in screen and "charge-card" in screen, timeout=60)
    demo.send("Enter")
    demo.wait_for("filter state:stuck")
    demo.send("Enter")
    demo.wait_for("why it waits")
    demo.wait_for("stuck")
    demo.send(":")
    demo.type("shut")
    demo.wait_for(lambda screen: "command" in screen and "Shutdown" in screen)
    demo.send("Enter")
    demo.wait_for("SIGTERM")
    demo.send("[")
    demo.wait_for("why it waits")
    demo.send("Escape")
    demo.wait_for("filter state:stuck")


def test_columns_are_kept_from_one_run_to_the_next(demo: Terminal, tmp_path: Path) -> None:
    demo.send("2", "C")
    demo.wait_for("columns of tasks")
    demo.send("Down", "Space", "Enter")
    demo.wait_gone("STATE")
    text = (tmp_path / "looptop" / "config.toml").read_text()
    assert text.startswith('[columns]\ntasks = ["task", "wait",'), text


def test_a_clash_of_keys_points_at_its_line(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    file = tmp_path / "looptop" / "config.toml"
    file.parent.mkdir()
    file.write_text('[keys]\nquit = "F10"\nfreeze = "s"\n')
    terminal = open_terminal(XDG_CONFIG_HOME=str(tmp_path))
    terminal.enter("looptop demo")
    terminal.wait_for(lambda screen: "config.toml:3:1" in screen and "would mean both" in screen, timeout=15)
