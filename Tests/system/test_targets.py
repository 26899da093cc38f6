"""Which process a TARGET means: the one that was named, or the workers of the server that it leads; never another."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

import pytest
from conftest import PYTHON
from processes import is_alive
from program import Looptop
from service import SERVICES, Service, free_port
from waiting import wait_for

PAIR = """
import asyncio, subprocess, sys

async def main():
    if sys.argv[1:] != ["child"]:
        command = [sys.executable, __file__, "child"]
        print(subprocess.Popen(command, start_new_session=True).pid, flush=True)
    await asyncio.sleep(3600)

asyncio.run(main())
"""


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Tuple["subprocess.Popen[bytes]", int]]:
    """A service, and another program that it has started: two services, none of which has an agent."""
    script = tmp_path / "notebooks.py"
    script.write_text(PAIR)
    with subprocess.Popen([PYTHON, str(script)], stdout=subprocess.PIPE) as parent:
        try:
            assert parent.stdout is not None
            child = int(parent.stdout.readline())
            wait_for("their loops", lambda: has_loop(child) and has_loop(parent.pid))
            yield parent, child
        finally:
            parent.kill()
            if is_alive(child):
                os.kill(child, signal.SIGKILL)


def has_loop(pid: int) -> bool:
    """Whether it waits for events."""
    links = []
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            links.append(os.readlink(entry))
    return "anon_inode:[eventpoll]" in links


def test_a_child_never_stands_for_its_parent(looptop: Looptop, pair: Tuple["subprocess.Popen[bytes]", int]) -> None:
    """With an agent in the child alone, looks and acts that name the parent are refused, or are for the parent."""
    parent, child = pair
    looptop.json("ps", child, "--inject", "--keep")
    for command in (["ps"], ["findings"], ["debug"], ["shutdown", "--yes"], ["cancel", "1", "--yes"]):
        result = looptop.run(command[0], parent.pid, *command[1:])
        assert result.status == 69 and f"process {parent.pid}" in result.err and "--inject" in result.err, result
    assert is_alive(child) and parent.poll() is None

    plan = looptop.json("shutdown", parent.pid, "--inject", "--dry-run")
    assert plan["service"]["pid"] == parent.pid
    looptop.run("shutdown", parent.pid, "--inject", "--yes")
    wait_for("the parent's end", lambda: parent.poll() is not None)
    assert is_alive(child)


def test_a_shell_is_not_the_service_below_it(looptop: Looptop, tmp_path: Path) -> None:
    """What a program is that runs no Python is said, and which services are below it."""
    script = tmp_path / "notebooks.py"
    script.write_text(PAIR)
    with subprocess.Popen(["sh", "-c", f"{PYTHON} {script} child & echo $!; wait"], stdout=subprocess.PIPE) as shell:
        assert shell.stdout is not None
        child = int(shell.stdout.readline())
        try:
            wait_for("its loop", lambda: has_loop(child))
            result = looptop.run("ps", shell.pid, "--inject")
        finally:
            os.kill(child, signal.SIGKILL)
        assert result.status == 69 and f"process {shell.pid} does not run Python" in result.err, result
        assert f"{child}  notebooks" in result.err, result


def test_a_name_without_an_agent_is_found(looptop: Looptop, pair: Tuple["subprocess.Popen[bytes]", int]) -> None:
    """What `ls` lists can be named: where two are called so, by their pids."""
    parent, child = pair
    rows = {row["pid"]: row for row in looptop.json("ls")["without_agent"]}
    assert rows[parent.pid]["name"] == rows[child]["name"] == "notebooks"
    result = looptop.run("ps", "notebooks")
    assert result.status == 64 and f"{parent.pid}" in result.err and f"{child}" in result.err, result
    os.kill(child, signal.SIGKILL)
    wait_for("the child's end", lambda: not is_alive(child))
    result = looptop.run("ps", "notebooks")
    assert result.status == 69 and f"process {parent.pid}" in result.err and "--inject" in result.err, result
    assert looptop.json("ps", "notebooks", "--inject")["tasks"]
    assert looptop.json("doctor", "notebooks")["pid"] == parent.pid


IN_FOLDER = "import os, sys; os.chdir(sys.argv[1]); os.execv(sys.argv[2], sys.argv[2:])"
ON_PORT = ["--port", "PORT"]
SERVERS: Dict[str, List[str]] = {
    "uvicorn": ["--workers", "2", *ON_PORT, "fastapi_app:app"],
    "gunicorn": ["-w", "2", "--bind", "127.0.0.1:PORT", "flask_app:app"],
}


@pytest.fixture
def server(environment: Dict[str, str], services: List[Service]) -> Callable[[str], Service]:
    """Starts a server with two workers, without an agent."""

    def start(name: str) -> Service:
        port = free_port()
        command = [str(Path(PYTHON).parent / name), *(word.replace("PORT", str(port)) for word in SERVERS[name])]
        service = Service.own([sys.executable, "-c", IN_FOLDER, str(SERVICES), *command], environment, port)
        services.append(service)
        return service

    return start


def children(pid: int) -> List[int]:
    """Its workers: what multiprocessing puts beside them is left out."""
    found = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [one for one in found if b"resource_tracker" not in Path(f"/proc/{one}/cmdline").read_bytes()]


@pytest.mark.parametrize("name", SERVERS)
def test_the_workers_stand_for_their_master(name: str, looptop: Looptop, server: Callable[[str], Service]) -> None:
    """Each gets an agent, the master none; and where one has none, that is said."""
    service = server(name)
    master = service.pid
    wait_for("two workers", lambda: len(children(master)) == 2)
    workers = sorted(children(master))
    if name == "uvicorn":
        # a worker counts once its loop watches a socket
        wait_for("both", lambda: [row[1] for row in applications(looptop) if row[0] == master] == [workers])
    result = looptop.run("overview", master)
    assert result.status == 69 and "none of the 2 workers" in result.err, result
    assert all(str(worker) in result.err for worker in workers)

    looptop.json("ps", workers[0], "--inject", "--keep")
    result = looptop.run("ps", master)
    assert result.status == 0 and "1 of 2 workers" in result.err and f"not seen: {workers[1]}" in result.err, result

    result = looptop.run("ps", master, "--inject", "--keep")
    assert result.status == 0 and "workers" not in result.err, result
    found = {row["pid"]: row for row in looptop.json("ls")["services"] if row["application"] == master}
    assert sorted(found) == workers
    if name == "gunicorn":
        # Neither Flask nor the loop by which gunicorn's master listens to its own commands is a loop of the service.
        assert all(row["loop"] is None and row["tasks"] in (0, None) for row in found.values()), found
        assert "no event loop" in result.err
    plan = looptop.json("shutdown", master, "--dry-run")
    assert plan["parent"]["pid"] == master and plan["service"]["pid"] in workers
    looptop.run("shutdown", master, "--yes")
    wait_for("their end", lambda: not any(map(is_alive, [master, *workers])))


@pytest.mark.parametrize("threads", [1, 4])
def test_gunicorns_own_loop_is_none_of_the_service(threads: int, looptop: Looptop, services: List[Service]) -> None:
    """The loop of its control socket is neither listed nor looked at, also where the agent is there before it; and the
    selector of its threads is no loop."""
    port = free_port()
    command = [
        str(Path(PYTHON).parent / "gunicorn"),
        *(word.replace("PORT", str(port)) for word in SERVERS["gunicorn"]),
        "--threads",
        str(threads),
    ]
    facts = looptop.start("--", sys.executable, "-c", IN_FOLDER, str(SERVICES), *command)
    service = Service(facts["pid"], port, facts["socket"], facts["log"])
    services.append(service)
    service.wait_until_it_serves()
    wait_for("the control loop", lambda: has_loop(service.pid), show=service.output)
    if threads > 1:
        wait_for("the selectors of its threads", lambda: all(map(has_loop, children(service.pid))), show=service.output)
    assert service.pid not in dict(applications(looptop))
    (row,) = (row for row in looptop.json("ls")["services"] if row["pid"] == service.pid)
    assert row["loop"] is None and row["tasks"] == 0, row
    assert "no event loop" in looptop.run("ps", service.debug_socket).err


def applications(looptop: Looptop) -> List[Tuple[int, List[int]]]:
    """Leaders, and the processes without an agent that `ls` lists below them."""
    rows: Dict[int, List[Any]] = {}
    for row in looptop.json("ls")["without_agent"]:
        rows.setdefault(row["application"], []).append(row["pid"])
    return [(leader, sorted(pids)) for leader, pids in rows.items()]
