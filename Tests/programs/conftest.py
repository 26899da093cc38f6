"""Real programs from PyPI, unmodified, looked at in every way while they work."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Callable, Dict, Iterator, List

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "system"))

from catalogue import Program  # noqa: E402
from program import Looptop  # noqa: E402
from running import Running  # noqa: E402
from tmux import Terminal  # noqa: E402


@pytest.fixture(scope="session")
def binary() -> Path:
    """The program under test: LOOPTOP_BINARY, or the debug build."""
    path = Path(os.environ.get("LOOPTOP_BINARY", ROOT / ".build" / "debug" / "looptop"))
    assert path.is_file(), f"{path} is not there: swift build"
    return path


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that only this test knows; its path is short, as a socket's must be."""
    path = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def environment(binary: Path, folder: Path) -> Dict[str, str]:
    """What every program of a test gets: nothing of the tester's own settings."""
    kept = {name: os.environ[name] for name in ("HOME", "USER", "PYTHONPYCACHEPREFIX") if name in os.environ}
    return {
        **kept,
        "PATH": f"{binary.parent}:{os.environ.get('PATH', '/usr/bin:/bin')}",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "LOOPTOP_DIR": str(folder / "sockets"),
        "XDG_CONFIG_HOME": str(folder),
        "SWIFT_BACKTRACE": "enable=no",
    }


@pytest.fixture
def looptop(binary: Path, environment: Dict[str, str]) -> Looptop:
    """The program."""
    return Looptop(binary, environment)


@pytest.fixture
def prepare(environment: Dict[str, str], folder: Path) -> Iterator[Callable[[Program], Running]]:
    """Makes programs ready to be started, and ends them after the test."""
    running: List[Running] = []

    def one(program: Program) -> Running:
        (folder / "work").mkdir()
        running.append(Running(program, environment, folder / "work"))
        return running[-1]

    yield one
    for each in running:
        each.stop()


@pytest.fixture
def open_terminal(environment: Dict[str, str]) -> Iterator[Callable[[], Terminal]]:
    """Opens terminals, and closes them after the test."""
    opened: List[Terminal] = []

    def one() -> Terminal:
        opened.append(Terminal(environment))
        return opened[-1]

    yield one
    for terminal in opened:
        terminal.close()
