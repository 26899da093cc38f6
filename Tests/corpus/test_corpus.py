"""What looptop finds in each service of the corpus: what is planted, at its line, and nothing else.

A line of a misbehaving service that ends with `# <- KIND` is where a finding of that kind has to be; with `: anywhere`
behind it the place is the service's own business, with `: near` a line or two beside it will do. `# python: 3.11`: what
is wrong with it shows from that version on (a task keeps no trace of its `cancel()` before); `# needs: aiohttp`;
`# loop: asyncio` where uvloop keeps to itself what it takes.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

import pytest
from conftest import BINARY, COMMAND, FOLDER, HEALTHY, LOOP, MISBEHAVING, PYTHON

from program import Looptop  # isort: skip

CORPUS = Path(__file__).resolve().parent
MARK = re.compile(r"# <- ([a-z-]+)(?:: (anywhere|near))?$")
LEAST = 6.0
"""Seconds that each service is watched, even if what is planted was found before."""
START = 60.0
"""Seconds that a service and the program that looks at it get for the first look."""
AT_ONCE = 8
"""Services beside each other: of more, each would get so little of the machine that it is late by itself."""


class Planted(NamedTuple):
    """A finding that has to be there."""

    kind: str
    line: Optional[int]
    within: int


def planted(service: Path) -> List[Planted]:
    """What a service says about itself."""
    found = []
    for number, line in enumerate(service.read_text().splitlines(), 1):
        match = MARK.search(line)
        if match:
            anywhere = match.group(2) == "anywhere"
            found.append(Planted(match.group(1), None if anywhere else number, 2 if match.group(2) == "near" else 0))
    return found


Rows = List[Dict[str, Any]]
"""Findings as the program tells them."""


@lru_cache(None)
def has(module: str) -> bool:
    """Whether the Python of the services has a library."""
    return subprocess.run([*PYTHON, "-c", "import " + module], stderr=subprocess.DEVNULL).returncode == 0


def runs_here(service: Path) -> bool:
    """Whether what a service says that it needs is there."""
    text = service.read_text()
    least = re.search(r"^# python: (\d+)\.(\d+)$", text, re.MULTILINE)
    if least is not None and version() < tuple(map(int, least.groups())):
        return False
    if LOOP == "uvloop" and re.search(r"^# loop: asyncio$", text, re.MULTILINE):
        return False
    return all(has(module) for module in re.findall(r"^# needs: (\w+)$", text, re.MULTILINE))


@lru_cache(None)
def version() -> Tuple[int, ...]:
    """Of the Python that runs the services."""
    code = "import sys; print('%d %d' % sys.version_info[:2])"
    return tuple(map(int, subprocess.run([*PYTHON, "-c", code], stdout=subprocess.PIPE, check=True).stdout.split()))


SERVICES = sorted(CORPUS.glob("misbehaving/*.py")) + sorted(CORPUS.glob("healthy/*.py"))


@pytest.fixture(scope="session")
def findings() -> Iterator[Dict[str, Rows]]:
    """Of each service, by its name, those that were ever seen; a few services run beside each other."""
    folder = Path(tempfile.mkdtemp(prefix=".build-", dir=FOLDER))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "USER") if name in os.environ}
    environment = {**kept, "LANG": "C.UTF-8", "LOOPTOP_DIR": str(folder), "XDG_CONFIG_HOME": str(folder)}
    looptop = Looptop(BINARY, environment)
    services = [service for service in SERVICES if runs_here(service)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = dict(zip(map(name_of, services), threads.map(lambda service: look_at(looptop, service), services)))
    shutil.rmtree(folder, ignore_errors=True)
    print("\n" + table(found))
    yield found


def look_at(looptop: Looptop, service: Path) -> Rows:
    """What is found in a service from its start on, until what is planted is there; in a healthy one for long."""
    kinds = {one.kind for one in planted(service)}
    try:
        pid = looptop.start("--", *COMMAND, str(service))["pid"]
    except AssertionError as error:
        return unseen(str(error))
    look = subprocess.Popen(
        [str(looptop.binary), "findings", str(pid), "--json", "--watch"],
        env=looptop.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    looked_for_long = threading.Event()

    def end() -> None:
        looked_for_long.set()
        look.terminate()

    # the time begins with the first look: a machine under load is late with that
    over = threading.Timer(MISBEHAVING if kinds else HEALTHY, end)
    late = threading.Timer(START, look.terminate)
    late.start()
    found: Dict[str, Dict[str, Any]] = {}
    looks = 0
    began = time.monotonic()
    try:
        assert look.stdout and look.stderr
        for line in look.stdout:
            looks += 1
            if looks == 1:
                late.cancel()
                over.start()
            found.update((row["id"], row) for row in json.loads(line)["findings"])
            # some seconds more than it takes: what else is found would be wrong
            if kinds and kinds <= {row["kind"] for row in found.values()} and time.monotonic() - began > LEAST:
                break
        else:
            # one that nobody could look at, or that ended by itself, must not pass for healthy
            if looks < 2 or not looked_for_long.is_set():
                told = "%d looks in %.0f s; %s" % (looks, time.monotonic() - began, look.stderr.read().decode())
                return unseen(told)
        return list(found.values())
    finally:
        late.cancel()
        over.cancel()
        look.kill()
        look.wait()
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def unseen(reason: str) -> Rows:
    """A service that was not seen, or not for long enough: no finding is no sign of its health."""
    return [{"id": "", "kind": "not-seen", "location": None, "evidence": reason}]


def name_of(service: Path) -> str:
    """`misbehaving/blocking_sleep`."""
    return "%s/%s" % (service.parent.name, service.stem)


def place(row: Dict[str, Any]) -> Tuple[str, Optional[int]]:
    """File and line of a finding."""
    location = row["location"]
    return (Path(location["file"]).name, location["line"]) if location else ("", None)


def table(found: Dict[str, Rows]) -> str:
    """Service, what was planted, what was found."""
    lines = ["%-36s %-32s %s" % ("SERVICE", "PLANTED", "FOUND")]
    for service in SERVICES:
        expected = ", ".join("%s %s" % (one.kind, one.line or "") for one in planted(service)) or "nothing"
        rows = found.get(name_of(service))
        if rows is None:
            lines.append("%-36s %-32s %s" % (name_of(service), expected, "skipped: it needs what is not there"))
            continue
        told = ", ".join("%s %s" % (row["kind"], place(row)[1] or "") for row in rows) or "nothing"
        lines.append("%-36s %-32s %s" % (name_of(service), expected, told))
    return "\n".join(lines)


@pytest.mark.parametrize("service", SERVICES, ids=name_of)
def test_what_is_planted_is_found_and_nothing_else(service: Path, findings: Dict[str, Rows]) -> None:
    if not runs_here(service):
        pytest.skip("a library that it needs is missing, or Python is too old for it")
    rows = findings[name_of(service)]
    expected = planted(service)
    for one in expected:
        there = [row for row in rows if row["kind"] == one.kind]
        assert there, "%s was not found, but %s" % (one.kind, [row["evidence"] for row in rows])
        if one.line is not None:
            lines = [place(row)[1] for row in there if place(row)[0] == service.name]
            assert any(line is not None and abs(line - one.line) <= one.within for line in lines), (one, lines)
    others = [row for row in rows if row["kind"] not in {one.kind for one in expected}]
    assert not others, [(row["kind"], place(row), row["evidence"]) for row in others]


def test_every_misbehaving_service_says_what_is_wrong_with_it() -> None:
    for service in SERVICES:
        assert bool(planted(service)) == (service.parent.name == "misbehaving"), service
