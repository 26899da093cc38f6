"""Graceful shutdown of real servers, seen from outside: a clean stop of each, and one hang on each known cause."""

import http.client
import json
import os
import signal
import socket
import subprocess
import threading
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Tuple

import pytest
from conftest import PYTHON
from processes import children, is_alive
from program import Looptop
from service import SERVICES, Service, free_port
from tmux import Terminal
from waiting import wait_for

ASGI = ["--app-dir", str(SERVICES), "leaving_asgi:app"]


def console(program: str, *arguments: str) -> List[str]:
    return [str(Path(PYTHON).parent / program), *arguments]


def script(name: str) -> List[str]:
    return [PYTHON, str(SERVICES / f"leaving_{name}.py"), "PORT"]


SERVERS: Dict[str, List[str]] = {
    "uvicorn": console("uvicorn", *ASGI, "--port", "PORT", "--loop", "uvloop"),
    "uvicorn-asyncio": console("uvicorn", *ASGI, "--port", "PORT", "--loop", "asyncio"),
    "hypercorn": console("hypercorn", "--bind", "127.0.0.1:PORT", f"{SERVICES / 'leaving_asgi.py'}:app"),
    "gunicorn": console(
        "gunicorn", "-k", "uvicorn_worker.UvicornWorker", "-b", "127.0.0.1:PORT", "--chdir", str(SERVICES),
        "leaving_asgi:app",
    ),
    "granian": console(
        "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", "PORT", "--working-dir", str(SERVICES),
        "leaving_asgi:app",
    ),
    "aiohttp": script("aiohttp"),
    "sanic": script("sanic"),
    "tornado": script("tornado"),
    "plain": script("plain"),
}  # fmt: skip


class Started(NamedTuple):
    """A service, and the process of it that has the agent."""

    service: Service
    target: str


Start = Callable[..., Started]


@pytest.fixture
def start(looptop: Looptop, services: List[Service]) -> Iterator[Start]:
    """Starts a server through looptop; what it is to do at its end goes by the environment."""

    def one(server: str, **variables: str) -> Started:
        port = free_port()
        name = f"leaving-{server}"
        works = server in ("gunicorn", "hypercorn", "granian")
        command = [word.replace("PORT", str(port)) for word in SERVERS[server]]
        before = dict(looptop.environment)
        looptop.environment.update(variables)
        try:
            service = Service.detached(looptop, command, port, name)
        finally:
            looptop.environment.clear()
            looptop.environment.update(before)
        services.append(service)

        def found() -> List[Dict[str, Any]]:
            rows = looptop.json("ls")["services"]
            rows = [row for row in rows if row["loop"] and row["application"] == service.pid]
            # a master may be there for a moment, before its worker runs a loop
            return [row for row in rows if row["pid"] != service.pid or not works]

        (row,) = wait_for("its agent", found, timeout=20, show=service.output)
        return Started(service, str(row["pid"]))

    yield one


class Request(threading.Thread):
    """A request and its answer, or what became of it."""

    def __init__(self, port: int, path: str) -> None:
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
        self.connection.request("GET", path)
        self.answer: Tuple[int, str] = (0, "")
        self.start()

    def run(self) -> None:
        try:
            response = self.connection.getresponse()
            self.answer = (response.status, response.read().decode())
        except (http.client.HTTPException, OSError):
            pass  # a service that is killed does not end its streams
        finally:
            self.connection.close()


def shut(looptop: Looptop, target: object, *options: str) -> Tuple[int, Dict[str, Any]]:
    """`looptop shutdown --yes --json`: its status, and its document."""
    result = looptop.run("shutdown", target, "--yes", "--json", *options, timeout=60)
    assert result.out, result
    document = json.loads(result.out)
    assert set(document) >= {"outcome", "seconds", "blockers"}, document
    for blocker in document["blockers"]:
        assert set(blocker) >= {"kind", "task", "name", "location", "reason"}, blocker
    return result.status, document


def in_flight(looptop: Looptop, target: str) -> Callable[[], bool]:
    """Whether the service works on a request."""
    return lambda: bool(looptop.json("shutdown", target, "--dry-run")["in_flight"]["connections"])


@pytest.mark.parametrize("server", [name for name in SERVERS if name != "plain"])
def test_a_clean_stop_answers_the_request_in_flight(server: str, start: Start, looptop: Looptop) -> None:
    started = start(server)
    request = Request(started.service.port, "/slow")
    if server != "granian":  # its connections are Rust's
        wait_for("the request", in_flight(looptop, started.target))
    status, document = shut(looptop, started.target, "--timeout", "20s")
    assert (status, document["outcome"], document["blockers"]) == (0, "left", []), document
    request.join(30)
    assert request.answer[0] == 200 and request.answer[1].strip('"') == "the whole answer"
    wait_for("its end", lambda: not is_alive(started.service.pid))


def test_a_plain_service_answers_too(start: Start, looptop: Looptop) -> None:
    started = start("plain")
    with socket.create_connection(("127.0.0.1", started.service.port)) as line:
        line.sendall(b"ask\n")
        wait_for("the connection", in_flight(looptop, started.target))
        status, document = shut(looptop, started.target, "--timeout", "20s")
        assert status == 0, document
        assert line.recv(100) == b"the whole answer\n"


class Hang(NamedTuple):
    """How a service hangs: what it is asked before, and what is to be named."""

    server: str
    leave: str
    ask: str
    kind: str
    source: str


HANGS = {
    "an SSE stream on uvicorn": Hang("uvicorn", "", "/events", "stream", "await asyncio.sleep(0.1)"),
    "an SSE stream on hypercorn": Hang("hypercorn", "", "/events", "stream", "await asyncio.sleep(0.1)"),
    "an SSE stream on gunicorn": Hang("gunicorn", "", "/events", "stream", "await asyncio.sleep(0.1)"),
    "a handler that never answers": Hang("uvicorn-asyncio", "", "/stubborn", "request", "await asyncio.sleep(0.1)"),
    "a lifespan": Hang("uvicorn-asyncio", "slowly", "", "cleanup", "await asyncio.sleep(3600)"),
    "a queue in the lifespan": Hang("uvicorn", "queue", "", "queue-join", "await jobs.join()"),
    "a lifespan of hypercorn": Hang("hypercorn", "slowly", "", "cleanup", "await asyncio.sleep(3600)"),
    "an aiohttp handler": Hang("aiohttp", "", "/stuck", "request", "await asyncio.sleep(3600)"),
    "aiohttp's on_cleanup": Hang("aiohttp", "cleanup", "", "cleanup", "await asyncio.sleep(3600)"),
    "a Sanic handler": Hang("sanic", "", "/stuck", "request", "await asyncio.sleep(3600)"),
    "a Sanic listener": Hang("sanic", "listener", "", "cleanup", "await asyncio.sleep(3600)"),
    "a thread of tornado's": Hang("tornado", "thread", "", "executor", "time.sleep(3600)"),
    "a task that swallows": Hang("plain", "swallow", "", "swallowed", "except asyncio.CancelledError: continue"),
    "wait_closed": Hang("plain", "connections", "line", "wait-closed", "await server.wait_closed()"),
    "a queue": Hang("plain", "queue", "", "queue-join", "await jobs.join()"),
}


@pytest.mark.parametrize("name", HANGS)
def test_what_blocks_the_exit_is_named_with_its_line(name: str, start: Start, looptop: Looptop) -> None:
    hang = HANGS[name]
    started = start(hang.server, LEAVE=hang.leave)
    line = None
    if hang.ask == "line":
        line = socket.create_connection(("127.0.0.1", started.service.port))
    elif hang.ask:
        Request(started.service.port, hang.ask)
    if hang.ask:
        wait_for("the request", in_flight(looptop, started.target))
    status, document = shut(looptop, started.target, "--timeout", "4s")
    assert (status, document["outcome"]) == (1, "still-there"), document
    first = document["blockers"][0]
    assert (first["kind"], first["source"]) == (hang.kind, hang.source), document["blockers"]
    file = Path(first["location"]["file"])
    assert file.parent == SERVICES and file.name.startswith("leaving_")
    assert hang.source.startswith(file.read_text().split("\n")[first["location"]["line"] - 1].strip())
    assert is_alive(started.service.pid) and document["seconds"] >= 3.9
    if line:
        line.close()


def test_work_that_goes_on_after_the_answer_is_no_handler(start: Start, looptop: Looptop) -> None:
    started = start("uvicorn-asyncio")
    request = Request(started.service.port, "/later")
    request.join(30)
    assert request.answer == (200, '"later"')
    status, document = shut(looptop, started.target, "--timeout", "4s")
    assert (status, document["outcome"]) == (1, "still-there"), document
    first = document["blockers"][0]
    assert (first["kind"], first["source"]) == ("background", "await asyncio.sleep(5400)"), document["blockers"]


def test_a_start_that_hangs_is_named_with_its_line(looptop: Looptop, services: List[Service]) -> None:
    port = free_port()
    command = [word.replace("PORT", str(port)) for word in SERVERS["uvicorn-asyncio"]]
    looptop.environment["LEAVE"] = "never-started"
    try:
        pid = looptop.start("--", *command)["pid"]
    finally:
        del looptop.environment["LEAVE"]

    def hangs() -> bool:
        return any("leaving_asgi" in json.dumps(row) for row in looptop.json("ps", pid)["tasks"])

    try:
        wait_for("its start", hangs, timeout=30)
        status, document = shut(looptop, pid, "--timeout", "4s")
        assert (status, document["outcome"]) == (1, "still-there"), document
        first = document["blockers"][0]
        assert (first["kind"], first["source"]) == ("start", "await asyncio.sleep(7200)"), document["blockers"]
    finally:
        os.kill(pid, signal.SIGKILL)


def test_a_handler_that_was_replaced_is_warned_of(start: Start, looptop: Looptop) -> None:
    started = start("uvicorn-asyncio", LEAVE="deafened")
    plan = looptop.json("shutdown", started.target, "--dry-run")
    (warning,) = [text for text in plan["warnings"] if "was replaced" in text]
    assert "leaving_asgi.py" in warning and "forget" in warning, plan["warnings"]


def test_a_worker_is_not_signalled_its_master_is(start: Start, looptop: Looptop) -> None:
    started = start("gunicorn")
    plan = looptop.json("shutdown", started.target, "--dry-run")
    assert plan["parent"]["pid"] == started.service.pid and plan["ways"][0]["process"] == "parent"
    assert str(started.service.pid) in plan["warnings"][0]
    assert {row["name"]: row["seconds"] for row in plan["timeouts"]}["graceful_timeout"] == 30.0
    status, document = shut(looptop, started.target)
    assert (status, document["parent"]) == (0, started.service.pid), document
    assert not is_alive(started.service.pid) and not is_alive(int(started.target))


def test_the_plan_acts_on_nothing(start: Start, looptop: Looptop) -> None:
    started = start("uvicorn")
    text = looptop.run("shutdown", started.target, "--dry-run").out
    assert "Server.handle_exit" in text
    assert "timeout_graceful_shutdown: waits without limit for requests and connections" in text
    assert is_alive(started.service.pid) and "SIGTERM" not in started.service.output()


def test_nobody_handles_it(start: Start, looptop: Looptop) -> None:
    started = start("plain", LEAVE="deaf")
    plan = looptop.json("shutdown", started.target, "--dry-run")
    assert plan["signals"][0]["action"] == "default" and "dies at once" in plan["signals"][0]["effect"]
    assert plan["ways"][0]["way"] == "main" and plan["ways"][0]["graceful"]
    status, document = shut(looptop, started.target, "--timeout", "20s")
    assert (status, document["outcome"], document["way"]) == (0, "left", "main"), document
    assert document["exit"]["status"] == 1, "a main task that is cancelled ends in a traceback"
    assert "CancelledError" in started.service.output()


def test_who_dies_of_the_signal_has_not_left(start: Start, looptop: Looptop) -> None:
    started = start("plain", LEAVE="deaf")
    result = looptop.run("shutdown", started.target, "--yes", "--way", "signal")
    assert result.status == 1 and "was killed" in result.out and "left" not in result.out, result
    assert "--way main" in result.out, "the gentler way is named"
    assert "CancelledError" not in started.service.output()


def test_a_server_that_ends_itself_with_the_signal_has_left(start: Start, looptop: Looptop) -> None:
    started = start("uvicorn-asyncio")
    result = looptop.run("shutdown", started.target, "--yes")
    assert result.status == 0 and "handled SIGTERM, and then ended itself with it" in result.out, result


def test_without_a_yes_nothing_is_done(start: Start, looptop: Looptop) -> None:
    started = start("plain")
    result = looptop.run("shutdown", started.target)
    assert result.status == 64 and "--yes" in result.err and is_alive(started.service.pid)


def test_a_wrong_word_does_nothing(start: Start, looptop: Looptop, terminal: Terminal) -> None:
    started = start("plain")
    terminal.enter(f"looptop shutdown {started.target}; echo status $?")
    terminal.wait_for(lambda screen: "type leaving-plain or stop" in screen)
    terminal.enter("yes")
    terminal.wait_for(lambda screen: "nothing was done" in screen and "status 1" in screen)
    assert is_alive(started.service.pid)
    terminal.enter(f"clear; looptop shutdown {started.target}; echo status $?")
    terminal.wait_for(lambda screen: "type leaving-plain or stop" in screen)
    terminal.enter("stop")
    terminal.wait_for(lambda screen: "status 0" in screen)
    assert not is_alive(started.service.pid)


def test_a_service_that_refuses_acts(start: Start, looptop: Looptop) -> None:
    started = start("plain", LOOPTOP_READ_ONLY="1")
    result = looptop.run("shutdown", started.target, "--yes")
    assert result.status == 1 and "LOOPTOP_READ_ONLY" in result.err and is_alive(started.service.pid)


def test_an_agent_that_does_not_answer(start: Start, looptop: Looptop) -> None:
    started = start("plain", LEAVE="deaf")
    os.kill(started.service.pid, signal.SIGSTOP)
    try:
        result = looptop.run("shutdown", started.target, "--yes", "--json", "--timeout", "1s", timeout=60)
        document = json.loads(result.out)
        assert (result.status, document["from_outside"]) == (1, True), result
        assert document["blockers"][0]["kind"] == "silent", document
    finally:
        os.kill(started.service.pid, signal.SIGCONT)
    wait_for("SIGTERM that waited", lambda: not is_alive(started.service.pid))


def test_a_service_that_dies_midway(start: Start, looptop: Looptop) -> None:
    started = start("plain", LEAVE="queue")
    command = [str(looptop.binary), "shutdown", started.target, "--yes", "--json", "--timeout", "30s"]
    ending = subprocess.Popen(command, env=looptop.environment, stdout=subprocess.PIPE)
    wait_for("SIGTERM", lambda: "SIGTERM sent" in started.service.output())
    os.kill(started.service.pid, signal.SIGKILL)
    out, _ = ending.communicate(timeout=20)
    document = json.loads(out)
    assert (ending.returncode, document["outcome"]) == (1, "killed"), document
    assert document["exit"] == {"pid": started.service.pid, "status": None, "signal": "SIGKILL"}, document


def test_a_pid_that_is_another_process_by_now(start: Start, looptop: Looptop, directory: Path) -> None:
    started = start("plain", LEAVE="deaf")
    sleeper = subprocess.Popen(["sleep", "60"])
    info = directory / f"{started.target}.json"
    facts = json.loads(info.read_text())
    try:
        # Stopped, its agent says nothing: what is left is the file beside the socket, and that means another process.
        os.kill(started.service.pid, signal.SIGSTOP)
        other = {"pid": sleeper.pid, "start_ticks": facts["start_ticks"]}
        info.write_text(json.dumps({**facts, **other, "application": other}))
        result = looptop.run("shutdown", sleeper.pid, "--yes", "--timeout", "1s", timeout=60)
        assert result.status != 0 and sleeper.poll() is None, result
    finally:
        os.kill(started.service.pid, signal.SIGCONT)
        sleeper.kill()
        sleeper.wait()
    assert is_alive(started.service.pid), "neither one nor the other got a signal"


def test_the_dashboard_shuts_down(start: Start, open_terminal: Callable[..., Terminal]) -> None:
    started = start("uvicorn")
    events = Request(started.service.port, "/events")
    terminal = open_terminal()
    terminal.enter(f"looptop attach {started.target} --grace 30s")
    terminal.wait_for(lambda screen: "live" in screen)
    terminal.send("7")
    terminal.wait_for(lambda screen: "timeout_graceful_shutdown: waits" in screen and "nothing is done yet" in screen)
    terminal.send("s")
    terminal.wait_for(lambda screen: "type leaving-uvicorn or stop" in screen)
    terminal.send("Enter")  # Cancel has the focus
    terminal.wait_for(lambda screen: "type leaving-uvicorn or stop" not in screen)
    assert is_alive(started.service.pid)
    terminal.send("s", "s", "t", "o", "p", "Enter")
    terminal.wait_for(lambda screen: "an endless stream" in screen and "leaving_asgi.py" in screen)
    assert is_alive(started.service.pid) and events.is_alive()
    terminal.send("i", *"interrupt", "Enter")
    terminal.wait_for(lambda screen: "it left in order, after SIGINT" in screen)
    assert not is_alive(started.service.pid)


def test_sigquit_has_a_word_of_its_own(start_plain: Callable[..., Any], open_terminal: Callable[..., Terminal]) -> None:
    plain = start_plain()
    terminal = open_terminal()
    terminal.enter(f"looptop attach {plain}")
    terminal.wait_for(lambda screen: "live" in screen)
    terminal.send("7", "u")
    terminal.wait_for(lambda screen: "SIGQUIT to" in screen and "type quit" in screen)
    terminal.send(*"stop", "Enter")
    terminal.wait_for(lambda screen: "SIGQUIT to" in screen)
    assert is_alive(plain.pid), "that is the word for another signal"
    terminal.send("Escape")
    terminal.wait_for(lambda screen: "type quit" not in screen)
    terminal.send("u", *"quit", "Enter")
    terminal.wait_for(lambda screen: "was killed by SIGQUIT" in screen and "left in order" not in screen)
    assert not is_alive(plain.pid)


def test_a_kill_as_the_first_order_is_no_orderly_end(
    start_plain: Callable[..., Any], open_terminal: Callable[..., Terminal]
) -> None:
    plain = start_plain()
    terminal = open_terminal()
    terminal.enter(f"looptop attach {plain}")
    terminal.wait_for(lambda screen: "live" in screen)
    terminal.send("7", "K")
    terminal.wait_for(lambda screen: "SIGKILL to" in screen and "type kill" in screen)
    terminal.send(*"kill", "Enter")
    screen = terminal.wait_for(lambda screen: "was killed by SIGKILL" in screen)
    told = screen.split("how it went")[1].split("\n")[1]
    assert "it was killed" in told and "it left" not in screen, screen
    assert not is_alive(plain.pid)


def test_a_read_only_dashboard_offers_no_act(start: Start, open_terminal: Callable[..., Terminal]) -> None:
    started = start("plain")
    terminal = open_terminal()
    terminal.enter(f"looptop attach {started.target} --read-only")
    terminal.wait_for(lambda screen: "live" in screen)
    terminal.send("7")
    terminal.wait_for(lambda screen: "read-only" in screen and "SIGTERM" in screen)
    terminal.send("s")
    assert "shut down…" not in terminal.wait_for(lambda screen: "SIGTERM" in screen)
    assert is_alive(started.service.pid)


def test_several_workers_are_one_application(start: Start, looptop: Looptop) -> None:
    SERVERS["gunicorn-2"] = [*SERVERS["gunicorn"][:-1], "-w", "2", SERVERS["gunicorn"][-1]]
    port = free_port()
    command = [word.replace("PORT", str(port)) for word in SERVERS.pop("gunicorn-2")]
    service = Service.detached(looptop, command, port, "leaving-two")
    try:
        wait_for("two workers", lambda: len(children(service.pid)) == 2)
        wait_for(
            "their agents",
            lambda: [len(row["workers"]) for row in looptop.json("ls")["applications"]] == [2],
        )
        status, document = shut(looptop, "leaving-two")
        assert (status, document["outcome"], document["parent"]) == (0, "left", service.pid), document
        assert not is_alive(service.pid)
    finally:
        service.stop()


def release_at_the_end(service: Service, file: Path) -> None:
    """Makes a file once the server was asked to leave, which its agent writes into its log."""
    wait_for("the order", lambda: "SIGTERM sent" in service.output(), show=service.output)
    file.touch()


def test_a_server_that_kills_its_other_workers_is_told_of(looptop: Looptop, tmp_path: Path) -> None:
    port = free_port()
    command = [word.replace("PORT", str(port)) for word in SERVERS["hypercorn"]]
    looptop = Looptop(looptop.binary, {**looptop.environment, "HELD": str(tmp_path / "released")})
    service = Service.detached(looptop, [command[0], "--workers", "2", *command[1:]], port, "leaving-killed")
    try:
        wait_for(
            "two workers",
            lambda: [len(row["workers"]) for row in looptop.json("ls")["applications"]] == [2],
        )
        request = Request(service.port, "/held")
        wait_for(
            "the request", lambda: looptop.json("shutdown", "leaving-killed", "--dry-run")["in_flight"]["requests"]
        )
        plan = looptop.json("shutdown", "leaving-killed", "--dry-run")
        assert any("kills the others" in words for words in plan["warnings"]), plan
        thread = threading.Thread(target=release_at_the_end, args=(service, tmp_path / "released"), daemon=True)
        thread.start()
        status, document = shut(looptop, "leaving-killed")
        request.join(30)
        # Which worker is first is up to the system; if it is not the busy one, that one dies with its request.
        assert (status == 0) == (document["outcome"] == "left"), document
        assert request.answer[0] == 200 or document["outcome"] == "killed", document
    finally:
        service.stop()


def test_cancel_and_its_outcomes(looptop: Looptop, start_plain: Callable[..., Any]) -> None:
    plain = start_plain()
    plain.tell("create", "invoice-7")
    plain.tell("cycle", "ring")

    def found() -> Dict[str, int]:
        ids = {row["name"]: row["id"] for row in looptop.tasks(plain)}
        return ids if {"invoice-7", "ring-a", "ring-b"} <= set(ids) else {}

    ids = wait_for("the tasks", found)
    assert looptop.run("cancel", plain, ids["invoice-7"]).status == 1, "nobody can be asked"
    result = looptop.run("cancel", plain, f"#{ids['invoice-7']}", "--yes")
    assert result.status == 0 and "has ended" in result.out, result
    result = looptop.run("cancel", plain, ids["ring-a"], "--yes")
    assert result.status == 1 and "circle" in result.err, result
    result = looptop.run("cancel", plain, 10**9, "--yes")
    assert result.status == 1 and "no task" in result.err, result
    assert looptop.run("cancel", plain, "seven", "--yes").status == 64
    assert "cancel requested by uid" in plain.output()


def test_a_circle_is_refused_on_the_screen_that_asks(
    start_plain: Callable[..., Any], open_terminal: Callable[..., Terminal]
) -> None:
    plain = start_plain()
    plain.tell("cycle", "ring")
    terminal = open_terminal()
    terminal.enter(f"looptop attach {plain}")
    terminal.wait_for(lambda screen: "live" in screen)
    terminal.send("2", "#")
    terminal.type("ring-a")
    terminal.wait_for(lambda screen: "command" in screen and "ring-a" in screen)
    terminal.send("Enter")
    terminal.wait_for("a circle of 2 tasks")
    terminal.send("x")
    screen = terminal.wait_for("cannot be cancelled")
    assert "type cancel" not in screen, "nobody types a word for what is known to be impossible"
    terminal.send("q")


def test_debug_mode_and_its_cost(looptop: Looptop, start_plain: Callable[..., Any]) -> None:
    plain = start_plain()
    assert looptop.json("debug", plain)["debug"] is False
    document = looptop.json("debug", plain, "on", "--slow", "50ms")
    assert (document["debug"], document["slow"]) == (True, 0.05) and document["cpu_now"] is not None
    assert looptop.json("debug", plain)["debug"] is True, "it stays"
    assert "debug mode is off" in looptop.run("debug", plain, "off").out
    assert "debug mode on, slow_callback_duration 0.05 s by uid" in plain.output()
