"""Services elsewhere, through commands that lead there: ssh to a real sshd, a shell, other namespaces."""

import json
import os
import shlex
import subprocess
from pathlib import Path
from typing import Callable, Iterator, List

import pytest
from conftest import PYTHON
from processes import descendants, is_alive
from program import Looptop
from service import SERVICES, Plain, Service, free_port
from sshd import PROGRAM, Sshd
from tmux import Terminal
from waiting import wait_for


@pytest.fixture
def sshd(directory: Path) -> Iterator[Sshd]:
    if not os.access(PROGRAM, os.X_OK):
        pytest.skip("openssh-server is not installed")
    folder = directory / "sshd"
    folder.mkdir(mode=0o700)
    server = Sshd(folder)
    yield server
    server.stop()


def there(directory: Path) -> str:
    """Words that make a login of sshd look where this test's services are."""
    return f"env LOOPTOP_DIR={shlex.quote(str(directory))}"


def test_ssh(looptop: Looptop, directory: Path, sshd: Sshd, start_plain: Callable[..., Plain]) -> None:
    plain = start_plain("far-shop")
    plain.tell("create", "one-task")
    via = f"{sshd.client()} {there(directory)}"
    for target in ("far-shop", plain.pid, plain.debug_socket):
        document = looptop.json("ps", target, "--via", via, LOOPTOP_DIR="/nowhere")
        assert "one-task" in [task["name"] for task in document["tasks"]]
        assert document["service"]["pid"] == plain.pid
    services = looptop.json("ls", "--via", via, LOOPTOP_DIR="/nowhere")["services"]
    # Services of others may run on this machine too.
    (row,) = (row for row in services if row["pid"] == plain.pid)
    assert row["name"] == "far-shop" and row["tasks"] >= 2


def test_the_dashboard_over_ssh(
    terminal: Terminal, directory: Path, sshd: Sshd, start_plain: Callable[..., Plain]
) -> None:
    plain = start_plain("far-shop")
    terminal.enter(f"looptop attach far-shop --via {shlex.quote(f'{sshd.client()} {there(directory)}')}")
    terminal.wait_for(lambda screen: "far-shop" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    terminal.send("2")
    plain.tell("create", "made-just-now")
    terminal.wait_for("made-just-now")
    program = terminal.program()
    terminal.send("q")
    assert terminal.is_restored() == ""
    wait_for("nothing left over", lambda: not descendants(program) and not descendants(sshd.process.pid))


def test_a_shell_that_greets(looptop: Looptop, start_plain: Callable[..., Plain]) -> None:
    start_plain("far-shop")
    document = looptop.json("ps", "far-shop", "--via", """sh -c 'echo Welcome!; cat /etc/passwd; exec "$@"' sh""")
    assert document["tasks"]


def test_a_file_of_another_process_is_not_believed(
    looptop: Looptop, directory: Path, start_plain: Callable[..., Plain]
) -> None:
    """A number in a file may be that of a process that is gone, or of another pid namespace."""
    plain, other = start_plain("far-shop"), start_plain("far-mail")
    file = directory / f"{other.pid}.json"
    facts = json.loads(file.read_text())
    file.write_text(json.dumps({**facts, "socket": plain.debug_socket}))
    via = there(directory)
    listed = [row["pid"] for row in looptop.json("ls", "--via", via, LOOPTOP_DIR="/nowhere")["services"]]
    assert plain.pid in listed and other.pid not in listed
    for command in (["ps"], ["cancel", "1", "--yes"], ["shutdown", "--yes"]):
        result = looptop.run(command[0], other, *command[1:], "--via", via, LOOPTOP_DIR="/nowhere")
        assert result.status == 69 and f"{other.pid}" in result.err, result
    assert is_alive(plain.pid) and is_alive(other.pid)

    file.write_text(json.dumps({**facts, "pid": 7, "application": {**facts["application"], "pid": 7}}))
    assert looptop.json("ps", other, "--via", via, LOOPTOP_DIR="/nowhere")["service"]["pid"] == other.pid
    assert looptop.run("ps", 7, "--via", via, LOOPTOP_DIR="/nowhere").status == 69
    file.write_text(json.dumps({**facts, "instance": "of another one"}))
    result = looptop.run("ps", other, "--via", via, LOOPTOP_DIR="/nowhere")
    assert result.status == 69 and "another process" in result.err, result


def test_an_end_elsewhere(looptop: Looptop, directory: Path, start_plain: Callable[..., Plain]) -> None:
    """Its process cannot be held from here: it has left once its agent has."""
    plain = start_plain("far-shop")
    via = there(directory)
    told = looptop.run("shutdown", "far-shop", "--via", via, "--dry-run", LOOPTOP_DIR="/nowhere")
    assert told.status == 0 and f"process {plain.pid}" in told.out and is_alive(plain.pid), told
    document = looptop.json("shutdown", "far-shop", "--via", via, "--yes", "--timeout", "10s", LOOPTOP_DIR="/nowhere")
    assert document["outcome"] == "left" and document["service"]["pid"] == plain.pid
    wait_for("its end", lambda: not is_alive(plain.pid))


@pytest.mark.parametrize(
    ("via", "words"),
    [
        ("false", "`false` has ended with exit status 1"),
        ("env PATH=/nowhere", "no python3"),
        ("echo hello; true", "has ended"),
        ("no-such-command-anywhere", "not found"),
        ("env", "no-such-shop"),
    ],
)
def test_what_goes_wrong_is_said(looptop: Looptop, via: str, words: str) -> None:
    result = looptop.run("ps", "no-such-shop", "--via", via)
    assert result.status == 69 and words in result.err and result.out == "", result


def test_ssh_that_refuses_is_quoted(looptop: Looptop, sshd: Sshd) -> None:
    result = looptop.run("ps", "far-shop", "--via", sshd.client(key="host"))
    assert result.status == 69 and "Permission denied" in result.err, result


def test_via_needs_a_command(looptop: Looptop) -> None:
    assert looptop.run("ps", "far-shop", "--via", " ").status == 64


@pytest.mark.skipif(os.geteuid() != 0, reason="other namespaces need root")
def test_other_namespaces(looptop: Looptop, directory: Path, services: List[Service]) -> None:
    port = free_port()
    inside = directory / "inside"
    script = f"""
        mount -t tmpfs tmpfs {shlex.quote(str(directory))} && ip link set lo up 2>/dev/null
        exec {shlex.quote(str(looptop.binary))} run --detach --name boxed -- {PYTHON} {SERVICES}/plain_asyncio.py {port}
    """
    holder = subprocess.Popen(
        ["unshare", "--mount", "--net", "--pid", "--fork", "--mount-proc", "sleep", "300"], start_new_session=True
    )
    services.append(Service(holder.pid))
    (sleeper,) = wait_for("the namespaces", lambda: descendants(holder.pid))
    enter = f"nsenter -t {sleeper} -m -n -p"
    variables = {**looptop.environment, "LOOPTOP_DIR": str(inside)}
    subprocess.run([*enter.split(), "sh", "-c", script], check=True, env=variables, stdout=subprocess.DEVNULL)
    listed = looptop.json("ls", "--via", enter, LOOPTOP_DIR=str(inside))["services"]
    (row,) = (row for row in listed if row["name"] == "boxed")
    assert row["tasks"]
    document = looptop.json("ps", "boxed", "--via", enter, LOOPTOP_DIR=str(inside))
    assert document["service"]["pid"] == row["pid"] and document["tasks"]
