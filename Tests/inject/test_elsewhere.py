"""Services behind namespaces of their own, as in a container; and loops that are not in the main thread."""

import os
import subprocess
from pathlib import Path
from typing import Callable

import pytest
from conftest import PYTHONS
from program import Looptop
from services import Target
from waiting import wait_for

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="namespaces need root")
#: One for gdb, one for remote execution.
VERSIONS = [version for version in ("3.8", "3.12", "3.15") if version in PYTHONS]
#: Mounts, pids, network and names of its own; a /dev/shm that nobody else sees; the loopback up.
CONTAINER = [
    *("unshare", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child", "--mount-proc"),
    *("sh", "-c", 'ip link set lo up 2>/dev/null; mount -t tmpfs tmpfs /dev/shm && "$@" & wait', "sh"),
]
INNER = "/dev/shm/looptop-inner"


@pytest.mark.parametrize("state", ("idle", "idle-uvloop", "sleep", "busy"))
@pytest.mark.parametrize("version", VERSIONS)
def test_in_a_container(looptop: Looptop, start: Callable[..., Target], version: str, state: str) -> None:
    """The agent is put where the service sees it, and found there; nothing of it appears on the host."""
    target = start(version, state, before=CONTAINER, LOOPTOP_DIR=INNER)
    status = Path(f"/proc/{target.pid}/status").read_text()
    inner = next(line for line in status.split("\n") if line.startswith("NSpid")).split()[-1]
    assert inner != str(target.pid)
    before = target.threads()

    document = looptop.json("ps", target.pid, "--inject")

    assert any(task["location"]["function"] == "main" for task in document["tasks"] if task["location"]), document
    wait_for("the agent's leave", lambda: target.threads() == before)
    assert target.traces(INNER) == []
    assert not Path(INNER).exists()
    assert target.errors.read_text() == ""


@pytest.mark.parametrize("version", VERSIONS)
def test_a_loop_in_another_thread(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """The main thread waits for that thread for ever; the loop's own is entered."""
    target = start(version, "elsewhere")
    tasks = looptop.json("ps", target.pid, "--inject")["tasks"]
    assert any(task["location"]["function"] == "main" for task in tasks if task["location"]), tasks
    wait_for("the agent's leave", lambda: target.threads() == 2)
    assert target.ask("12") == "144"


def test_processes_of_a_container_are_listed(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """An agent that stays is found by the pid that the host knows, without the option."""
    target = start(version, before=CONTAINER, LOOPTOP_DIR=INNER)
    looptop.json("ps", target.pid, "--inject", "--keep")
    assert looptop.json("ps", target.pid)["tasks"]
    listed = subprocess.run([str(looptop.binary), "ls"], stdout=subprocess.PIPE, env=looptop.environment, check=True)
    assert str(target.pid).encode() in listed.stdout
