"""The whole program, in real terminals, against real services."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, Dict, Iterator, List

import pytest
from program import Looptop
from service import SERVICES, Plain, Service, free_port
from tmux import Terminal

ROOT = Path(__file__).resolve().parents[2]
#: The Python that the services' libraries are installed for.
PYTHON = os.environ.get("LOOPTOP_SERVICES_PYTHON", str(ROOT / ".venv" / "services" / "bin" / "python"))


@pytest.fixture(scope="session")
def binary() -> Path:
    """The program under test: LOOPTOP_BINARY, or the debug build."""
    path = Path(os.environ.get("LOOPTOP_BINARY", ROOT / ".build" / "debug" / "looptop"))
    assert path.is_file(), f"{path} is not there: swift build"
    return path


@pytest.fixture
def directory() -> Iterator[Path]:
    """A directory for debug sockets that only this test knows; its path is short, as a socket's must be."""
    path = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def environment(binary: Path, directory: Path, tmp_path: Path) -> Dict[str, str]:
    """What every program of a test gets: nothing of the tester's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "USER", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "LOOPTOP_DIR": str(directory),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "PATH": f"{binary.parent}:{kept.get('PATH', '/usr/bin:/bin')}",
        "PYTHONDONTWRITEBYTECODE": "1",
        # Where Swift itself is installed a crash would end in a conversation with its backtracer.
        "SWIFT_BACKTRACE": "enable=no",
    }


@pytest.fixture
def looptop(binary: Path, environment: Dict[str, str]) -> Looptop:
    """The program."""
    return Looptop(binary, environment)


@pytest.fixture
def open_terminal(environment: Dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals, and closes them after the test."""
    opened: List[Terminal] = []

    def open_one(width: int = 120, height: int = 36, **variables: str) -> Terminal:
        opened.append(Terminal({**environment, **variables}, width, height))
        return opened[-1]

    yield open_one
    for terminal in opened:
        terminal.close()


@pytest.fixture
def terminal(open_terminal: Callable[..., Terminal]) -> Terminal:
    """One terminal of 120 by 36."""
    return open_terminal()


@pytest.fixture
def services() -> Iterator[List[Service]]:
    """Services put in here are ended after the test."""
    started: List[Service] = []
    yield started
    for service in started:
        service.stop()


@pytest.fixture
def start_plain(looptop: Looptop, services: List[Service]) -> Callable[..., Plain]:
    """Starts plain_asyncio.py through looptop."""

    def start(name: str = "") -> Plain:
        port = free_port()
        service = Plain.detached(looptop, [PYTHON, str(SERVICES / "plain_asyncio.py"), str(port)], port, name)
        assert isinstance(service, Plain)
        services.append(service)
        return service

    return start


@pytest.fixture
def plain(start_plain: Callable[..., Plain]) -> Plain:
    """One of them."""
    return start_plain()


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Python with the agent's package installed from its sources, as people do with pip."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([PYTHON, "-m", "venv", str(folder / "venv")], check=True)
    python = str(folder / "venv" / "bin" / "python")
    # pip writes beside the sources: it gets a copy of them. The wheel is made with what the tests' own Python has.
    sources = shutil.copytree(ROOT / "Sources" / "Agent", folder / "Agent")
    pip = ["-m", "pip", "--disable-pip-version-check", "-q"]
    make = ["wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(sources)]
    subprocess.run([sys.executable, *pip, *make], check=True)
    (wheel,) = folder.glob("looptop-*.whl")
    subprocess.run([python, *pip, "install", "--no-deps", str(wheel)], check=True)
    return python
