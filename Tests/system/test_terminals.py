"""Terminals and settings of all kinds."""

from typing import Callable

import pytest
from service import Plain
from test_live import attach
from tmux import Terminal


@pytest.mark.parametrize("term", ["dumb", "no-such-terminal"])
def test_one_that_cannot(term: str, terminal: Terminal, plain: Plain) -> None:
    terminal.enter(f"TERM={term} looptop attach {plain}; echo status=$?")
    screen = terminal.wait_for("status=64")
    assert "looptop ps" in screen and term in screen
    assert terminal.ask("#{alternate_on}") == "0"


def is_color(code: int) -> bool:
    """Whether a graphics code chooses a colour; 39 and 49 choose the terminal's own."""
    return (30 <= code <= 48 and code != 39) or 90 <= code <= 107


def test_no_color(terminal: Terminal, plain: Plain) -> None:
    terminal.enter(f"NO_COLOR=1 looptop attach {plain}")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0])
    painted = terminal.tmux("capture-pane", "-p", "-e", "-t", "test")
    codes = {part.split("m")[0] for part in painted.split("\x1b[")[1:]}
    colors = {code for code in codes for number in code.split(";") if number.isdigit() and is_color(int(number))}
    assert not colors, codes


def test_the_c_locale_is_drawn_in_ascii(open_terminal: Callable[..., Terminal], plain: Plain) -> None:
    terminal = open_terminal(LANG="C", LC_ALL="C")
    attach(terminal, plain)
    plain.tell("create", "plain-letters")
    screen = terminal.wait_for("plain-letters")
    assert screen.isascii(), screen


@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "screen", "tmux-256color", "linux", "vt100"])
def test_many_terminals(term: str, terminal: Terminal, plain: Plain) -> None:
    terminal.enter(f"TERM={term} looptop attach {plain}; echo status=$?")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0])
    terminal.send("?")
    terminal.wait_for("keys")
    terminal.send("q", "q")
    terminal.wait_for("status=0")
