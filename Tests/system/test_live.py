"""The dashboard follows the service: names, ends, blocks, and many tasks."""

import re
from typing import Callable, List

from conftest import PYTHON
from program import Looptop
from service import BLOCKING_LINE, SERVICES, Plain, Service, free_port
from tmux import Terminal


def attach(terminal: Terminal, service: Service) -> None:
    terminal.enter(f"looptop attach {service}")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0])
    terminal.send("2")
    terminal.wait_for("tree by creation")


def test_a_named_task_comes_and_goes(terminal: Terminal, plain: Plain) -> None:
    attach(terminal, plain)
    plain.tell("create", "invoice-42")
    # How fast is the benchmark's matter; that it is there is this test's.
    terminal.wait_for("invoice-42", interval=0.01)
    plain.tell("end", "invoice-42")
    terminal.wait_for(lambda screen: not re.search(r"invoice-42\s.*waiting", screen), interval=0.01)


def test_a_failure_says_how_it_ended(terminal: Terminal, plain: Plain) -> None:
    attach(terminal, plain)
    plain.tell("create", "invoice-43")
    terminal.wait_for("invoice-43")
    plain.tell("fail", "invoice-43")
    terminal.wait_for(re.compile(r"invoice-43\s.*failed").search)


def test_attaching_to_a_blocked_loop(terminal: Terminal, plain: Plain) -> None:
    plain.tell("create", "before-the-block")
    plain.say("block", 90)
    terminal.enter(f"looptop attach {plain}")
    place = f"plain_asyncio.py:{BLOCKING_LINE}"
    terminal.wait_for(lambda screen: "BLOCKED" in screen and place in screen)
    terminal.send("2")
    terminal.wait_for(lambda screen: "before-the-block" in screen and "BLOCKED" in screen)


def test_a_block_under_the_eyes(terminal: Terminal, plain: Plain) -> None:
    attach(terminal, plain)
    plain.say("block", 5)
    terminal.wait_for("BLOCKED")
    terminal.wait_for(lambda screen: "BLOCKED" not in screen and "live" in screen)


def test_ten_thousand_tasks(looptop: Looptop, services: List[Service], open_terminal: Callable[..., Terminal]) -> None:
    port = free_port()
    services.append(Service.detached(looptop, [PYTHON, str(SERVICES / "many_tasks.py"), str(port), "10000"], port))
    (service,) = services
    rows = looptop.tasks(service)
    assert len(rows) >= 10_000
    kinds = {row["wait"]["kind"] for row in rows if row["wait"]}
    assert {"queue", "event", "lock", "timer"} <= kinds

    terminal = open_terminal(120, 36)
    attach(terminal, service)
    terminal.wait_for(re.compile(r"tasks 10,\d\d\d").search)
    terminal.send("t")
    terminal.wait_for("tree by await")
    terminal.send("t")
    terminal.wait_for("flat list")
    terminal.send("G")
    terminal.wait_for("timer-9999")
    terminal.send("g")
    terminal.wait_for("#1 main")
    terminal.send("s")
    terminal.wait_for(re.compile(r"sort (?!task)\w+").search)
    terminal.send("/")
    terminal.type("name:lock-4*")
    terminal.wait_for(re.compile(r"shown \d[\d,]* of 10,\d\d\d").search, timeout=30)
    terminal.send("Enter")
    screen = terminal.wait_for(lambda text: "lock-4" in text and "queue-" not in text, timeout=30)
    assert "event-" not in screen
