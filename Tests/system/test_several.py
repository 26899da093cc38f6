"""Commands over the workers of an application, and over several services at once, here and elsewhere."""

import contextlib
import json
import os
import signal
import subprocess
from typing import Any, Callable, Dict, List, Set

import pytest
from program import Looptop
from service import Plain, Service
from test_workers import SERVERS, start, wait_for_workers
from tmux import Terminal
from waiting import wait_for

Row = Dict[str, Any]


@pytest.fixture
def uvicorn(looptop: Looptop, services: List[Service]) -> Service:
    """uvicorn with four workers."""
    service = start(looptop, services, SERVERS["uvicorn"])
    wait_for_workers(looptop, service, 4, set())
    return service


def blocks(looptop: Looptop, target: object, *options: str) -> List[Row]:
    """What `slow` tells of the handler that sleeps."""
    rows: List[Row] = looptop.json("slow", target, *options)["slow"]
    return [row for row in rows if row["location"] and row["location"]["function"] == "block"]


def test_every_list_names_the_worker(looptop: Looptop, uvicorn: Service) -> None:
    """`slow`, `requests`, `events`, `waits` and `findings` tell of all workers, each row with its own."""
    pids: Set[int] = set(wait_for_workers(looptop, uvicorn, 4, set()))

    with contextlib.ExitStack() as asking:
        for _ in range(8):
            asking.enter_context(uvicorn.asking("/slow"))
        rows = wait_for("requests", lambda: looptop.json("requests", uvicorn)["requests"])
    assert {row["worker"] for row in rows} <= pids and all(row["target"] == "/slow" for row in rows)
    assert all(0 < row["id"] < 1000 for row in rows)
    assert looptop.json("requests", uvicorn)["begun"] >= len(rows)
    for _ in range(8):
        uvicorn.get("/block/why")
    slow = wait_for("a block", lambda: blocks(looptop, uvicorn))
    assert {row["worker"] for row in slow} <= pids
    text = looptop.run("slow", uvicorn).out
    assert text.split()[0] == "WORKER" and str(slow[0]["worker"]) in text
    assert looptop.run("ps", uvicorn).out.split()[0] == "WORKER"
    for line in looptop.run("events", uvicorn, "--json").out.splitlines():
        assert json.loads(line)["worker"] in pids
    assert {row["worker"] for row in looptop.json("waits", uvicorn)["resources"]} <= pids
    # A line that blocks is a finding about the application: the code is the same in all.
    assert {row["worker"] for row in looptop.json("findings", uvicorn)["findings"]} <= pids | {None}


def test_watching_all_workers(looptop: Looptop, uvicorn: Service) -> None:
    """`--for` ends by itself; `--watch` tells of a worker that takes the place of a dead one."""
    pids = set(wait_for_workers(looptop, uvicorn, 4, set()))
    lines = looptop.run("events", uvicorn, "--json", "--for", "2s", timeout=30).out.splitlines()
    entries = [json.loads(line) for line in lines]
    assert {entry["worker"] for entry in entries} <= pids
    numbers = [entry["n"] for entry in entries]
    assert numbers == sorted(set(numbers))
    command = [str(looptop.binary), "ps", str(uvicorn), "--watch", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=looptop.environment) as process:
        assert process.stdout

        def workers() -> Set[int]:
            assert process.stdout
            return {task["worker"] for task in json.loads(process.stdout.readline())["tasks"]}

        assert workers() == pids
        victim = min(pids)
        os.kill(victim, signal.SIGKILL)
        fresh = set(wait_for_workers(looptop, uvicorn, 4, {victim}))
        wait_for("the new worker", lambda: workers() == fresh)
        process.terminate()


def test_all_workers_gone(looptop: Looptop, uvicorn: Service) -> None:
    """It is said, with the status of what cannot be reached."""
    command = [str(looptop.binary), "ps", str(uvicorn), "--watch", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=looptop.environment) as process:
        assert process.stdout and process.stderr and process.stdout.readline()
        uvicorn.stop()
        assert process.wait(timeout=30) == 69
        assert b"no worker" in process.stderr.read()


def test_two_services_at_once(looptop: Looptop, start_plain: Callable[..., Plain], terminal: Terminal) -> None:
    """One list, one dashboard; a service that is named twice is there once."""
    first, second = start_plain("shop"), start_plain("mail")
    first.tell("create", "buy")
    second.tell("create", "send")
    tasks = looptop.json("ps", "shop", second, first)["tasks"]
    workers = {task["name"]: task["worker"] for task in tasks if task["name"] in ("buy", "send")}
    assert workers == {"buy": first.pid, "send": second.pid}
    assert sum(task["name"] == "buy" for task in tasks) == 1
    lines = looptop.run("ps", "shop", "mail").out.splitlines()
    assert lines[0].startswith("SERVICE") and any(line.startswith("mail") and "send" in line for line in lines)
    assert looptop.run("ps", "shop", "nobody-is-called-so").status == 69

    terminal.enter("looptop attach shop mail")
    terminal.wait_for(lambda screen: "2 services" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    terminal.send("2")
    screen = terminal.wait_for(lambda screen: "buy" in screen and "send" in screen and "SERVICE" in screen)
    assert "shop" in screen and "mail" in screen
    terminal.send("w")
    terminal.wait_for(lambda screen: "the odd one is marked" in screen)
    terminal.send("j", "Enter")
    terminal.wait_for(lambda screen: " of 2" in screen.split("\n")[0])
    terminal.send("q")
    assert terminal.is_restored() == ""


def test_an_application_elsewhere(looptop: Looptop, uvicorn: Service, terminal: Terminal) -> None:
    """Through a command that leads there: one application, in the list, in commands, in the dashboard."""
    pids = set(wait_for_workers(looptop, uvicorn, 4, set()))
    via = f"env LOOPTOP_DIR={looptop.environment['LOOPTOP_DIR']}"
    document = looptop.json("ls", "--via", via, LOOPTOP_DIR="/nowhere")
    (application,) = (row for row in document["applications"] if row["pid"] == uvicorn.pid)
    assert set(application["workers"]) == pids
    for target in (uvicorn, "fastapi_app"):
        tasks = looptop.json("ps", target, "--via", via, LOOPTOP_DIR="/nowhere")["tasks"]
        assert {task["worker"] for task in tasks} == pids
    terminal.enter(f"LOOPTOP_DIR=/nowhere looptop attach {uvicorn} --via '{via}'")
    terminal.wait_for(lambda screen: "4 workers" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    terminal.send("2")
    terminal.wait_for(lambda screen: all(str(pid) in screen for pid in pids))
    terminal.send("q")
    assert terminal.is_restored() == ""


def test_a_service_that_is_started_anew(
    looptop: Looptop, start_plain: Callable[..., Plain], terminal: Terminal
) -> None:
    """It is found again by its name, though another of that name has been there all along; the others stay."""
    stranger = start_plain("shop")
    first, second = start_plain("shop"), start_plain("mail")
    second.tell("create", "send")
    terminal.enter(f"looptop attach {first} mail")
    terminal.wait_for(lambda screen: "2 services" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    terminal.send("2")
    first.stop()
    stranger.tell("create", "not-this-one")
    again = start_plain("shop")
    again.tell("create", "after-the-restart")
    screen = terminal.wait_for(lambda screen: "after-the-restart" in screen and "send" in screen)
    assert "2 services" in screen.split("\n")[0] and "not-this-one" not in screen
    # No process is that of both.
    assert "pid" not in screen.split("\n")[0]
    terminal.send("w")
    terminal.wait_for(lambda screen: "services" in screen and "SERVICE" in screen and "the odd one" in screen)


def test_an_application_and_a_service(looptop: Looptop, uvicorn: Service, start_plain: Callable[..., Plain]) -> None:
    """Workers that come to take the place of others are there, beside the service; `--for` gathers from all."""
    plain = start_plain("mail")
    pids = set(wait_for_workers(looptop, uvicorn, 4, set()))
    tasks = looptop.json("ps", uvicorn, "mail")["tasks"]
    assert {task["worker"] for task in tasks} == pids | {plain.pid}
    command = [str(looptop.binary), "ps", str(uvicorn), "mail", "--watch", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=looptop.environment) as process:
        assert process.stdout

        def there() -> Set[int]:
            assert process.stdout
            return {task["worker"] for task in json.loads(process.stdout.readline())["tasks"]}

        assert there() == pids | {plain.pid}
        victim = min(pids)
        os.kill(victim, signal.SIGKILL)
        fresh = set(wait_for_workers(looptop, uvicorn, 4, {victim}))
        wait_for("the new worker", lambda: there() == fresh | {plain.pid})
        process.terminate()


def test_several_elsewhere(looptop: Looptop, start_plain: Callable[..., Plain], terminal: Terminal) -> None:
    """Several TARGETs through a command that leads there: one picture, once and in the dashboard."""
    first, second = start_plain("shop"), start_plain("mail")
    first.tell("create", "buy")
    second.tell("create", "send")
    via = f"env LOOPTOP_DIR={looptop.environment['LOOPTOP_DIR']}"
    tasks = looptop.json("ps", "shop", second, "--via", via, LOOPTOP_DIR="/nowhere")["tasks"]
    workers = {task["name"]: task["worker"] for task in tasks if task["name"] in ("buy", "send")}
    assert workers == {"buy": first.pid, "send": second.pid}
    for command in ("events", "findings", "slow"):
        result = looptop.run(command, "shop", "mail", "--via", via, "--for", "1s", LOOPTOP_DIR="/nowhere")
        assert result.status == 0, result
    terminal.enter(f"LOOPTOP_DIR=/nowhere looptop attach shop mail --via '{via}'")
    terminal.wait_for(lambda screen: "2 services" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    terminal.send("2")
    terminal.wait_for(lambda screen: "buy" in screen and "send" in screen)
