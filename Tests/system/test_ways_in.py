"""How a service gets its agent, besides `looptop run`; and how a TARGET is named."""

from typing import Callable, Dict, List

import pytest
from program import Looptop
from service import SERVICES, Plain, Service, free_port
from tmux import Terminal
from waiting import wait_for

STARTED_IN_CODE = """
import looptop, runpy, sys
looptop.start()
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def assert_seen(looptop: Looptop, service: Service) -> None:
    wait_for("the service in ls", lambda: [row for row in looptop.json("ls")["services"] if row["pid"] == service.pid])
    wait_for("its tasks", lambda: [task for task in looptop.tasks(service) if task["coroutine"].endswith("main")])


def test_by_environment(looptop: Looptop, installed: str, environment: Dict[str, str], services: List[Service]) -> None:
    port = free_port()
    command = [installed, str(SERVICES / "plain_asyncio.py"), str(port)]
    services.append(Service.own(command, {**environment, "LOOPTOP": "1"}, port))
    assert_seen(looptop, services[0])


def test_not_without_the_variable(
    looptop: Looptop, installed: str, environment: Dict[str, str], services: List[Service]
) -> None:
    port = free_port()
    services.append(Service.own([installed, str(SERVICES / "plain_asyncio.py"), str(port)], environment, port))
    assert services[0].pid not in [row["pid"] for row in looptop.json("ls")["services"]]
    result = looptop.run("ps", services[0])
    assert result.status == 69 and "LOOPTOP=1" in result.err


def test_in_code(looptop: Looptop, installed: str, environment: Dict[str, str], services: List[Service]) -> None:
    port = free_port()
    command = [installed, "-c", STARTED_IN_CODE, str(SERVICES / "plain_asyncio.py"), str(port)]
    services.append(Service.own(command, environment, port))
    assert_seen(looptop, services[0])


@pytest.mark.parametrize("way", ["pid", "name", "socket"])
def test_attach_by(way: str, terminal: Terminal, start_plain: Callable[..., Plain]) -> None:
    service = start_plain(f"shop-{way}")
    target = {"pid": str(service), "name": f"shop-{way}", "socket": service.debug_socket}[way]
    terminal.enter(f"looptop attach {target}")
    terminal.wait_for(lambda screen: f"shop-{way}" in screen.split("\n")[0] and "live" in screen.split("\n")[0])


def test_a_name_that_two_have(looptop: Looptop, start_plain: Callable[..., Plain]) -> None:
    both = [start_plain("twins"), start_plain("twins")]
    result = looptop.run("ps", "twins")
    assert result.status == 64 and all(str(service) in result.err for service in both), result


@pytest.mark.parametrize("target", ["no-such-service", "/nowhere/1.sock", "2147483646"])
def test_a_target_that_is_not_there(looptop: Looptop, target: str) -> None:
    for command in ("ps", "tree"):
        result = looptop.run(command, target)
        assert result.status == 69 and target in result.err and result.out == "", result


def test_without_a_terminal(looptop: Looptop, plain: Plain) -> None:
    result = looptop.run("attach", plain)
    assert result.status == 64 and "looptop ps" in result.err and "--json" in result.err, result


def test_a_command_that_cannot_start(looptop: Looptop) -> None:
    result = looptop.run("run", "--detach", "--json", "--", "/nowhere/program")
    assert result.status != 0 and "/nowhere/program" in result.err and result.out == "", result


def test_a_command_that_is_wrong(looptop: Looptop) -> None:
    assert looptop.run("ps", "1", "--no-such-option").status == 64
    assert looptop.run("run", "--detach", "--").status == 64
