"""Services behind namespaces of their own, as in a container; and loops that are not in the main thread."""

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Callable, List

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

    where = "work" if state == "busy" else "main"  # a task that runs is where its thread is
    assert any(task["location"]["function"] == where for task in document["tasks"] if task["location"]), document
    wait_for("the agent's leave", lambda: target.threads() == before)
    assert target.traces(INNER) == []
    assert not Path(INNER).exists()
    assert target.errors.read_text() == ""


#: The same, with all read-only but /dev/shm, as another user: with the distribution's Python, which all may run.
READ_ONLY = """
cd / && mount -t tmpfs tmpfs /dev/shm && chmod 1777 /dev/shm && %s mount -o remount,bind,ro / || exit 1
setpriv --reuid 65534 --regid 65534 --clear-groups /usr/bin/python3 -c "$0" & wait
"""
WAITS = """
import asyncio
async def main():
    print("ready", flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


@pytest.mark.skipif(not Path("/usr/bin/python3").exists(), reason="there is no /usr/bin/python3")
@pytest.mark.parametrize("also", ["", "mount -o remount,ro /dev/shm &&"])
def test_in_a_read_only_container_of_another_user(looptop: Looptop, also: str) -> None:
    """The agent goes where something may be written; where nothing may, that is said with each place."""
    command = [*CONTAINER[:9], "sh", "-c", READ_ONLY % also, WAITS]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    try:
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        users = {pid: Path(f"/proc/{pid}/status").read_text() for pid in descendants(process.pid)}
        (pid,) = [pid for pid, status in users.items() if "\nUid:\t65534" in status]
        foretold = {check["subject"]: check for check in json.loads(looptop.run("doctor", pid, "--json").out)["checks"]}
        result = looptop.run("ps", pid, "--inject")
        if also:
            assert "Read-only file system" in result.err and "/dev/shm/looptop-65534" in result.err, result
            way = foretold["way in"]
            assert way["verdict"] == "problem" and "--tmpfs /tmp" in way["remedy"], way
            for place in ("/tmp", "/dev/shm", "/var/tmp"):
                assert f"{place}/looptop-65534: Read-only file system" in way["sentence"], way
        else:
            assert "Task-1" in result.out, result
            assert foretold["way in"]["sentence"].endswith("its socket goes to /dev/shm/looptop-65534"), foretold
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def descendants(pid: int) -> List[int]:
    """The processes below one."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return children + [deeper for child in children for deeper in descendants(child)]


def test_in_a_pid_namespace_that_sees_the_proc_of_another(
    looptop: Looptop, start: Callable[..., Target], version: str
) -> None:
    """There the service finds itself under /proc/self alone: by its own number /proc means another process."""
    target = start(version, before=["unshare", "--pid", "--fork", "--kill-child"])
    assert f"Pid:\t{target.pid}\n" in Path(f"/proc/{target.pid}/status").read_text()
    assert looptop.json("ps", target.pid, "--inject", "--keep")["tasks"]
    assert looptop.json("ps", target.pid)["tasks"]


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
