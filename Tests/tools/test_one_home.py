"""Facts that both languages need: each is written once in either, and here the two are compared."""

import re
import sys
from pathlib import Path
from typing import List

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Sources" / "Agent"))

from looptop.process import socket_paths  # noqa: E402
from looptop.tasks import accounting, states  # noqa: E402
from looptop.version import __version__  # noqa: E402
from looptop.wire import protocol  # noqa: E402


def swift(path: str) -> str:
    """A Swift file of the sources."""
    return (ROOT / "Sources" / path).read_text()


def cases(path: str) -> List[str]:
    """The cases of the one enum in a file, in their order."""
    lines = re.findall(r"^    case ([^=\n]+)$", swift(path), re.MULTILINE)
    return [name.strip() for line in lines for name in line.split(",")]


def listed(path: str, name: str) -> List[str]:
    """The elements of an array of enum cases."""
    found = re.search(r"static let %s: [^=]+= \[([^\]]*)\]" % name, swift(path))
    assert found, name
    return [word.strip().lstrip(".") for word in found.group(1).split(",")]


def number(path: str, name: str) -> int:
    """A constant that is a number."""
    found = re.search(r"static let %s = (\d+)(?: << (\d+))?" % name, swift(path))
    assert found, name
    return int(found.group(1)) << int(found.group(2) or 0)


def test_topics() -> None:
    assert cases("Wire/Topic.swift") == list(protocol.TOPICS)


def test_error_codes() -> None:
    found = dict(re.findall(r"case (\w+) = (-\d+)", swift("Wire/ErrorCode.swift")))
    theirs = {
        re.sub("([A-Z])", r"_\1", re.sub("JSON", "Json", name)).upper(): int(code) for name, code in found.items()
    }
    ours = {
        name: value for name, value in vars(protocol).items() if name.isupper() and type(value) is int and value < 0
    }
    assert theirs == ours
    text = swift("Wire/PROTOCOL.md")
    assert [code for code in ours.values() if str(code) not in text] == []


def test_the_states_of_tasks() -> None:
    assert listed("Wire/TaskState+Wire.swift", "codes") == list(states.STATES)
    assert [states.STATES[n] for n in (states.RUNNING, states.READY, states.WAITING, states.CANCELLING)] == list(
        states.STATES
    )
    outcomes = listed("Wire/TaskState+Wire.swift", "outcomes")
    assert [getattr(states, name.upper()) for name in outcomes] == list(range(len(outcomes)))


def test_limits() -> None:
    assert number("Model/Picture/Limits.swift", "lookedAt") == accounting.MOST
    assert number("Model/Picture/Limits.swift", "line") == protocol.MAX_LINE
    assert number("Attach/Find/SocketDirectory.swift", "longestSocketPath") == socket_paths.LONGEST_ADDRESS
    assert number("Wire/Request.swift", "protocolVersion") == protocol.VERSION


def test_the_version() -> None:
    """Once in each language; packages and the table of embedded files read it there."""
    told = [
        str(path.relative_to(ROOT))
        for folder in ("Sources", "Packaging")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".swift", ".py", ".sh", ".toml") and '"%s"' % __version__ in path.read_text()
    ]
    once = ["Sources/Agent/looptop/version.py", "Sources/looptop/Version.swift"]
    assert [path for path in told if path not in once] == ["Sources/Attach/Doctor/MachineFacts.swift"], told
    assert all(path in told for path in once)
