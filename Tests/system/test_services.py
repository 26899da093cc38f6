"""Real frameworks and servers, started with `looptop run` and not changed for it."""

import json
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Optional

import pytest
from conftest import PYTHON
from program import Looptop, Result
from service import SERVICES, Service, free_port
from tmux import Terminal
from waiting import wait_for


class Case(NamedTuple):
    """A service: how it is started (PORT stands for the port), its loop, its own task, its handler's function."""

    command: List[str]
    file: str
    loop: str
    background: str
    handler: str = "slow"


def script(file: str) -> List[str]:
    return [PYTHON, str(SERVICES / file), "PORT"]


def console(program: str, *arguments: str) -> List[str]:
    return [str(Path(PYTHON).parent / program), *arguments]


APP = ["--app-dir", str(SERVICES)]
CASES = {
    "fastapi": Case(script("fastapi_app.py"), "fastapi_app.py", "uvloop", "refresh-prices"),
    "uvicorn": Case(
        console("uvicorn", *APP, "fastapi_app:app", "--loop", "uvloop", "--port", "PORT"),
        *("fastapi_app.py", "uvloop", "refresh-prices"),
    ),
    "uvicorn-asyncio": Case(
        [PYTHON, "-m", "uvicorn", *APP, "fastapi_app:app", "--loop", "asyncio", "--port", "PORT"],
        *("fastapi_app.py", "asyncio", "refresh-prices"),
    ),
    "aiohttp": Case(script("aiohttp_app.py"), "aiohttp_app.py", "asyncio", "sync-inventory"),
    "sanic": Case(script("sanic_app.py"), "sanic_app.py", "uvloop", "poll-suppliers"),
    "tornado": Case(script("tornado_app.py"), "tornado_app.py", "asyncio", "send-digest", "get"),
    "django": Case(script("django_app.py"), "django_app.py", "uvloop", ""),
}


def start(looptop: Looptop, services: List[Service], command: List[str]) -> Service:
    port = free_port()
    service = Service.detached(looptop, [word.replace("PORT", str(port)) for word in command], port)
    services.append(service)
    return service


def is_at(task: Dict[str, Any], file: str, function: str) -> bool:
    place = task["location"]
    return bool(place) and place["file"] == str(SERVICES / file) and place["function"].split(".")[-1] == function


@pytest.mark.parametrize("name", CASES)
def test_tasks_of_a_framework_are_seen(name: str, looptop: Looptop, services: List[Service]) -> None:
    case = CASES[name]
    service = start(looptop, services, case.command)
    (listed,) = (row for row in looptop.json("ls")["services"] if row["pid"] == service.pid)
    assert listed["loop"] == case.loop
    names = wait_for("tasks", lambda: [task["name"] for task in looptop.tasks(service)], show=service.output)
    assert case.background in ["", *names]

    with service.asking("/slow"):
        rows = wait_for(
            "the request's task",
            lambda: [task for task in looptop.tasks(service) if is_at(task, case.file, case.handler)],
            show=lambda: str(looptop.tasks(service)) + service.output(),
        )
    (wait,) = (task["wait"] for task in rows)
    assert wait["kind"] == "timer", wait
    assert rows[0]["state"] == "waiting"
    wait_for(
        "the end of the request's task",
        lambda: not [task for task in looptop.tasks(service) if is_at(task, case.file, case.handler)],
    )


def test_flask_has_no_event_loop_but_threads(
    looptop: Looptop, services: List[Service], open_terminal: Callable[..., Terminal]
) -> None:
    service = start(looptop, services, script("flask_app.py"))
    assert looptop.tasks(service) == []
    (listed,) = (row for row in looptop.json("ls")["services"] if row["pid"] == service.pid)
    assert listed["loop"] is None
    assert "no event loop" in looptop.run("ps", service).err

    terminal = open_terminal()
    terminal.enter(f"looptop attach {service}")
    terminal.wait_for(lambda screen: "no event loop" in screen and "MainThread" in screen)
    # One request after another: threads are looked at every two seconds, about as long as one of them lives.
    with service.asking("/slow"):
        terminal.wait_for(lambda screen: "(process_req" in screen and "flask_app.py" in screen)


SERVERS = {
    "fastapi": "uvicorn",
    "uvicorn-asyncio": "uvicorn",
    "hypercorn": "hypercorn",
    "aiohttp": "aiohttp.web",
    "sanic": "sanic",
    "tornado": "tornado",
    "django": "uvicorn",
}
HYPERCORN = Case(
    [PYTHON, "-m", "hypercorn", "--bind", "127.0.0.1:PORT", f"{SERVICES / 'fastapi_app.py'}:app"],
    *("fastapi_app.py", "asyncio", "refresh-prices"),
)


@pytest.mark.parametrize("name", SERVERS)
def test_a_request_in_flight_is_a_thing_of_its_own(
    name: str, looptop: Looptop, services: List[Service], tmp_path: Path
) -> None:
    case = HYPERCORN if name == "hypercorn" else CASES[name]
    service = start(looptop, services, case.command)

    seen: List[Result] = []

    def in_flight() -> Optional[Dict[str, Any]]:
        """The request, once its task is in the same picture."""
        file = tmp_path / "now.json"
        seen[:] = [looptop.run("dump", service.pid, "--for", "100ms", "--out", file)]
        if seen[0].status:
            return None  # its worker has no agent yet
        document = json.loads(file.read_text())
        tasks = [task["id"] for task in document["ps"]["tasks"]]
        row: Dict[str, Any]
        for row in document["requests"]["requests"]:
            return row if row["task"] in tasks else None
        return None

    with service.asking("/slow?verbose=1"):
        row = wait_for("the request in flight", in_flight, show=lambda: f"{seen}\n{service.output()}")
    assert (row["server"], row["method"], row["target"]) == (SERVERS[name], "GET", "/slow"), row
    assert (row["peer"] or "127.0.0.1").startswith("127.0.0.1")
    wait_for("its end", lambda: not looptop.json("requests", service.pid)["requests"])
