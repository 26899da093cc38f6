"""The demo: it starts, misbehaves, and leaves nothing behind."""

import os
import signal
from pathlib import Path
from typing import List

import pytest
from processes import descendants, is_alive
from program import Looptop
from tmux import Terminal
from waiting import wait_for


def start(terminal: Terminal, looptop: Looptop) -> List[int]:
    """Start the demo; the processes that belong to it."""
    terminal.enter("looptop demo")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0])
    pids = [row["pid"] for row in looptop.json("ls")["services"] if row["socket"].startswith(own_directory(looptop))]
    assert len(pids) == 1
    return [*descendants(terminal.program()), *pids]


def own_directory(looptop: Looptop) -> str:
    return looptop.environment["LOOPTOP_DIR"]


def assert_nothing_left(pids: List[int], looptop: Looptop) -> None:
    wait_for("the end of the demo's processes", lambda: not any(map(is_alive, pids)))
    wait_for("the removal of the socket", lambda: not list(Path(own_directory(looptop)).glob("*.sock")))


def test_it_misbehaves(terminal: Terminal, looptop: Looptop) -> None:
    start(terminal, looptop)
    terminal.send("2")
    terminal.wait_for(lambda screen: "tree by creation" in screen and "worker" in screen)


@pytest.mark.parametrize("number", [0, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_it_leaves_nothing_behind(number: int, terminal: Terminal, looptop: Looptop) -> None:
    pids = start(terminal, looptop)
    if number:
        os.kill(terminal.program(), number)
    else:
        terminal.send("q")
    assert_nothing_left(pids, looptop)


def test_its_shutdown_ends_on_the_screen(terminal: Terminal, looptop: Looptop) -> None:
    """A task of the demo swallows its cancellation: the end is told all the same, and nothing stays "shutting down"."""
    pids = start(terminal, looptop)
    terminal.send("7", "s")
    terminal.wait_for(lambda screen: "type" in screen and "or stop" in screen)
    terminal.send(*"stop", "Enter")
    screen = terminal.wait_for(lambda screen: "how it went" in screen and "after the beginning" in screen)
    assert "what blocks the exit" not in screen and "shutting down" not in screen, screen
    terminal.send("q")
    assert_nothing_left(pids, looptop)
