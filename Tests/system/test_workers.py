"""Servers with workers: every worker gets an agent of its own, their master none, and a new worker takes the place of a
dead one."""

import os
import signal
import sys
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Set

import pytest
from conftest import PYTHON
from processes import is_alive
from program import Looptop
from service import SERVICES, Service, free_port
from waiting import wait_for


class Server(NamedTuple):
    """How it is started (PORT stands for the port), and whether it replaces a worker that dies."""

    name: str
    workers: int
    replaces: bool
    arguments: List[str]


ON_PORT = ["--port", "PORT"]
BIND = ["--bind", "127.0.0.1:PORT"]
APP = "fastapi_app:app"
SERVERS = {
    "uvicorn": Server("uvicorn", 4, True, ["--workers", "4", *ON_PORT, APP]),
    "gunicorn": Server("gunicorn", 3, True, ["-w", "3", "-k", "uvicorn_worker.UvicornWorker", *BIND, APP]),
    "gunicorn-old": Server("gunicorn", 2, True, ["-w", "2", "-k", "uvicorn.workers.UvicornWorker", *BIND, APP]),
    "gunicorn-preload": Server(
        "gunicorn", 2, True, ["--preload", "-w", "2", "-k", "uvicorn_worker.UvicornWorker", *BIND, APP]
    ),
    "hypercorn": Server("hypercorn", 2, False, ["-w", "2", *BIND, APP]),
    "granian": Server(
        "granian", 2, True, ["--interface", "asgi", "--workers", "2", "--respawn-failed-workers", *ON_PORT, APP]
    ),
    "sanic": Server("sanic", 2, False, ["sanic_app:app", "--workers", "2", *ON_PORT]),
}


def start(looptop: Looptop, services: List[Service], server: Server) -> Service:
    port = free_port()
    program = str(Path(PYTHON).parent / server.name)
    command = [program, *(word.replace("PORT", str(port)) for word in server.arguments)]
    # A server looks for its application in the working directory.
    facts = looptop.start("--", sys.executable, "-c", IN_FOLDER, str(SERVICES), *command)
    service = Service(facts["pid"], port, facts["socket"], facts["log"])
    services.append(service)
    service.wait_until_it_serves()
    return service


IN_FOLDER = "import os, sys; os.chdir(sys.argv[1]); os.execv(sys.argv[2], sys.argv[2:])"


def workers(looptop: Looptop, master: int) -> Dict[int, Dict[str, Any]]:
    """The listed services of an application, by pid."""
    return {row["pid"]: row for row in looptop.json("ls")["services"] if row["application"] == master}


def wait_for_workers(looptop: Looptop, service: Service, count: int, without: Set[int]) -> Dict[int, Dict[str, Any]]:
    """So many workers, each with a loop, and no agent in their master."""

    def look() -> Dict[int, Dict[str, Any]]:
        found = workers(looptop, service.pid)
        is_whole = len(found) == count and all(row["loop"] and row["tasks"] for row in found.values())
        return found if is_whole and not set(found) & {service.pid, *without} else {}

    return wait_for(f"{count} workers", look, timeout=90, interval=0.2, show=lambda: f"{workers(looptop, service.pid)}")


@pytest.mark.parametrize("name", SERVERS)
def test_every_worker_has_an_agent(name: str, looptop: Looptop, services: List[Service]) -> None:
    server = SERVERS[name]
    service = start(looptop, services, server)
    found = wait_for_workers(looptop, service, server.workers, set())
    assert len({row["socket"] for row in found.values()}) == server.workers
    assert {row["name"] for row in found.values()} == {"sanic_app" if name == "sanic" else "fastapi_app"}
    assert {row["server"] for row in found.values()} == {server.name}
    document = looptop.json("ls")
    (application,) = (row for row in document["applications"] if row["pid"] == service.pid)
    assert sorted(application["workers"]) == sorted(found)
    assert application["tasks"] == sum(row["tasks"] for row in document["services"] if row["pid"] in found)

    victim = min(found)
    os.kill(victim, signal.SIGKILL)
    wait_for("the worker's end", lambda: not is_alive(victim))
    if server.replaces:
        wait_for_workers(looptop, service, server.workers, {victim})
    else:
        wait_for("it to leave the list", lambda: victim not in workers(looptop, service.pid))
