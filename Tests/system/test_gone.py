"""A service that goes: the last picture stays; and one that comes back is another life."""

import os
import signal
from typing import Callable

from conftest import PYTHON
from program import Looptop
from service import SERVICES, Plain
from test_live import attach
from tmux import Terminal
from waiting import wait_for


def test_the_last_picture_stays_with_the_reason(terminal: Terminal, plain: Plain) -> None:
    attach(terminal, plain)
    plain.tell("create", "last-seen")
    terminal.wait_for("last-seen")
    os.kill(plain.pid, signal.SIGKILL)
    screen = terminal.wait_for("lost: ")
    assert "last-seen" in screen
    terminal.send("q")
    assert not terminal.is_restored()


def test_a_restarted_service_is_a_new_picture(
    terminal: Terminal, looptop: Looptop, start_plain: Callable[..., Plain]
) -> None:
    first = start_plain("phoenix")
    terminal.enter("looptop attach phoenix")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0])
    terminal.send("2")
    first.tell("create", "first-life")
    terminal.wait_for("first-life")
    first.stop()
    terminal.wait_for("lost: ")

    second = start_plain("phoenix")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0] and "first-life" not in screen, timeout=20)
    second.tell("create", "second-life")
    terminal.wait_for("second-life")


def test_a_service_that_ends_in_order_leaves_no_files(looptop: Looptop, plain: Plain) -> None:
    assert os.path.exists(plain.debug_socket)
    os.kill(plain.pid, signal.SIGINT)
    wait_for("the socket's removal", lambda: not os.path.exists(plain.debug_socket))
    assert looptop.run("ps", plain).status == 69


def test_a_service_that_crashed_leaves_the_list(looptop: Looptop, plain: Plain) -> None:
    os.kill(plain.pid, signal.SIGKILL)
    wait_for(
        "the service's leaving",
        lambda: plain.pid not in [row["pid"] for row in looptop.json("ls")["services"]],
    )
    assert looptop.run("ps", plain).status == 69


def test_run_shows_the_service_and_asks_when_leaving(terminal: Terminal, looptop: Looptop) -> None:
    terminal.enter(f"looptop run --name asked -- {PYTHON} {SERVICES / 'plain_asyncio.py'} 0")
    terminal.wait_for(lambda screen: "asked" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    (row,) = (row for row in looptop.json("ls")["services"] if row["name"] == "asked")
    terminal.send("q")
    terminal.wait_for(lambda screen: "leave" in screen.lower() and "stop" in screen.lower())
    terminal.send("s")
    wait_for("the service's end", lambda: not os.path.exists(f"/proc/{row['pid']}"))
    assert not terminal.is_restored()
