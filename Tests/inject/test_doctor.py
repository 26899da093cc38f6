"""`looptop doctor PID` on processes that nobody has prepared."""

import ctypes
import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
from conftest import PYTHONS
from processes import state
from program import Looptop
from services import Target
from test_refusals import ROOT_ONLY, as_nobody, program_for_all
from waiting import wait_for


def doctor(looptop: Looptop, pid: int, status: int, **variables: str) -> Dict[str, Dict[str, Any]]:
    """The checks by subject; the exit status tells whether there is a problem among them."""
    result = looptop.run("doctor", pid, **variables)
    assert result.status == status and result.err == "", result
    document = json.loads(looptop.run("doctor", pid, "--json", **variables).out)
    assert document["pid"] == pid
    verdicts: List[str] = [check["verdict"] for check in document["checks"]]
    assert document["problems"] == verdicts.count("problem") and document["notes"] == verdicts.count("note")
    assert (document["problems"] > 0) == (status == 1)
    for check in document["checks"]:
        assert check["sentence"].split("\n")[0] in result.out
        assert check["verdict"] != "problem" or check["remedy"], check
    return {check["subject"]: check for check in document["checks"]}


@pytest.mark.parametrize(
    "version", [version for version in ("3.8", "3.12", "3.13", "3.14", "3.15") if version in PYTHONS]
)
def test_an_idle_service(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """Its Python, the way in, and that it runs a loop; nothing of it is changed."""
    target = start(version, "idle")
    before = target.outside()
    checks = doctor(looptop, target.pid, 0)
    assert f"CPython {version}" in checks["python"]["sentence"]
    assert ("PEP 768" if version in ("3.14", "3.15") else "gdb") in checks["way in"]["sentence"]
    assert checks["loop"]["verdict"] == "ok" and "asyncio" in checks["loop"]["sentence"]
    assert checks["agent"]["remedy"] == f"looptop attach {target.pid}"
    assert target.outside() == before and target.tracer() == 0


def test_without_gdb(looptop: Looptop, start: Callable[..., Target], version: str, directory: Path) -> None:
    """The package to install."""
    target = start(version, "idle")
    checks = doctor(looptop, target.pid, 1, PATH=str(directory))
    assert "apt install gdb" in checks["way in"]["remedy"]


@pytest.mark.skipif("3.14" not in PYTHONS, reason="make matrix fetches Python 3.14")
def test_turned_off(looptop: Looptop, start: Callable[..., Target]) -> None:
    """PEP 768 was forbidden."""
    target = start("3.14", "idle", PYTHON_DISABLE_REMOTE_DEBUG="1")
    checks = doctor(looptop, target.pid, 1)
    assert "remote debugging turned off" in checks["way in"]["sentence"]


def test_stopped(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """It is told how to let it go on, and its Python all the same."""
    target = start(version, "idle")
    os.kill(target.pid, signal.SIGSTOP)
    wait_for("its stop", lambda: state(target.pid) == "T")
    checks = doctor(looptop, target.pid, 1)
    assert f"kill -CONT {target.pid}" in checks["state"]["remedy"]
    assert version in checks["python"]["sentence"] and "way in" not in checks


@ROOT_ONLY
def test_traced(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """By whom."""
    target = start(version, "idle")
    library = ctypes.CDLL(None, use_errno=True)
    library.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
    assert library.ptrace(0x4206, target.pid, None, None) == 0  # PTRACE_SEIZE: it is not stopped
    checks = doctor(looptop, target.pid, 1)
    assert f"is traced by process {os.getpid()}" in checks["tracer"]["sentence"]


@ROOT_ONLY
def test_another_users(looptop: Looptop, start: Callable[..., Target], version: str, directory: Path) -> None:
    """Whose it is, and how to become that user."""
    target = start(version, "idle")
    program = program_for_all(looptop, directory)
    environment = {**looptop.environment, "LOOPTOP_DIR": "/tmp/looptop-65534"}
    done = as_nobody(environment, [program, "doctor", str(target.pid)])
    assert done.returncode == 1 and b"uid 0; you are uid 65534" in done.stdout and b"sudo" in done.stdout, done


def test_not_python(looptop: Looptop) -> None:
    """Another program is named, once."""
    with subprocess.Popen(["sleep", "60"]) as process:
        wait_for("sleep", lambda: "sleep" in os.readlink(f"/proc/{process.pid}/exe"))
        checks = doctor(looptop, process.pid, 1)
        process.kill()
    assert "does not run Python (sleep)" in checks["python"]["sentence"] and "way in" not in checks


def test_gone(looptop: Looptop) -> None:
    """There is nobody."""
    with subprocess.Popen(["true"]) as process:
        process.wait()
        checks = doctor(looptop, process.pid, 1)
    assert checks["process"]["sentence"] == f"there is no process {process.pid}"


def test_no_loop(looptop: Looptop, version: str) -> None:
    """A Python that runs no loop is not said to."""
    command = [*PYTHONS[version], "-c", "print(1, flush=True); input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline()
        checks = doctor(looptop, process.pid, 0)
        process.kill()
    assert checks["loop"]["verdict"] == "note"


def test_the_machine_names_them(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """`looptop doctor` alone tells of services without an agent, and the way in."""
    target = start(version, "idle")
    result = looptop.run("doctor")
    assert f"process {target.pid}" in result.out and f"looptop attach {target.pid}" in result.out, result
