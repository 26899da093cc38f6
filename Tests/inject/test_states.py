"""Every Python, in every state: the agent comes in, shows what is there, and is gone without a trace."""

import os
from typing import Callable

import pytest
from conftest import PYTHONS
from program import Looptop
from services import STATES, Target
from waiting import wait_for

#: All combinations, or each version and each state once.
ALL = bool(os.environ.get("LOOPTOP_INJECT_ALL"))
CASES = [
    (version, state)
    for number, version in enumerate(PYTHONS)
    for index, state in enumerate(STATES)
    if ALL or index == number % len(STATES)
]


@pytest.mark.parametrize(("version", "state"), CASES)
def test_in_and_out(looptop: Looptop, start: Callable[..., Target], version: str, state: str) -> None:
    """The tasks are shown; then threads, descriptors and files are as before, and nothing was said on stderr."""
    target = start(version, state)
    before = target.outside()
    load, target.load = target.load, None

    tasks = looptop.json("ps", str(target.pid), "--inject")["tasks"]

    places = {task["location"]["function"] for task in tasks if task["location"]}
    assert places, tasks
    if load:
        load.stop()
        assert load.wrong == []
    else:
        assert "main" in places or state in ("busy", "call"), tasks
    wait_for("the agent's leave", lambda: target.threads() == before[0], show=lambda: str(target.outside()))
    assert target.is_alive() and target.tracer() == 0
    if not load:
        wait_for("its descriptors", lambda: target.outside() == before, show=lambda: str(target.outside()))
    assert target.traces(looptop.environment["LOOPTOP_DIR"]) == []
    assert target.errors.read_text() == ""


@pytest.mark.parametrize("version", PYTHONS)
def test_nothing_stays(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """The service sees the same threads, task factory, modules, hooks and namespaces as before."""
    target = start(version, "idle")
    before = target.facts()
    looptop.json("ps", str(target.pid), "--inject")
    wait_for("the agent's leave", lambda: target.threads() == 1)
    after = target.facts()
    for fact in ("threads", "fds", "factory", "modules", "running", "finders", "main", "instance"):
        assert after[fact] == before[fact], fact
    assert target.errors.read_text() == ""


def test_loading_may_take_long(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """Once the process loads the agent it is waited for: on a machine without a free CPU that takes more than the ten
    seconds in which it has to begin."""
    target = start(version, "slow")
    assert looptop.json("ps", str(target.pid), "--inject")["tasks"]
    wait_for("the agent's leave", lambda: target.threads() == 1)
    assert target.errors.read_text() == ""


def test_a_health_check_that_comes_late_has_an_answer(
    looptop: Looptop, start: Callable[..., Target], version: str
) -> None:
    """An agent that has just come cannot tell what stood still before it: the check waits until it can, unless it is
    told how long to look."""
    target = start(version, "idle")
    check = ["findings", str(target.pid), "--inject", "--fail-on", "warning"]
    short = looptop.run(*check, "--for", "1s")
    assert short.status == 75 and "too early to tell" in short.out, short
    whole = looptop.run(*check)
    assert whole.status == 0 and "nothing found in" in whole.out and "too early" not in whole.out, whole
