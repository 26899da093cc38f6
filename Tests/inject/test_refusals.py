"""Where there is no way in, or where it takes too long: the message says what to do, and the process goes on."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Dict, Iterator, List

import pytest
from conftest import PYTHONS
from processes import descendants, state
from program import Looptop
from services import Target
from waiting import wait_for

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
NEW = pytest.mark.skipif("3.14" not in PYTHONS, reason="make matrix fetches Python 3.14")
#: Both kinds of holders, or one.
ALL = bool(os.environ.get("LOOPTOP_INJECT_ALL"))
#: After so many seconds looptop gives up.
BOUND = 10


def refusal(looptop: Looptop, pid: int, *words: str, **variables: str) -> None:
    """`ps --inject` fails as a service that cannot be reached does, and its message has these words."""
    result = looptop.run("ps", pid, "--inject", timeout=30, **variables)
    assert result.status == 69 and result.out == "", result
    for word in words:
        assert word in result.err, result.err


def test_without_the_option(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """Nothing is put in unasked, and the error names the option."""
    target = start(version)
    result = looptop.run("ps", target.pid)
    assert result.status == 69
    assert "--inject" in result.err and f"Python {version}" in result.err
    assert target.traces(looptop.environment["LOOPTOP_DIR"]) == []


def test_an_agent_that_is_there_is_used(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """With --keep it stays for the next command, which needs no option; a second --inject finds it."""
    target = start(version)
    looptop.json("ps", target.pid, "--inject", "--keep")
    assert looptop.json("ps", target.pid)["tasks"]
    time.sleep(2.5)  # longer than an agent stays that leaves with its last client
    assert looptop.json("ps", target.pid, "--inject")["tasks"]
    assert target.threads() == 2


def test_not_python(looptop: Looptop) -> None:
    """Another program is named."""
    with subprocess.Popen(["sleep", "60"]) as process:
        wait_for("sleep", lambda: "sleep" in os.readlink(f"/proc/{process.pid}/exe"))
        refusal(looptop, process.pid, "does not run Python", "sleep")
        process.kill()


def test_stopped(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """A stopped process stays stopped, and can be attached to once it goes on."""
    target = start(version)
    os.kill(target.pid, signal.SIGSTOP)
    wait_for("its stop", lambda: state(target.pid) == "T")
    refusal(looptop, target.pid, "is stopped", f"kill -CONT {target.pid}")
    assert state(target.pid) == "T"
    os.kill(target.pid, signal.SIGCONT)
    assert looptop.json("ps", target.pid, "--inject")["tasks"]


@pytest.fixture
def trace() -> Callable[[int], int]:
    """Traces a process for as long as the test's own thread lives."""
    library = ctypes.CDLL(None, use_errno=True)
    library.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
    return lambda pid: int(library.ptrace(0x4206, pid, None, None))  # PTRACE_SEIZE: it is not stopped


@ROOT_ONLY
def test_traced(looptop: Looptop, start: Callable[..., Target], version: str, trace: Callable[[int], int]) -> None:
    """Two tracers cannot be."""
    target = start(version)
    assert trace(target.pid) == 0
    refusal(looptop, target.pid, "is traced by process", "strace")


def program_for_all(looptop: Looptop, folder: Path) -> str:
    """A copy of the program that everybody may run."""
    program = Path(shutil.copy(str(looptop.binary), str(folder / "looptop")))
    folder.chmod(0o711)
    program.chmod(0o755)
    return str(program)


@ROOT_ONLY
def test_another_user(looptop: Looptop, start: Callable[..., Target], version: str, directory: Path) -> None:
    """Who is not root cannot get into others' processes."""
    target = start(version)
    program = program_for_all(looptop, directory)
    environment = {**looptop.environment, "LOOPTOP_DIR": "/tmp/looptop-65534"}
    done = as_nobody(environment, [program, "ps", str(target.pid), "--inject"])
    assert done.returncode == 69 and b"another user (uid 0)" in done.stderr and b"sudo" in done.stderr, done


def as_nobody(environment: Dict[str, str], arguments: List[str]) -> "subprocess.CompletedProcess[bytes]":
    """Run a command as the user who owns nothing."""
    return subprocess.run(
        ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        timeout=60,
        check=False,
    )


@ROOT_ONLY
@pytest.mark.parametrize("user", ("root", "nobody"))
def test_anothers_process(looptop: Looptop, start: Callable[..., Target], directory: Path, user: str) -> None:
    """The files are the process's own, for its user alone: that user can look at it, and root too."""
    system = Path("/usr/bin/python3")
    if not system.exists():
        pytest.skip("the interpreters of the tests cannot be read by others")
    sockets = directory / "looptop-sockets"
    sockets.mkdir(0o700)
    os.chown(str(sockets), 65534, 65534)
    program = program_for_all(looptop, directory)
    PYTHONS["system"] = [str(system), "-B"]
    before = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    environment = {**looptop.environment, "LOOPTOP_DIR": str(sockets)}
    try:
        target = start("system", "sleep", before=before, LOOPTOP_DIR=str(sockets))
    finally:
        del PYTHONS["system"]
    arguments = [program, "ps", str(target.pid), "--inject"]
    if user == "nobody":
        done = as_nobody(environment, arguments)
        assert done.returncode == 0 and b"running" in done.stdout, done
    else:
        result = looptop.run(*arguments[1:], timeout=40)
        assert result.status == 0 and "running" in result.out, result
    wait_for("the agent's leave", lambda: target.threads() == 1)
    assert target.traces(str(sockets)) == []
    assert target.errors.read_text() == ""


def test_too_old(looptop: Looptop, directory: Path) -> None:
    """Python 3.7 is told its age."""
    pythons = sorted(Path.home().glob(".pyenv/versions/3.[67].*/bin/python"))
    if not pythons:
        pytest.skip("no Python before 3.8 here")
    with subprocess.Popen([str(pythons[-1]), "-c", "print(1, flush=True); input()"], stdin=-1, stdout=-1) as process:
        assert process.stdout and process.stdout.readline()
        refusal(looptop, process.pid, "3.8 or later")
        process.kill()


def test_without_gdb(looptop: Looptop, start: Callable[..., Target], version: str, directory: Path) -> None:
    """The package is named."""
    target = start(version)
    refusal(looptop, target.pid, "only gdb gets into", "apt install gdb", PATH=str(directory))


@NEW
@pytest.mark.parametrize("version", ("3.14", "3.15"))
def test_turned_off(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """The service's word counts: no gdb either."""
    target = start(version, PYTHON_DISABLE_REMOTE_DEBUG="1")
    refusal(looptop, target.pid, "remote debugging turned off", "looptop run")


def interpreters(version: str) -> str:
    """A program with a second interpreter."""
    module = "_interpreters" if version not in ("3.8", "3.9", "3.10", "3.11", "3.12") else "_xxsubinterpreters"
    return f"import {module} as i, sys; x = i.create(); print(1, flush=True); sys.stdin.read()"


@pytest.mark.parametrize("name", [name for name in PYTHONS if name not in ("3.14", "3.15")])
def test_several_interpreters(looptop: Looptop, name: str) -> None:
    """gdb would run the agent in whichever it comes by: it lets go again, and the process goes on."""
    command = [*PYTHONS[name], "-c", interpreters(name)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdin and process.stdout.readline()
        refusal(looptop, process.pid, "several interpreters", "looptop run")
        status = Path(f"/proc/{process.pid}/status").read_text()
        assert "TracerPid:\t0\n" in status and "Threads:\t1\n" in status
        process.stdin.close()
        assert process.wait(timeout=30) == 0


#: Forbids itself one system call, as containers do it (seccomp with a filter), or all but a few (strict).
SEALED = """
import ctypes, os, struct, sys
library = ctypes.CDLL(None, use_errno=True)
def seal(number):
    words = (0x20, 0, 0, 0), (0x15, 0, 1, number), (6, 0, 0, 0x50001), (6, 0, 0, 0x7FFF0000)
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *word) for word in words))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(words), ctypes.addressof(code)))
    assert library.prctl(38, 1, 0, 0, 0) == 0 and library.prctl(22, 2, program) == 0
"""
X86_ONLY = pytest.mark.skipif(os.uname().machine != "x86_64", reason="numbers of system calls")


@X86_ONLY
def test_looptop_under_a_filter(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """Where process_vm_readv is forbidden to looptop itself, as in a container, it says so; doctor too."""
    target = start(version)
    program = SEALED + "seal(310)\nos.execv(sys.argv[1], sys.argv[1:])"

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [*PYTHONS[version], "-c", program, str(looptop.binary), *arguments]
        return subprocess.run(
            command, env=looptop.environment, stdout=-1, stderr=-1, timeout=30, check=False, universal_newlines=True
        )

    done = run("ps", str(target.pid), "--inject")
    assert done.returncode == 69 and "seccomp" in done.stderr and "SYS_PTRACE" in done.stderr, done
    done = run("doctor")
    assert done.returncode == 1 and "process_vm_readv" in done.stdout and "seccomp" in done.stdout, done


@X86_ONLY
def test_a_service_under_a_filter(looptop: Looptop, version: str) -> None:
    """A service that may not make sockets goes on; why its agent does not start is told."""
    program = SEALED + "seal(41)\nprint(1, flush=True)\nsys.stdin.read()"
    command = [*PYTHONS[version], "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdin and process.stdout.readline()
        result = looptop.run("doctor", process.pid)
        assert result.status == 0 and "filter of system calls" in result.out, result
        result = looptop.run("ps", process.pid, "--inject")
        assert result.status == 1 and "the agent does not start" in result.err, result
        assert "not permitted" in result.err and f"looptop doctor {process.pid}" in result.err, result
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_a_sealed_service(looptop: Looptop, version: str) -> None:
    """In strict mode a thread of ours would be its end."""
    program = SEALED + "print(1, flush=True)\nlibrary.prctl(22, 1, 0)\nos.read(0, 1)"
    command = [*PYTHONS[version], "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdin and process.stdout.readline()
        wait_for("its seal", lambda: "Seccomp:\t1\n" in Path(f"/proc/{process.pid}/status").read_text())
        result = looptop.run("ps", process.pid, "--inject")
        assert "strict seccomp" in result.err and "looptop.start()" in result.err, result
        result = looptop.run("doctor", process.pid)
        assert result.status == 1 and "strict" in result.out, result
        assert state(process.pid) == "S"
        process.kill()


def gil_versions() -> List[str]:
    """One for gdb, one for remote execution."""
    return [version for version in ("3.12", "3.14") if version in PYTHONS]


@pytest.mark.parametrize("state", ("gil", "gil-thread") if ALL else ("gil",))
@pytest.mark.parametrize("version", gil_versions())
def test_who_holds_the_interpreter(looptop: Looptop, start: Callable[..., Target], version: str, state: str) -> None:
    """A C call keeps the GIL for longer than the bound: looptop says so, and the service is unharmed."""
    target = start(version, state)
    began = time.monotonic()
    refusal(looptop, target.pid, f"within {BOUND} s", "goes on as before")
    assert BOUND - 1 < time.monotonic() - began < BOUND + 20
    assert target.tracer() == 0 and target.is_alive()
    # The call returns, and with it the service.
    wait_for("an answer", lambda: target.ask("12") == "144", timeout=20)
    wait_for("no thread of ours", lambda: target.threads() == 1, timeout=40)
    assert target.traces(looptop.environment["LOOPTOP_DIR"]) == []
    assert target.errors.read_text() == ""


@pytest.mark.parametrize("version", gil_versions())
def test_looptop_is_killed_meanwhile(looptop: Looptop, start: Callable[..., Target], version: str) -> None:
    """Nothing stays in the process: no tracer, no breakpoint."""
    target = start(version, "gil")
    process = subprocess.Popen(
        [str(looptop.binary), "ps", str(target.pid), "--inject"],
        env=looptop.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(1)
    process.kill()
    process.wait()
    wait_for("the end of gdb", lambda: target.tracer() == 0, timeout=BOUND + 5)
    wait_for("an answer", lambda: target.ask("12") == "144", timeout=20)
    wait_for("the agent's leave", lambda: target.threads() == 1, timeout=60)
    assert target.is_alive()


def foreign(looptop: Looptop, pid: int, *words: str) -> None:
    """It is refused with these words, and goes on; doctor says the same."""
    refusal(looptop, pid, *words)
    told = looptop.run("doctor", pid, timeout=30)
    assert told.status == 1 and words[0] in told.out, told
    assert state(pid) in "RSD", "it is neither stopped nor gone"


@pytest.fixture
def run_foreign() -> Iterator[Callable[..., int]]:
    """Starts commands, each with a group of its own, and ends them after the test."""
    started: List["subprocess.Popen[bytes]"] = []

    def run(*command: str) -> int:
        started.append(
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        return started[-1].pid

    yield run
    for process in started:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


IDLE = "import asyncio\nasyncio.run(asyncio.sleep(300))\n"


def test_pypy(looptop: Looptop, run_foreign: Callable[..., int]) -> None:
    """The real one."""
    if not shutil.which("pypy3"):
        pytest.skip("pypy3 is not installed")
    pid = run_foreign("pypy3", "-c", IDLE)
    wait_for("PyPy", lambda: "pypy" in os.readlink(f"/proc/{pid}/exe"))
    foreign(looptop, pid, "runs PyPy", "CPython 3.8 or later")


def test_pypy_is_not_started(looptop: Looptop) -> None:
    """Nobody waits for an agent that will never come."""
    if not shutil.which("pypy3"):
        pytest.skip("pypy3 is not installed")
    result = looptop.run("run", "--detach", "--json", "--", "pypy3", "-c", IDLE)
    assert result.status and "runs PyPy" in result.err and "CPython 3.8 or later" in result.err, result


def test_uwsgi(looptop: Looptop, run_foreign: Callable[..., int], tmp_path: Path) -> None:
    """The real one: its master, and its worker."""
    program = shutil.which("uwsgi") or str(Path(sys.executable).parent / "uwsgi")
    if not os.access(program, os.X_OK):
        pytest.skip("uwsgi is not installed")
    socket = str(tmp_path / "http.sock")
    pid = run_foreign(program, "--http-socket", socket, "--eval", "def application(e, s): pass", "--master")
    worker = wait_for("a worker", lambda: descendants(pid))[0]
    for one in (pid, worker):
        foreign(looptop, one, "is uWSGI", "looptop.start()")


@pytest.mark.parametrize("kind", ["onefile", "onedir"])
def test_pyinstaller(looptop: Looptop, run_foreign: Callable[..., int], tmp_path: Path, kind: str) -> None:
    """The real one: in a folder, and in one file, whose child is the service."""
    program = shutil.which("pyinstaller") or str(Path(sys.executable).parent / "pyinstaller")
    if not os.access(program, os.X_OK):
        pytest.skip("pyinstaller is not installed")
    (tmp_path / "app.py").write_text(IDLE)
    subprocess.run(
        [program, "-y", f"--{kind}", "--log-level", "ERROR", "app.py"], cwd=str(tmp_path), check=True, timeout=240
    )
    pid = run_foreign(str(tmp_path / "dist" / ("app" if kind == "onefile" else "app/app")))
    service = wait_for("its child", lambda: descendants(pid))[0] if kind == "onefile" else pid
    wait_for("its Python", lambda: "libpython" in Path(f"/proc/{service}/maps").read_text())
    for one in {pid, service}:
        foreign(looptop, one, "packed by PyInstaller", "looptop.start()")
