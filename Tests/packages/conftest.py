"""What people get: the static program, the wheels, the Debian package."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Callable, Dict, Iterator, List

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests" / "system"), str(ROOT / "Packaging")]

from program import Looptop  # noqa: E402
from service import Service  # noqa: E402
from tmux import Terminal  # noqa: E402


@pytest.fixture(scope="session")
def binary() -> Path:
    """The program as it is released: LOOPTOP_BINARY, or what `make build` made."""
    path = Path(os.environ.get("LOOPTOP_BINARY", ROOT / ".build" / "release" / "looptop"))
    assert path.is_file(), f"{path} is not there: make build"
    return path


@pytest.fixture
def directory() -> Iterator[Path]:
    """A directory for debug sockets of this test, by whose name it is found from another root; short, as it must be."""
    path = Path(tempfile.mkdtemp(prefix="looptop-", dir="/tmp"))
    path.chmod(0o700)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def environment(directory: Path) -> Dict[str, str]:
    """What every program of a test gets: nothing of the tester's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "USER") if name in os.environ}
    return {
        **kept,
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "LOOPTOP_DIR": str(directory),
        "PYTHONDONTWRITEBYTECODE": "1",
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
def services() -> Iterator[List[Service]]:
    """Services put in here are ended after the test."""
    started: List[Service] = []
    yield started
    for service in started:
        service.stop()
