"""What looptop finds in each service of the corpus: what is planted, at its line, and nothing else.

A line of a misbehaving service that ends with `# <- KIND` is where a finding of that kind has to be; with `: anywhere`
behind it the place is the service's own business, with `: near` a line or two beside it will do.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

import pytest
from conftest import BEFORE, BINARY, LOOK, PYTHON

from program import Looptop  # isort: skip

CORPUS = Path(__file__).resolve().parent
MARK = re.compile(r"# <- ([a-z-]+)(?:: (anywhere|near))?$")
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


SERVICES = sorted(CORPUS.glob("misbehaving/*.py")) + sorted(CORPUS.glob("healthy/*.py"))


@pytest.fixture(scope="session")
def findings() -> Iterator[Dict[str, List[Dict[str, Any]]]]:
    """Of each service, by its name: run for some time, then looked at for some more."""
    folder = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "USER") if name in os.environ}
    environment = {**kept, "LANG": "C.UTF-8", "LOOPTOP_DIR": str(folder), "XDG_CONFIG_HOME": str(folder)}
    looptop = Looptop(BINARY, environment)
    found: Dict[str, List[Dict[str, Any]]] = {}
    for first in range(0, len(SERVICES), AT_ONCE):
        found.update(look_at(looptop, SERVICES[first : first + AT_ONCE]))
    shutil.rmtree(folder, ignore_errors=True)
    print(table(found))
    yield found


def look_at(looptop: Looptop, services: List[Path]) -> Dict[str, List[Dict[str, Any]]]:
    """What is found in these, run beside each other."""
    started = {name_of(service): looptop.start("--", PYTHON, str(service))["pid"] for service in services}
    try:
        # not a wait for something to happen: what lasts is what verdicts are about
        time.sleep(BEFORE)
        looks = {
            name: subprocess.Popen(
                [str(looptop.binary), "findings", str(pid), "--json", "--for", f"{LOOK}s"],
                env=looptop.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for name, pid in started.items()
        }
        found = {}
        for name, look in looks.items():
            out, err = look.communicate(timeout=LOOK + 60)
            assert look.returncode == 0, f"{name}: {err.decode()}"
            found[name] = [row for row in json.loads(out)["findings"] if row["active"]]
        return found
    finally:
        for pid in started.values():
            os.kill(pid, signal.SIGKILL)


def name_of(service: Path) -> str:
    """`misbehaving/blocking_sleep`."""
    return "%s/%s" % (service.parent.name, service.stem)


def place(row: Dict[str, Any]) -> Tuple[str, Optional[int]]:
    """File and line of a finding."""
    location = row["location"]
    return (Path(location["file"]).name, location["line"]) if location else ("", None)


def table(found: Dict[str, List[Dict[str, Any]]]) -> str:
    """Service, what was planted, what was found."""
    lines = ["%-36s %-32s %s" % ("SERVICE", "PLANTED", "FOUND")]
    for service in SERVICES:
        expected = ", ".join("%s %s" % (one.kind, one.line or "") for one in planted(service)) or "nothing"
        rows = found[name_of(service)]
        told = ", ".join("%s %s" % (row["kind"], place(row)[1] or "") for row in rows) or "nothing"
        lines.append("%-36s %-32s %s" % (name_of(service), expected, told))
    return "\n".join(lines)


@pytest.mark.parametrize("service", SERVICES, ids=name_of)
def test_what_is_planted_is_found_and_nothing_else(service: Path, findings: Dict[str, List[Dict[str, Any]]]) -> None:
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
