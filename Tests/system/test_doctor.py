"""`looptop doctor`: of the machine, and of services that have an agent."""

import json
import os
import signal
from pathlib import Path
from typing import Any, Callable, Dict

from processes import state
from program import Looptop
from service import Plain
from tmux import Terminal
from waiting import wait_for


def checks(looptop: Looptop, *arguments: object, **variables: str) -> Dict[str, Dict[str, Any]]:
    """What is found, by subject; of several with one subject the last.

    Whatever the exit status: without a target, it is of every service of the machine, and tests run beside this one.
    """
    document = json.loads(looptop.run("doctor", *arguments, "--json", **variables).out)
    return {check["subject"]: check for check in document["checks"]}


def test_a_service_with_an_agent(looptop: Looptop, plain: Plain) -> None:
    """Its agent answers, in our version, and the loop is seen; by its name too."""
    found = checks(looptop, plain)
    assert found["agent"]["verdict"] == "ok" and plain.debug_socket in found["agent"]["sentence"]
    assert "asyncio" in found["loop"]["sentence"] and "way in" not in found
    assert checks(looptop, "plain_asyncio") == found


def test_a_stopped_service_with_an_agent(looptop: Looptop, plain: Plain) -> None:
    """Its agent is silent, and the remedy is the signal."""
    os.kill(plain.pid, signal.SIGSTOP)
    wait_for("its stop", lambda: state(plain.pid) == "T")
    result = looptop.run("doctor", plain)
    assert result.status == 1 and "does not answer" in result.out and f"kill -CONT {plain.pid}" in result.out, result
    os.kill(plain.pid, signal.SIGCONT)
    assert checks(looptop, plain)["agent"]["verdict"] == "ok"


def test_the_machine(looptop: Looptop, plain: Plain, directory: Path) -> None:
    """The directory, what is installed, the services that are there."""
    document = json.loads(looptop.run("doctor", "--json").out)
    assert document["pid"] is None
    found = {check["subject"]: check for check in document["checks"]}
    assert found["sockets"]["verdict"] == "ok" and str(directory) in found["sockets"]["sentence"]
    assert found["agent"]["verdict"] == "ok" and found["themes"]["verdict"] == "ok"
    assert any(f"process {plain.pid}" in check["sentence"] for check in document["checks"])


def test_a_directory_that_others_may_read(looptop: Looptop, directory: Path) -> None:
    """It is a problem with a remedy, and once that is done it is none."""
    directory.chmod(0o755)
    result = looptop.run("doctor")
    assert result.status == 1 and f"chmod 700 {directory}" in result.out, result
    directory.chmod(0o700)
    assert checks(looptop)["sockets"]["verdict"] == "ok"


def test_terminals(open_terminal: Callable[..., Terminal]) -> None:
    """A good one, and one whose type nobody knows."""
    good = open_terminal(100, 200)  # a line or more for each service of the machine
    good.enter("looptop doctor; echo status $?")
    screen = good.wait_for(lambda screen: "status 0" in screen or "status 1" in screen)  # of all services
    assert "100 columns, 200 rows" in screen and "UTF-8" in screen
    bad = open_terminal(100, 200)
    bad.enter("TERM=nonsense looptop doctor; echo status $?")
    bad.wait_for(lambda screen: "status 1" in screen and "'nonsense'" in screen)


def test_a_name_that_nobody_has(looptop: Looptop) -> None:
    """As every TARGET."""
    assert looptop.run("doctor", "nobody-is-called-so").status == 69
    assert looptop.run("doctor", "0").status == 64
