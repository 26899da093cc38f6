"""The dashboard asks before it puts an agent in."""

from typing import Callable, Dict, Iterator

import pytest
from services import Target
from tmux import Terminal
from waiting import wait_for


@pytest.fixture
def terminal(environment: Dict[str, str], binary: object) -> Iterator[Terminal]:
    """A terminal."""
    opened = Terminal(environment)
    yield opened
    opened.close()


def test_no_means_no(terminal: Terminal, binary: object, start: Callable[..., Target], version: str) -> None:
    """The question says what would be done; only a yes does it."""
    target = start(version)
    terminal.type(f"{binary} attach {target.pid}\n")
    terminal.wait_for("put it in? [y/N]")
    terminal.wait_for(f"Python {version}")
    terminal.send("Enter")
    terminal.wait_for("--inject")
    assert target.threads() == 1
    assert target.traces(terminal.environment["LOOPTOP_DIR"]) == []


def test_yes_shows_the_tasks(terminal: Terminal, binary: object, start: Callable[..., Target], version: str) -> None:
    """And with the dashboard the agent goes."""
    target = start(version)
    before = target.outside()
    terminal.type(f"{binary} attach {target.pid}\n")
    terminal.wait_for("put it in? [y/N]")
    terminal.type("y\n")
    terminal.wait_for("waiting")
    terminal.wait_for("sleep")
    assert target.threads() == 2
    terminal.send("q")
    wait_for("the agent's leave", lambda: target.threads() == 1)
    wait_for("its descriptors", lambda: target.outside() == before)
    assert target.ask("12") == "144"
    assert target.traces(terminal.environment["LOOPTOP_DIR"]) == []
