"""Fixtures: real servers, and services that use them through real libraries."""

import os
import pathlib
import platform
import shutil
import sys
import tempfile
from importlib import metadata

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "agent"))
sys.path.append(str(HERE.parent / "system"))
sys.path.append(str(HERE.parents[1] / "Sources" / "Agent"))

import servers  # noqa: E402
import tmux  # noqa: E402
from harness import Service  # noqa: E402
from program import Looptop  # noqa: E402
from run_services import Running  # noqa: E402


@pytest.fixture(scope="session")
def folders():
    """Makes folders with short paths, and removes them."""
    made = []

    def make():
        path = pathlib.Path(tempfile.mkdtemp(prefix="ltp"))
        path.chmod(0o755)
        made.append(path)
        return path

    yield make
    for path in made:
        shutil.rmtree(str(path), ignore_errors=True)


def _server(start):
    @pytest.fixture(scope="session")
    def fixture(folders):
        server = start(folders())
        yield server
        server.stop()

    return fixture


postgres = _server(servers.postgres)
redis = _server(servers.redis)
http = _server(servers.http)


@pytest.fixture
def watch(folders):
    """Starts a service and a client that watches its resources; kills the service afterwards."""
    running = []

    def start(source, *arguments):
        service = Service(folders(), PRELUDE + source, *[str(argument) for argument in arguments])
        running.append(service)
        assert service.hear() == "up", service.stderr()
        client = service.connect()
        client.subscribe(topics=("tasks", "resources"))
        return service, client

    yield start
    for service in running:
        service.close()


@pytest.fixture
def looptop(folders):
    """The program: LOOPTOP_BINARY, or the debug build; with a folder of its own for debug sockets."""
    binary = pathlib.Path(os.environ.get("LOOPTOP_BINARY", HERE.parents[1] / ".build" / "debug" / "looptop"))
    assert binary.is_file(), "%s is not there: swift build" % binary
    kept = {name: os.environ[name] for name in ("HOME", "USER", "TMPDIR") if name in os.environ}
    paths = "%s:%s" % (binary.parent, os.environ.get("PATH", "/usr/bin:/bin"))
    variables = {"LANG": "C.UTF-8", "TERM": "xterm-256color", "PATH": paths, "LOOPTOP_DIR": str(folders() / "s")}
    return Looptop(binary, {**kept, **variables, "PYTHONDONTWRITEBYTECODE": "1", "SWIFT_BACKTRACE": "enable=no"})


@pytest.fixture
def run(looptop):
    """Starts a service of Tests/services/waiting under `looptop run`, as it is; kills it afterwards."""
    running = []

    def start(script, *arguments):
        running.append(Running(looptop, script, *arguments))
        return running[-1]

    yield start
    for service in running:
        service.stop()


@pytest.fixture
def terminal(looptop):
    """A terminal of 120 by 36."""
    opened = tmux.Terminal(looptop.environment)
    yield opened
    opened.close()


LIBRARIES = (
    "asyncpg",
    "sqlalchemy",
    "psycopg",
    "psycopg_pool",
    "redis",
    "aiohttp",
    "httpx",
    "httpcore",
    "anyio",
    "janus",
)


def pytest_terminal_summary(terminalreporter):
    """Which versions these were."""
    versions = ["%s %s" % (name, metadata.version(name)) for name in LIBRARIES]
    terminalreporter.write_line("Python %s with %s" % (platform.python_version(), ", ".join(versions)))


PRELUDE = '''
import asyncio, json, sys, threading
import looptop

KEEP = {}

def spawn(name, coroutine):
    KEEP[name] = asyncio.ensure_future(coroutine)
    KEEP[name].set_name(name)

async def obey(**names):
    """Says that all is set up, runs the lines that come, and answers each with one of its own."""
    loop = asyncio.get_running_loop()
    commands = asyncio.Queue()

    def read():
        for line in sys.stdin:
            loop.call_soon_threadsafe(commands.put_nowait, line)

    threading.Thread(target=read, daemon=True).start()
    globals().update(names)
    looptop.start()
    print("up")
    while True:
        code = json.loads(await commands.get())
        try:
            print(json.dumps(eval(code, globals())))
        except SyntaxError:
            exec(code, globals())
            print("null")

'''
