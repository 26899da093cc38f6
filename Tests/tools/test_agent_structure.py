"""What may import what in the agent: its rooms stand on each other, and none goes round in a circle."""

import ast
from functools import lru_cache
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Set

import pytest

ROOT = Path(__file__).resolve().parents[2]
AGENT = ROOT / "Sources" / "Agent" / "looptop"

GROUND = {"real_time", "safe", "text", "trouble", "version"}
"""What every room may import."""

ROOMS: Dict[str, Set[str]] = {
    "boot": set(),
    "process": set(),
    "reading": {"process"},
    "loops": {"process", "reading"},
    "remote": {"process", "reading"},
    "tasks": {"reading", "loops", "remote"},
    "resources": {"reading", "loops", "tasks", "remote"},
    "requests": {"reading", "tasks", "remote"},
    "noticing": {"reading", "loops", "tasks", "resources"},
    "observer": {"reading", "loops", "tasks", "resources", "requests", "noticing"},
    "wire": {"process", "reading", "tasks", "resources", "requests", "observer"},
    "acts": {"process", "reading", "observer", "wire"},
    "shutdown": {"process", "reading", "loops", "tasks", "resources", "observer", "wire", "acts"},
}
"""What else each room may import, at run time and for typing alike."""

WHOLE = {"agent", "early", "hooks", "thread", ""}
"""The modules that know the rooms; no room knows one of them but `boot`, which loads the agent when it is time."""

LATE = {("looptop/boot/__init__.py", "agent"), ("looptop/boot/__init__.py", "early")}
"""Imports of such a module within a function."""

DEBT: Set[str] = set()
"""Imports that are still against the rules; it may only shrink."""


class Import(NamedTuple):
    """One import of another module of the agent."""

    file: str
    module: str
    is_late: bool


def name_of(path: Path) -> str:
    """`reading.stacks` of a file, `reading` of a room's own."""
    parts = [part for part in path.relative_to(AGENT).with_suffix("").parts if part != "__init__"]
    return ".".join(parts)


def imports_of(path: Path, modules: Set[str]) -> Iterator[Import]:
    """The imports of a file, within functions and for typing too."""
    package = path.relative_to(AGENT).parts[:-1]
    file = str(path.relative_to(AGENT.parent))
    pending = [(node, False) for node in ast.parse(path.read_text()).body]
    while pending:
        node, is_late = pending.pop()
        if isinstance(node, ast.ImportFrom) and node.level:
            base = ".".join([*package[: len(package) - node.level + 1], *(node.module or "").split(".")]).rstrip(".")
            for name in node.names:
                inner = (base + "." + name.name).lstrip(".")
                yield Import(file, inner if inner in modules else base, is_late)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "looptop":
            yield Import(file, (node.module or "").partition(".")[2], is_late)
        is_late = is_late or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        pending += [(child, is_late) for child in ast.iter_child_nodes(node)]  # type: ignore[misc]


@lru_cache(maxsize=None)
def imports() -> List[Import]:
    """All of them, but those of the files that run before there is a package."""
    files = sorted(AGENT.rglob("*.py"))
    modules = {name_of(path) for path in files}
    alone = {AGENT / "boot" / name for name in ("attach.py", "visit.py", "sitecustomize.py")}
    return [found for path in files if path not in alone for found in imports_of(path, modules)]


def room_of(module: str) -> str:
    """The room of a module; of one that stands in none, its name."""
    return module.partition(".")[0]


def room_of_file(file: str) -> str:
    """The same of a file."""
    return room_of(name_of(AGENT.parent / file))


def test_every_room_has_its_rule() -> None:
    folders = {path.parent.name for path in AGENT.glob("*/__init__.py")}
    assert folders == set(ROOMS)
    assert {path.stem for path in AGENT.glob("*.py")} - {"__init__"} == (GROUND | WHOLE) - {""}


def test_rooms_import_what_they_stand_on() -> None:
    broken = []
    for file, module, is_late in imports():
        room, other = room_of_file(file), room_of(module)
        allowed = ROOMS.get(room, set(ROOMS) | WHOLE) | GROUND | {room}
        if room in GROUND:
            allowed = GROUND
        if other not in allowed and not (is_late and (file, other) in LATE):
            broken.append("%s: %s may not import looptop.%s" % (file, room or "looptop", module))
    assert set(broken) == DEBT, "\n".join(broken)


def test_no_room_is_in_a_circle() -> None:
    floors: List[Set[str]] = []
    left = dict(ROOMS)
    while left:
        floor = {room for room, below in left.items() if not below & set(left)}
        assert floor, "these rooms stand on each other in a circle: %s" % ", ".join(sorted(left))
        floors.append(floor)
        left = {room: below for room, below in left.items() if room not in floor}
    assert len(floors) > 1


def test_no_module_is_in_a_circle() -> None:
    graph: Dict[str, Set[str]] = {}
    for file, module, is_late in imports():
        if not is_late:
            graph.setdefault(name_of(AGENT.parent / file), set()).add(module)
    done: Set[str] = set()
    path: List[str] = []

    def go(module: str) -> None:
        assert module not in path, "a circle: " + " -> ".join([*path[path.index(module) :], module])
        if module not in done:
            path.append(module)
            for other in sorted(graph.get(module, set())):
                go(other)
            path.pop()
            done.add(module)

    for module in sorted(graph):
        go(module)


@pytest.mark.parametrize("file", ["boot/__init__.py", "boot/asyncio_import.py", "boot/lazy.py", "boot/bundle.py"])
def test_what_every_child_runs_loads_next_to_nothing(file: str) -> None:
    heavy = {"typing", "dataclasses", "re", "json", "socket", "threading", "asyncio"}
    tree = ast.parse((AGENT / file).read_text())
    found: Set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module or "")
    assert not found & heavy
