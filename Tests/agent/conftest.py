"""Fixtures of the agent's tests."""

import pathlib
import shutil
import sys
import tempfile

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from harness import AGENT, Service  # noqa: E402

sys.path.insert(0, str(AGENT))


@pytest.fixture
def folder():
    """A folder whose paths are short enough for sockets."""
    path = tempfile.mkdtemp(prefix="lt")
    yield pathlib.Path(path)
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def serve(folder):
    """Starts services, and kills them afterwards."""
    running = []

    def start(source, *arguments, **options):
        here = folder / str(len(running))
        here.mkdir()
        service = Service(here, source, *arguments, **options)
        running.append(service)
        return service

    yield start
    for service in running:
        service.close()


@pytest.fixture(params=["asyncio", "uvloop"])
def loop(request):
    """Both loops; the code that makes a service run on the one asked for."""
    if request.param == "uvloop":
        pytest.importorskip("uvloop")
        return "import uvloop; uvloop.install()\n"
    return ""
