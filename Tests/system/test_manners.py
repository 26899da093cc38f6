"""However the dashboard is left, the terminal is as it was."""

import os
import signal

import pytest
from processes import is_alive, state
from service import Plain
from test_live import attach
from tmux import Terminal
from waiting import wait_for


@pytest.mark.parametrize("key", ["q", "C-c"])
def test_leaving_by_key(key: str, terminal: Terminal, plain: Plain) -> None:
    attach(terminal, plain)
    terminal.send(key)
    assert not terminal.is_restored()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGSEGV])
def test_leaving_by_signal(number: signal.Signals, terminal: Terminal, plain: Plain) -> None:
    attach(terminal, plain)
    pid = terminal.program()
    os.kill(pid, number)
    wait_for("its end", lambda: not is_alive(pid), timeout=20, show=terminal.screen)
    assert not terminal.is_restored()
    assert is_alive(plain.pid)


def test_ctrl_z_and_back(terminal: Terminal, plain: Plain) -> None:
    attach(terminal, plain)
    pid = terminal.program()
    terminal.send("C-z")
    wait_for("the stop", lambda: state(pid) == "T", show=terminal.screen)
    assert not terminal.is_restored()
    terminal.resize(100, 30)
    terminal.enter("fg")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0] and "help" in screen)
    assert terminal.ask("#{alternate_on}") == "1"
    # The picture has the new size: its last row is the hints.
    terminal.wait_for(lambda screen: "quit" in screen.rstrip("\n").split("\n")[29])
    terminal.send("q")
    assert not terminal.is_restored()


def test_resizing(terminal: Terminal, plain: Plain) -> None:
    attach(terminal, plain)
    for width, height in [(80, 24), (200, 50), (132, 40)]:
        terminal.resize(width, height)

        def fits(screen: str, height: int = height) -> bool:
            lines = screen.split("\n")
            return "live" in lines[0] and "quit" in lines[height - 1]

        terminal.wait_for(fits)
    terminal.resize(20, 5)
    terminal.wait_for("needs more")
    terminal.resize(120, 36)
    terminal.wait_for("tree by creation")
    terminal.send("q")
    assert not terminal.is_restored()


def test_a_terminal_that_goes_away(terminal: Terminal, plain: Plain) -> None:
    attach(terminal, plain)
    pid = terminal.program()
    terminal.close()
    wait_for("the dashboard's end", lambda: not is_alive(pid))
    assert is_alive(plain.pid)
