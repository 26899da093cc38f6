"""The program is one file that needs nothing but a kernel and /proc: tried in an empty root folder."""

import gzip
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Callable, Iterator, List

import project
import pytest
from program import Looptop
from service import SERVICES, Plain, Service, free_port
from tmux import Terminal

#: Megabytes, of which it had 13.01 and 5.34 when this was written; CONTRIBUTING.md says what makes it large.
LIMIT, GZIPPED = 15, 6

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may change the root folder")


@pytest.fixture
def empty(tmp_path: Path, binary: Path) -> Iterator[Path]:
    """A root folder with the program and a place for /proc."""
    root = tmp_path / "root"
    (root / "proc").mkdir(parents=True)
    copy(binary, root / "looptop")
    yield root


def copy(binary: Path, to: Path) -> None:
    """A copy that may be run; no link, for the folders of tests may be on another file system."""
    to.write_bytes(binary.read_bytes())
    to.chmod(0o755)


def inside(root: Path, *command: str, user: int = 0) -> List[str]:
    """A command line that runs in that folder with /proc, whose mount ends with it."""
    run = f"mount -t proc proc {shlex.quote(str(root / 'proc'))} && exec chroot --userspec={user}:{user} "
    return ["unshare", "-m", "sh", "-c", run + shlex.join([str(root), *command])]


def test_it_needs_no_loader(binary: Path) -> None:
    assert not project.dynamic(binary)
    assert project.dynamic(Path(os.path.realpath(sys.executable)))


def test_its_size(binary: Path) -> None:
    content = binary.read_bytes()
    assert len(content) / 1e6 < LIMIT
    assert len(gzip.compress(content, 9)) / 1e6 < GZIPPED


@needs_root
@pytest.mark.parametrize("user", [0, 65534])
def test_commands_run_where_nothing_else_is(empty: Path, user: int) -> None:
    for words, status in ((["--version"], 0), (["doctor"], None), (["ls"], 0), (["config", "--sample"], 0)):
        done = subprocess.run(
            inside(empty, "/looptop", *words, user=user),
            env={"PATH": os.environ["PATH"], "LANG": "xx_XX.UTF-8", "SWIFT_BACKTRACE": "enable=no"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=60,
        )
        assert done.returncode == status if status is not None else done.returncode in (0, 1), done
        # Where no service runs, `ls` says so to people alone.
        assert (done.stdout or done.stderr).strip(), done


@pytest.fixture
def plain(looptop: Looptop, services: List[Service]) -> Plain:
    """A service outside of the empty folder."""
    port = free_port()
    service = Plain.detached(looptop, [sys.executable, str(SERVICES / "plain_asyncio.py"), str(port)], port)
    assert isinstance(service, Plain)
    services.append(service)
    return service


@needs_root
@pytest.mark.parametrize("term", ["xterm-256color", "tmux-256color", "linux", "vt100", "xterm-ghostty", "xterm-direct"])
def test_the_dashboard_draws_where_no_terminal_is_described(
    term: str, empty: Path, plain: Plain, open_terminal: Callable[..., Terminal]
) -> None:
    terminal = open_terminal()
    line = inside(empty, "/looptop", "attach", str(plain))
    terminal.enter(f"TERM={term} {shlex.join(line)}; echo status=$?")
    screen = terminal.wait_for(lambda screen: "live" in screen.split("\n")[0])
    assert re.search("[─│╭┌]", screen), screen
    plain.tell("create", "wide-中文-é")
    terminal.send("2")
    terminal.wait_for("wide-中文-é")
    for screen_key in "1234567":
        terminal.send(screen_key)
        terminal.wait_for(lambda screen: "live" in screen.split("\n")[0])
    terminal.send("?")
    terminal.wait_for("keys")
    terminal.send("q", "q")
    terminal.wait_for("status=0")
    assert terminal.is_restored() == ""


@needs_root
def test_a_name_is_looked_up_in_etc_hosts(empty: Path, tmp_path: Path) -> None:
    """And the machine's nsswitch.conf, whose modules a static program must not load, is not obeyed."""
    (empty / "etc").mkdir()
    (empty / "etc" / "hosts").write_text("127.0.0.1 shop.example\n")
    (empty / "etc" / "nsswitch.conf").write_text("hosts: resolve mymachines\npasswd: systemd\n")
    (empty / "token").write_text("secret")
    (empty / "token").chmod(0o600)
    port = free_port()

    def answer(host: str) -> str:
        line = inside(empty, "/looptop", "ps", f"tcp://{host}:{port}", "--token-file", "/token")
        done = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        assert done.returncode > 0
        return done.stdout.decode()

    assert "Connection refused" in answer("shop.example")
    assert "Connection refused" in answer("127.0.0.1")
    assert "Connection refused" not in answer("nowhere.invalid")
