"""What may name what: the targets of Package.swift, and the folders of the dashboard."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Dict, List, Set, Tuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
DASHBOARD = ROOT / "Sources" / "Dashboard"

NEVER: Dict[str, Set[str]] = {
    "JSON": {"Model", "Wire", "Attach", "Reports", "Dashboard", "Terminal"},
    "Model": {"Wire", "Attach", "Reports", "Dashboard", "Terminal"},
    "Terminal": {"Model", "Wire", "Attach", "Reports", "Dashboard"},
    "Wire": {"Attach", "Reports", "Dashboard", "Terminal"},
    "Outside": {"Attach", "Wire", "Reports", "Dashboard", "Terminal"},
    "Attach": {"Reports", "Dashboard", "Terminal"},
    "Reports": {"Wire", "Attach", "Dashboard"},
    "Dashboard": {"Wire", "Attach", "Reports"},
}
"""The way of the data goes one way: what each target must not depend on, whatever Package.swift says."""

FOLDERS: Dict[str, Set[str]] = {
    "TOML": set(),
    "Keys": set(),
    "Theme": {"TOML"},
    "Drawing": {"Theme", "Keys"},
    "Tables": {"Drawing", "Scene"},
    "Lists": {"Keys", "Drawing", "Tables", "Scene"},
    "Settings": {"TOML", "Theme", "Keys", "Tables"},
    "Scene": {"Settings", "Tables", "Service"},
}
"""What the lower folders of the dashboard may name of the others: none of them knows a screen or a dialog."""

SHOWING = {"Dashboard", "Files", "Manual"}
"""The folders of the program that may import the dashboard; commands and what answers them without a screen may not."""

SHOWS = {"Commands/Config.swift", "Commands/Pick.swift"}
"""The commands that are about the dashboard itself."""

DIALOGS: Set[str] = {"Keys", "Lists", "Drawing", "Tables", "Theme", "Scene", "Acts", "", "Dialogs", "Dialogs/Palette"}
"""What dialogs may name; the folder without a name is the dashboard itself, with its steps and effects."""

LISTING = {"Registry.swift"}
"""The files that may name every screen."""

DECLARATION = re.compile(
    r"^(?:public |package )?(?:final |indirect )?(?:struct|enum|protocol|class|typealias|actor) (\w+)", re.MULTILINE
)


@lru_cache(maxsize=None)
def code(path: Path) -> str:
    """A Swift file without comments and texts, roughly."""
    text = re.sub(r'"""(.*?)"""', '""', path.read_text(), flags=re.DOTALL)
    text = re.sub(r"//[^\n]*", "", text)
    return re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text)


def folder(path: Path) -> str:
    """The folder of a file of the dashboard."""
    name = str(path.parent.relative_to(DASHBOARD))
    return "" if name == "." else name


@lru_cache(maxsize=None)
def homes() -> Dict[str, str]:
    """The folder in which each type of the dashboard is declared."""
    return {
        name: folder(path) for path in sorted(DASHBOARD.rglob("*.swift")) for name in DECLARATION.findall(code(path))
    }


@lru_cache(maxsize=None)
def uses() -> List[Tuple[Path, str, str]]:
    """Each use of a type of another folder: the file, the type, and the folder of that."""
    known = homes()
    found = []
    for path in sorted(DASHBOARD.rglob("*.swift")):
        text = code(path)
        nested = set(re.findall(r"^\s+(?:\w+ )*(?:struct|enum|class|typealias) (\w+)", text, re.MULTILINE))
        for name in sorted(set(re.findall(r"(?<![.\w])[A-Z]\w+", text)) - nested):
            if name in known and known[name] != folder(path):
                found.append((path, name, known[name]))
    return found


def told(path: Path, rule: str) -> str:
    """A broken rule, with its file."""
    return f"{path.relative_to(ROOT)}: {rule}"


def declared() -> Dict[str, Set[str]]:
    """What Package.swift lets each target depend on."""
    package = re.sub(r"\s+", " ", (ROOT / "Package.swift").read_text())
    found = re.findall(r'\.(?:target|executableTarget)\( ?name: "(\w+)"(?:, dependencies: \[([^\]]*)\])?', package)
    return {name: set(re.findall(r'"(\w+)"', dependencies)) for name, dependencies in found}


def test_targets_import_what_the_package_lets_them() -> None:
    targets = declared()
    broken: List[str] = []
    for target, allowed in targets.items():
        for path in sorted((ROOT / "Sources" / target).rglob("*.swift")):
            for name in re.findall(r"^(?:public |package )?import (?:\w+ )?(\w+)", code(path), re.MULTILINE):
                if name in targets and name not in allowed | {target}:
                    broken.append(told(path, f"{target} may not import {name}: Package.swift does not name it"))
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("target", NEVER)
def test_the_data_goes_one_way(target: str) -> None:
    assert not declared()[target] & NEVER[target], f"Package.swift: {target} may not depend on these"


def test_no_command_without_a_screen_imports_the_dashboard() -> None:
    program = ROOT / "Sources" / "looptop"
    broken = []
    for path in sorted(program.rglob("*.swift")):
        place = path.relative_to(program)
        if place.parts[0] not in SHOWING and str(place) not in SHOWS and "import Dashboard" in path.read_text():
            broken.append(told(path, "may not import Dashboard"))
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("name", FOLDERS)
def test_lower_folders_know_no_higher_ones(name: str) -> None:
    broken = [
        told(path, f"{name} may not name {type_} of {home or 'the dashboard'}")
        for path, type_, home in uses()
        if folder(path) == name and home not in FOLDERS[name]
    ]
    assert not broken, "\n".join(broken)


def test_only_the_registry_names_screens() -> None:
    screens = {name for name, home in homes().items() if home.startswith("Screens/") and name.endswith("Screen")}
    assert len(screens) >= 9
    broken = [
        told(path, f"only the registry may name {type_}")
        for path, type_, _ in uses()
        if type_ in screens and path.name not in LISTING
    ]
    assert not broken, "\n".join(broken)


def test_dialogs_know_no_screen() -> None:
    broken = [
        told(path, f"a dialog may not name {type_} of {home}")
        for path, type_, home in uses()
        if folder(path).startswith("Dialogs") and home not in DIALOGS
    ]
    assert not broken, "\n".join(broken)


def test_nobody_chooses_among_screens() -> None:
    broken = [
        told(path, "only the registry may tell screens apart")
        for path in sorted(DASHBOARD.rglob("*.swift"))
        if path.name not in LISTING and re.search(r"switch (?:screen|tableName|table)\b", code(path))
    ]
    assert not broken, "\n".join(broken)


def test_no_number_of_a_service_ends_the_program() -> None:
    """Converting what is too large, or no number, is a trap: what is rounded is converted by a function without."""
    bare = re.compile(r"\bInt\((?!saturating:|exactly:|clamping:)[^\n]*\.rounded\(")
    found = []
    for target in ("Model", "Reports", "Dashboard", "JSON", "Wire"):
        for path in sorted((ROOT / "Sources" / target).rglob("*.swift")):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if bare.search(line) and "Int(saturating:" not in line:
                    found.append("%s:%d: %s" % (path.relative_to(ROOT), number, line.strip()))
    assert not found, "Int(saturating:) does it:\n" + "\n".join(found)
