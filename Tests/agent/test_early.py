"""Children get to their first step with the hooks alone; the rest is loaded while they run."""

import os
import shutil
import signal
import subprocess
import sys

import pytest
from harness import AGENT, wait_for

#: Modules of the standard library that asyncio does without.
LIGHT = """
import asyncio, sys
import concurrent.futures.thread
before = set(sys.modules)
async def main():
    print(*sorted(set(sys.modules) - before))
    await asyncio.sleep(3600)
asyncio.run(main())
"""
FEW = {"looptop.early", "looptop.hooks", "looptop.safe", "looptop.tasks.creation_hook"}
FORKING = """
import asyncio, os, sys, warnings
warnings.simplefilter("always")  # as an error, the interpreter would drop what it has to say of a fork
def is_half_loaded(module):
    return getattr(getattr(module, "__spec__", None), "_initializing", False)
async def main():
    asyncio.ensure_future(asyncio.sleep(3600)).set_name("of the parent")
    children = 0
    while "looptop.agent" not in sys.modules or children < 50:
        await asyncio.sleep(0.002)
        pid = os.fork()
        if pid == 0:
            os._exit(7 + any(map(is_half_loaded, list(sys.modules.values()))))
        assert os.WEXITSTATUS(os.waitpid(pid, 0)[1]) == 7
        children += 1
    print("forked", flush=True)
    await asyncio.sleep(3600)
asyncio.run(main())
"""
CHILD_GOES_ON = """
import asyncio, os, sys, warnings
warnings.simplefilter("always")
async def main(name):
    asyncio.ensure_future(asyncio.sleep(3600)).set_name(name)
    await asyncio.sleep(3600)
asyncio.run(asyncio.sleep(0))
pid = os.fork()
if pid:
    print(pid, "looptop.agent" in sys.modules, flush=True)
asyncio.run(main("of the parent" if pid else "of the child"))
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The environment that `looptop run` makes, with the agent in a folder of its own, where it has run before."""
    folder = tmp_path_factory.mktemp("agent")
    folder.chmod(0o700)
    shutil.copytree(str(AGENT / "looptop"), str(folder / "looptop"), ignore=shutil.ignore_patterns("__pycache__"))
    environment = {"PYTHONPATH": "%s:%s" % (folder / "looptop" / "boot", folder)}
    launched = dict(os.environ, LOOPTOP_RUN=str(os.getpid()), LOOPTOP_DIR=str(folder / "s"), **environment)
    subprocess.run([sys.executable, "-c", "pass"], env=launched, check=True)
    return environment


def test_only_the_hooks_come_before_the_first_step(serve, run):
    service = serve(LIGHT, **run)
    loaded = set(service.hear().split())
    ours = {name for name in loaded if name.startswith("looptop")}
    assert FEW <= ours and "looptop.agent" not in ours and "looptop.thread" not in ours
    assert len(ours) < 30, sorted(ours)
    # nothing of the standard library but what is in the interpreter itself, and since 3.14 asyncio needs no `typing`
    assert loaded - ours <= {"gc", "_looptop_forks", "typing", "_typing"}, sorted(loaded - ours)
    client = service.connect()
    assert client.greeting["late"] is False


def test_tasks_of_the_first_moments_are_known_by_who_made_them(serve, loop, run):
    service = serve(
        loop
        + """
import asyncio, sys
async def parent():
    asyncio.ensure_future(asyncio.sleep(3600)).set_name("made early")
    print("looptop.agent" in sys.modules)
    await asyncio.sleep(3600)
asyncio.run(parent())
""",
        **run,
    )
    assert service.hear() == "False"
    client = service.connect()
    client.subscribe()
    task = client.until_task("made early", wait="timer")
    assert task["created"] is not None and client.tasks[task["parent"]]["coroutine"] == "parent"
    (row,) = client.loops
    assert row["running"] is True and row["main"] is True
    assert service.stderr() == ""


def test_forks_while_the_rest_is_loaded_never_wait_for_it(serve, run):
    service = serve(FORKING, **run)
    assert service.hear() == "forked"
    client = service.connect()
    client.subscribe()
    client.until_task("of the parent", state=2)
    assert service.stderr() == ""


def test_a_child_that_was_forked_meanwhile_gets_the_rest_itself(serve, run):
    service = serve(CHILD_GOES_ON, **run)
    pid, loaded = service.hear().split()
    assert loaded == "False"
    try:
        for which, name in ((service.process.pid, "of the parent"), (int(pid), "of the child")):
            client = service.connect_raw(service.sockets / ("%d.sock" % which))
            client.hello()
            client.subscribe()
            client.until_task(name, state=2)
        assert not client.task("of the parent")
    finally:
        os.kill(int(pid), signal.SIGKILL)
    assert service.stderr() == ""


def test_a_thousand_short_loops_and_an_end_in_the_midst_of_loading(serve, run):
    service = serve(
        """
import asyncio, atexit, os, subprocess, sys, threading
for _ in range(1000):
    asyncio.run(asyncio.sleep(0))
code = "import asyncio, sys, time; asyncio.run(asyncio.sleep(float(sys.argv[1]))); print('ended')"
for step in range(12):
    done = subprocess.run([sys.executable, "-c", code, str(0.09 + step / 30)], stdout=-1, stderr=-2, timeout=60)
    assert done.returncode == 0 and done.stdout == b"ended\\n", done
print("all ended", flush=True)
""",
        **run,
    )
    assert service.hear() == "all ended"
    assert service.end() == 0 and service.stderr() == ""
    wait_for(lambda: not service.sockets.exists() or list(service.sockets.iterdir()) == [], "no file to be left")


@pytest.mark.parametrize("before", ["", "asyncio.run(asyncio.sleep(0))"])
def test_a_loop_at_the_very_end_runs_as_it_would(serve, run, before):
    """No thread can be started then, from 3.12 on."""
    service = serve(
        """
import asyncio, atexit
async def main():
    await asyncio.gather(*[asyncio.sleep(0.2) for _ in range(3)])
    print("ran", flush=True)
atexit.register(lambda: asyncio.run(main()))
%s
"""
        % before,
        **run,
    )
    assert service.hear() == "ran"
    assert service.end() == 0 and service.stderr() == ""
