"""Attaching to processes that have no agent."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Callable, Dict, Iterator, List

import pytest
from services import ROOT, Target, pythons

from program import Looptop  # isort: skip

PYTHONS = pythons()


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
def environment(directory: Path) -> Dict[str, str]:
    """What every program of a test gets: nothing of the tester's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "USER", "PIP_CERT") if name in os.environ}
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
def start(environment: Dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Target]]:
    """Starts services by Python's version and state, and ends them after the test."""
    started: List[Target] = []

    def start_one(version: str, state: str = "idle", before: List[str] = [], **variables: str) -> Target:  # noqa: B006
        command = [*before, *PYTHONS[version]]
        started.append(Target(command, state, {**environment, **variables}, tmp_path))
        return started[-1]

    yield start_one
    for target in started:
        target.stop()


@pytest.fixture
def version() -> str:
    """One version of those before 3.14, where it does not matter which."""
    return next(version for version in ("3.12", "3.11", "3.13", "3.10", "3.9", "3.8") if version in PYTHONS)
