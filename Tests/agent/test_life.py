"""The agent comes, goes, and forks; the service is left as it was found."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from harness import AGENT, wait_for

AS_FOUND = """
import asyncio, gc, os, sys, threading
import looptop

def state(loop):
    tasks = asyncio.tasks
    weak_set = getattr(tasks, "_scheduled_tasks", getattr(tasks, "_all_tasks", None))
    return {
        "threads": sorted(thread.name for thread in threading.enumerate()),
        "descriptors": sorted(os.listdir("/proc/self/fd")),
        "add": vars(weak_set).get("add"),
        "running": (asyncio.events._set_running_loop, asyncio._set_running_loop),
        "factory": loop.get_task_factory(),
        "loop": sorted(getattr(loop, "__dict__", {})),
        "select": vars(loop._selector).get("select") if hasattr(loop, "_selector") else None,
        "finders": list(sys.meta_path),
        "files": os.listdir(os.environ["LOOPTOP_DIR"]),
    }

async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(asyncio.sleep(3600))
    await asyncio.sleep(0)
    os.makedirs(os.environ["LOOPTOP_DIR"], mode=0o700)
    looptop.start()  # what is imported only once is there after this
    looptop.stop()
    gc.collect()
    await asyncio.sleep(0.1)
    before = state(loop)
    for _ in range(3):
        path = looptop.start()
        assert looptop.start() == path and os.path.exists(path)
        assert state(loop) != before
        await asyncio.sleep(0.05)
        looptop.stop()
        looptop.stop()
        after = state(loop)
        assert after == before, [(key, after[key], before[key]) for key in before if after[key] != before[key]]
    assert len(asyncio.all_tasks()) == 2
    print("as found")

asyncio.run(main())
"""


def test_stop_leaves_everything_as_it_was_found(serve, loop):
    service = serve(loop + AS_FOUND)
    assert service.hear() == "as found"
    assert service.end() == 0 and service.stderr() == ""


def test_bye_and_a_new_instance(serve):
    service = serve("""
import asyncio, looptop, sys
async def main():
    loop = asyncio.get_running_loop()
    while True:
        looptop.start()
        if not await loop.run_in_executor(None, sys.stdin.readline):
            break
        looptop.stop()
asyncio.run(main())
""")
    client = service.connect()
    client.subscribe()
    service.say("again")
    client.until(lambda: client.seen[-1] == "bye")
    assert client.bye == "stopped" and client.receive() is None
    other = service.connect()
    assert other.greeting["instance"] != client.greeting["instance"]
    other.subscribe()
    other.until_task("Task-1")
    assert service.end() == 0
    other.until(lambda: other.seen[-1] == "bye")
    assert other.bye == "exit" and os.listdir(str(service.sockets)) == []


def test_files_of_the_dead_are_removed(serve):
    first = serve("import looptop; looptop.start(); input()")
    first.connect()
    first.close()
    second = serve("import looptop; looptop.start(); input()", LOOPTOP_DIR=str(first.sockets))
    pid = second.process.pid
    wait_for(lambda: sorted(os.listdir(str(first.sockets))) == ["%d.json" % pid, "%d.sock" % pid])


def test_a_long_directory_falls_back_to_a_short_socket(serve, folder):
    long = folder / ("d" * 100)
    service = serve("import looptop, sys; print(looptop.start()); sys.stdin.read()", LOOPTOP_DIR=str(long))
    path = "/tmp/looptop-%d/%d.sock" % (os.geteuid(), service.process.pid)
    assert service.hear() == path
    assert service.connect_raw(path).error("ping") == -32600
    assert json.loads((long / ("%d.json" % service.process.pid)).read_text())["socket"] == path
    assert service.end() == 0 and not os.path.exists(path)


def test_a_forked_child_gets_a_socket_once_it_runs_a_loop(serve):
    service = serve("""
import asyncio, os, sys, looptop, warnings
warnings.simplefilter("always")  # as an error, the interpreter would drop what it has to say of a fork
async def stay(name):
    asyncio.ensure_future(asyncio.sleep(3600)).set_name(name)
    await asyncio.sleep(3600)
async def before():
    task = asyncio.ensure_future(asyncio.sleep(3600))
    task.set_name("of the parent")
    await asyncio.sleep(0.05)
    return task
looptop.start()
loop = asyncio.new_event_loop()
kept = loop.run_until_complete(before())
pid = os.fork()
if pid == 0:
    loop = asyncio.new_event_loop()
    loop.run_until_complete(stay("of the child"))
print(pid)
loop.run_until_complete(stay("afterwards"))
""")
    child = int(service.hear())
    client = service.connect()
    client.subscribe()
    client.until_task("afterwards", state=2)
    assert client.task("of the parent") and not client.task("of the child")
    other = service.connect_raw(service.sockets / ("%d.sock" % child))
    other.hello()
    assert other.greeting["pid"] == child and other.greeting["instance"] != client.greeting["instance"]
    other.subscribe()
    other.until_task("of the child", state=2)
    other.until(lambda: other.vitals["tasks"] == len(other.tasks), "vitals that count the same tasks")
    assert not other.task("of the parent")
    os.kill(child, 9)
    assert service.stderr() == ""


def test_many_forks_while_a_client_watches(serve):
    service = serve("""
import asyncio, os, warnings, looptop
warnings.simplefilter("always")
async def main():
    looptop.start()
    tasks = [asyncio.ensure_future(asyncio.sleep(3600)) for _ in range(2000)]
    for number in range(40):
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
        await asyncio.sleep(0.01)
    asyncio.ensure_future(asyncio.sleep(3600)).set_name("after the forks")
    await asyncio.sleep(3600)
asyncio.run(main())
""")
    client = service.connect()
    client.subscribe(0.05)
    client.until_task("after the forks")
    client.until(lambda: len(client.tasks) == 2002)
    assert service.stderr() == ""


FORBIDDING = """
import asyncio, functools, os, threading, time, warnings, looptop
warnings.simplefilter("always")
def forbid(owner, name):
    original = getattr(owner, name)
    @functools.wraps(original)
    def guarded(*arguments, **options):
        if asyncio._get_running_loop() is not None:
            raise RuntimeError("a blocking call in the loop's thread: %s" % name)
        return original(*arguments, **options)
    setattr(owner, name, guarded)
async def main():
    looptop.start()
    tasks = [asyncio.ensure_future(asyncio.sleep(3600)) for _ in range(500)]
    for owner, name in (threading.Thread, "join"), (time, "sleep"), (os, "listdir"):
        forbid(owner, name)
    for number in range(20):
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        assert os.waitpid(pid, 0)[1] == 0
        await asyncio.sleep(0.02)
    asyncio.ensure_future(asyncio.sleep(3600)).set_name("after the forks")
    await asyncio.sleep(3600)
asyncio.run(main())
"""


def test_a_service_that_forbids_blocking_calls_in_its_loop_forks_as_before(serve):
    service = serve(FORBIDDING)
    client = service.connect()
    client.subscribe(0.05)
    client.until_task("after the forks")
    assert service.stderr() == ""


RUN = {"PYTHONPATH": os.pathsep.join([str(AGENT / "looptop" / "boot"), str(AGENT)])}
UNAWARE = """
import asyncio, sys
async def main():
    asyncio.ensure_future(asyncio.sleep(3600)).set_name("unaware")
    print("looptop" in sys.modules)
    await asyncio.sleep(3600)
asyncio.run(main())
"""


def test_a_service_that_knows_nothing_is_seen_from_its_first_task_on(serve, loop):
    service = serve(loop + UNAWARE, **RUN)
    assert service.hear() == "True"
    client = service.connect()
    client.subscribe()
    task = client.until_task("unaware", wait="timer")
    assert client.greeting["late"] is False and client.greeting["name"] == "service"
    assert client.tasks[task["parent"]]["created"] is not None
    (row,) = client.loops
    assert row["running"] is True
    assert service.stderr() == ""


def test_a_service_without_a_loop_has_threads(serve):
    service = serve("input()", LOOPTOP_RUN=str(os.getpid()), **RUN)
    client = service.connect()
    client.subscribe()
    assert client.loops == [] and client.tasks == {}
    assert {row["name"] for row in client.get("threads")["threads"]} == {"MainThread", "looptop"}


def test_children_without_a_loop_are_left_alone(serve):
    service = serve(
        """
import subprocess, sys
code = "import sys, threading; print(threading.active_count(), 'asyncio' in sys.modules, 'socket' in sys.modules)"
print(subprocess.check_output([sys.executable, "-c", code], stderr=subprocess.STDOUT).decode().strip())
input()
""",
        LOOPTOP_RUN=str(os.getpid()),
        **RUN,
    )
    assert service.hear() == "1 False False"
    service.connect()
    assert len(os.listdir(str(service.sockets))) == 2


def test_a_sitecustomize_of_the_service_still_runs(serve, folder):
    own = folder / "own"
    own.mkdir()
    (own / "sitecustomize.py").write_text("import builtins; builtins.CUSTOM = __name__, __file__\n")
    path = RUN["PYTHONPATH"] + os.pathsep + str(own)
    service = serve("import sitecustomize; print(*CUSTOM, sitecustomize.__file__)", PYTHONPATH=path)
    file = str(own / "sitecustomize.py")
    assert service.hear().split() == ["sitecustomize", file, file]


def test_multiprocessing_workers_are_services_of_their_own(serve):
    service = serve(
        """
import asyncio, multiprocessing
async def stay():
    asyncio.ensure_future(asyncio.sleep(3600)).set_name("worker")
    await asyncio.sleep(3600)
def work():
    asyncio.run(stay())
if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=work, daemon=True)
    process.start()
    print(process.pid)
    process.join()
""",
        **RUN,
    )
    pid = int(service.hear())
    client = service.connect_raw(service.sockets / ("%d.sock" % pid))
    client.hello()
    client.subscribe()
    client.until_task("worker")
    assert os.listdir(str(service.sockets)).count("%d.sock" % service.process.pid) == 0
    os.kill(pid, 9)


@pytest.mark.parametrize("value", ["1", "0"])
def test_the_environment_asks_for_the_agent(serve, folder, value):
    code = "import _looptop_boot; _looptop_boot.boot()\n"
    assert (AGENT / "looptop.pth").read_text() == code
    assert (AGENT / "looptop.start").read_text() == "_looptop_boot:boot\n"
    service = serve(code + UNAWARE, LOOPTOP=value, LOOPTOP_NAME="by name")
    assert service.hear() == str(value == "1")
    if value == "1":
        assert service.connect().greeting["name"] == "by name"


def test_installed_with_pip_the_environment_is_enough(serve, folder):
    target = folder / "installed"
    pytest.importorskip("setuptools", minversion="61")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-build-isolation", "--no-deps", "--target", str(target)]
    service = serve(
        """
import shutil, subprocess, sys
copy = sys.argv[1] + "-copy"
shutil.copytree(sys.argv[2], copy)
subprocess.check_call(%r + [copy], stdout=subprocess.DEVNULL)
print("installed")
"""
        % (pip,),
        str(target),
        str(AGENT),
    )
    assert service.hear() == "installed", service.stderr()
    assert {"looptop.pth", "looptop.start", "_looptop_boot.py", "looptop"} <= set(os.listdir(str(target)))
    # `site` reads .pth and .start files in folders that it is told of
    start = "import site; site.addsitedir(%r)\n" % str(target)
    user = serve(start + UNAWARE, LOOPTOP="1", PYTHONPATH="")
    assert user.hear() == "True"
    assert user.connect().greeting["late"] is False


CHILD = "import sys; %s print(sorted(name for name in sys.modules if 'looptop' in name), 'typing' in sys.modules)"


def test_children_get_the_agent_once_they_run_a_loop(folder):
    environment = dict(
        os.environ, PYTHONPATH="%s/looptop/boot:%s" % (AGENT, AGENT), LOOPTOP_RUN="1", LOOPTOP_DIR=str(folder / "s")
    )

    def loaded(code):
        return subprocess.run(
            [sys.executable, "-c", CHILD % code], env=environment, check=True, stdout=subprocess.PIPE,
            universal_newlines=True, timeout=60,
        ).stdout  # fmt: skip

    hook = ["looptop", "looptop.boot", "looptop.boot.asyncio_import", "looptop.version"]
    assert loaded("").startswith("%s False" % hook)
    assert loaded("import asyncio;").startswith(str(sorted([*hook, "looptop.boot.lazy"])))
    ended = loaded("import asyncio; asyncio.run(asyncio.sleep(0));")
    assert "looptop.hooks" in ended and "looptop.agent" not in ended
    wait = "while 'looptop.agent' not in sys.modules: asyncio.run(asyncio.sleep(0.01))"
    assert "looptop.agent" in loaded('import asyncio; exec("%s");' % wait)


def test_the_code_is_kept_in_one_file_where_the_folder_is_ours_alone(folder):
    """Also where Python is to write none; later ones read it, and one that is broken is written anew."""
    shutil.copytree(str(AGENT / "looptop"), str(folder / "a" / "looptop"), ignore=shutil.ignore_patterns("__pycache__"))
    path = "%s:%s" % (folder / "a" / "looptop" / "boot", folder / "a")
    environment = dict(
        os.environ, PYTHONPATH=path, LOOPTOP_RUN="1", LOOPTOP_DIR=str(folder / "s"), PYTHONDONTWRITEBYTECODE="1"
    )
    environment.pop("PYTHONPYCACHEPREFIX", None)
    source = folder / "a" / "looptop" / "tasks" / "scanner.py"

    code = """
import asyncio, os, sys
before, sockets = list(sys.meta_path), os.environ["LOOPTOP_DIR"]
async def main():
    while not (os.path.isdir(sockets) and os.listdir(sockets)):
        await asyncio.sleep(0.01)
asyncio.run(main())
print(sys.modules["looptop.agent"].__file__, sys.modules["looptop.tasks.scanner"].Scanner.scan.__code__.co_filename)
assert sys.meta_path == before, sys.meta_path
"""

    def files():
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            timeout=60,
        )
        assert done.stdout.split() == [str(folder / "a" / "looptop" / "agent.py"), str(source)], done.stderr
        assert done.returncode == 0 and done.stderr == ""
        return list((folder / "a").glob("*.code"))

    os.chmod(str(folder / "a"), 0o755)
    assert files() == []
    os.chmod(str(folder / "a"), 0o700)
    (kept,) = files()
    text = source.read_text()
    source.write_text("raise SystemError")
    assert files() == [kept] and kept.stat().st_mode & 0o077 == 0
    source.write_text(text)
    kept.write_bytes(kept.read_bytes()[:1000])
    assert files() == [kept] and kept.stat().st_size > 10000
    # what leads to that file is kept in the usual way
    leading = {path.name.partition(".")[0] for path in (folder / "a").rglob("*.pyc")}
    assert leading == {"__init__", "version", "asyncio_import", "sitecustomize", "lazy", "bundle"}
