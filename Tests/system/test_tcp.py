"""The TCP door of a service, and the token that opens it."""

import json
from pathlib import Path
from typing import List

import pytest
from conftest import PYTHON
from program import Looptop
from service import SERVICES, Service, free_port
from tmux import Terminal


@pytest.fixture
def token(directory: Path) -> Path:
    path = directory / "token"
    path.write_text("what nobody else knows")
    path.chmod(0o600)
    return path


@pytest.fixture
def door(looptop: Looptop, services: List[Service], token: Path) -> str:
    """Where a service of this test listens: a TARGET."""
    looptop.environment.update(LOOPTOP_TCP="0", LOOPTOP_TOKEN_FILE=str(token))
    port = free_port()
    command = [PYTHON, str(SERVICES / "plain_asyncio.py"), str(port)]
    service = Service.detached(looptop, command, port, "door-shop")
    services.append(service)
    for name in ("LOOPTOP_TCP", "LOOPTOP_TOKEN_FILE"):
        del looptop.environment[name]
    address = json.loads(Path(service.debug_socket).with_suffix(".json").read_text())["tcp"]
    return f"tcp://{address}"


def test_with_the_token(looptop: Looptop, door: str, token: Path, terminal: Terminal) -> None:
    document = looptop.json("ps", door, "--token-file", token)
    assert document["service"]["name"] == "door-shop" and document["tasks"]
    terminal.enter(f"looptop attach {door} --token-file {token}")
    terminal.wait_for(lambda screen: "door-shop" in screen.split("\n")[0] and "live" in screen.split("\n")[0])
    terminal.send("q")
    assert terminal.is_restored() == ""


def test_with_another_token(looptop: Looptop, door: str, token: Path) -> None:
    token.write_text("what somebody guesses")
    result = looptop.run("ps", door, "--token-file", token)
    assert result.status == 69 and "token is missing or wrong" in result.err, result


def test_without_one(looptop: Looptop, door: str, token: Path) -> None:
    result = looptop.run("ps", door)
    assert result.status == 64 and "--token-file" in result.err, result
    token.chmod(0o644)
    result = looptop.run("ps", door, "--token-file", token)
    assert result.status == 64 and "chmod 600" in result.err, result


@pytest.mark.parametrize("target", ["tcp://", "tcp://host", "tcp://host:0", "tcp://:80"])
def test_what_is_no_address(looptop: Looptop, target: str, token: Path) -> None:
    assert looptop.run("ps", target, "--token-file", token).status == 64


def test_nobody_there(looptop: Looptop, token: Path) -> None:
    result = looptop.run("ps", f"tcp://127.0.0.1:{free_port()}", "--token-file", token)
    assert result.status == 69 and "refused" in result.err and "LOOPTOP_TCP" in result.err, result
