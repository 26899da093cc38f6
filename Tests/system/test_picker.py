"""`looptop` alone: a live list of the services of this machine."""

import os
import signal
from typing import Callable, Dict, List

from conftest import PYTHON
from program import Looptop
from service import SERVICES, Plain, Service, free_port
from tmux import Terminal


def row(screen: str, name: str) -> str:
    return next((line for line in screen.split("\n") if name in line), "")


def test_pick_a_service_look_at_it_and_leave(terminal: Terminal, start_plain: Callable[..., Plain]) -> None:
    start_plain("alpha-shop")
    terminal.enter("looptop")
    terminal.wait_for(lambda screen: "services" in screen.split("\n")[0] and "alpha-shop" in screen)
    # A service that starts now appears, with its vital signs, and one that ends goes.
    second = start_plain("beta-shop")
    terminal.wait_for(lambda screen: "asyncio" in row(screen, "beta-shop") and " ms" in row(screen, "beta-shop"))
    second.stop()
    terminal.wait_gone("beta-shop")
    # Other services of this machine are in the list too.
    names = terminal.lines()[3:]
    terminal.send("g", *["j"] * next(index for index, line in enumerate(names) if "alpha-shop" in line), "Enter")
    terminal.wait_for(lambda screen: "alpha-shop" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    terminal.send("q")
    terminal.wait_for(lambda screen: "services" not in screen.split("\n")[0])
    assert terminal.is_restored() == ""


def test_leaving_the_list(terminal: Terminal, plain: Plain) -> None:
    for key in ("q", "C-c", "Escape"):
        terminal.enter("looptop")
        terminal.wait_for(lambda screen: "services" in screen.split("\n")[0])
        terminal.send(key)
        assert terminal.is_restored() == ""
        terminal.enter("clear")


def test_a_stopped_service_does_not_hold_up_the_others(looptop: Looptop, start_plain: Callable[..., Plain]) -> None:
    stopped = start_plain("stopped-shop")
    start_plain("well-shop")
    os.kill(stopped.pid, signal.SIGSTOP)
    rows: Dict[str, Dict[str, object]] = {row["name"]: row for row in looptop.json("ls")["services"]}
    assert rows["well-shop"]["tasks"] and rows["well-shop"]["problem"] is None
    assert rows["stopped-shop"]["tasks"] is None and "stopped" in str(rows["stopped-shop"]["problem"])
    os.kill(stopped.pid, signal.SIGCONT)


def test_without_a_terminal(looptop: Looptop) -> None:
    result = looptop.run()
    assert result.status == 64 and "looptop ls --json" in result.err and result.out == "", result


def test_a_service_without_an_agent_is_listed_with_the_way_in(
    looptop: Looptop, environment: Dict[str, str], services: List[Service]
) -> None:
    port = free_port()
    unprepared = Service.own([PYTHON, str(SERVICES / "plain_asyncio.py"), str(port)], environment, port)
    services.append(unprepared)
    (row,) = (row for row in looptop.json("ls")["without_agent"] if row["pid"] == unprepared.pid)
    assert row["name"] == "plain_asyncio" and row["loop"] == "asyncio"
    assert row["attach"] == f"looptop attach {unprepared.pid}"
