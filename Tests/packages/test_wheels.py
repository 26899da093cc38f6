"""The wheels: what is in them, and what pip makes of them."""

import base64
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Callable, Dict, List, Set

import project
import pytest
import wheel
from packaging.metadata import Metadata
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename
from service import Service
from tmux import Terminal
from waiting import wait_for

VENVS = project.ROOT / ".venv"
PYTHONS = [version for version in ("3.8", "3.11", "3.13") if (VENVS / version).is_dir()]


@pytest.fixture(scope="session")
def wheels(binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Dict[str, Path]:
    """Both, by name."""
    folder = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, str(project.ROOT / "Packaging" / "wheel.py"), str(binary), str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return {str(parse_wheel_filename(path.name)[0]): path for path in folder.glob("*.whl")}


@pytest.mark.parametrize("name", ["looptop", "looptop-agent"])
def test_a_wheel_is_as_the_standard_has_it(name: str, wheels: Dict[str, Path]) -> None:
    with zipfile.ZipFile(wheels[name]) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
    stem = f"{name.replace('-', '_')}-{project.version()}"
    record = list(csv.reader(io.StringIO(files[f"{stem}.dist-info/RECORD"].decode())))
    assert {row[0] for row in record} == set(files)
    for path, digest, size in record:
        if not path.endswith("RECORD"):
            found = base64.urlsafe_b64encode(hashlib.sha256(files[path]).digest()).rstrip(b"=").decode()
            assert (digest, int(size)) == (f"sha256={found}", len(files[path]))
    metadata = Metadata.from_email(files[f"{stem}.dist-info/METADATA"], validate=True)
    assert (metadata.name, str(metadata.version)) == (name, project.version())
    assert {path for path, mode in modes.items() if mode & 0o111} == {
        path for path in files if ".data/scripts/" in path
    }
    agent = {str(path.relative_to(project.AGENT)) for path in (project.AGENT / "looptop").rglob("*.py")}
    assert agent <= set(files)
    tags = re.findall(r"^Tag: (.*)$", files[f"{stem}.dist-info/WHEEL"].decode(), re.M)
    assert set(tags) == {str(tag) for tag in parse_wheel_filename(wheels[name].name)[3]}


def test_pip_takes_it_on_glibc_and_musl(wheels: Dict[str, Path]) -> None:
    tags = parse_wheel_filename(wheels["looptop"].name)[3]
    for platform in ("manylinux_2_17_x86_64", "manylinux2014_x86_64", "musllinux_1_1_x86_64"):
        known = {*cpython_tags((3, 8), platforms=[platform]), *compatible_tags((3, 8), platforms=[platform])}
        assert tags & known, platform
    assert not tags & {*compatible_tags((3, 12), platforms=["manylinux_2_17_aarch64"])}


def test_the_same_commit_gives_the_same_bytes(binary: Path, wheels: Dict[str, Path], tmp_path: Path) -> None:
    command = [sys.executable, str(project.ROOT / "Packaging" / "wheel.py"), str(binary), str(tmp_path)]
    subprocess.run(command, check=True, stdout=subprocess.PIPE)
    for path in wheels.values():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def listing(folder: Path) -> Set[str]:
    """Everything below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize("version", PYTHONS)
def test_installed_it_runs_and_uninstalled_it_leaves_nothing(
    version: str,
    wheels: Dict[str, Path],
    tmp_path: Path,
    environment: Dict[str, str],
    services: List[Service],
    open_terminal: Callable[..., Terminal],
) -> None:
    venv = tmp_path / "venv"
    subprocess.run([str(VENVS / version / "bin" / "python"), "-m", "venv", str(venv)], check=True)
    python, looptop = str(venv / "bin" / "python"), str(venv / "bin" / "looptop")
    environment = {**environment, "PATH": f"{venv / 'bin'}:/usr/bin:/bin"}
    pip = [python, "-m", "pip", "--disable-pip-version-check", "-q"]
    before = listing(venv)
    subprocess.run([*pip, "install", "--no-index", "--no-deps", str(wheels["looptop"])], check=True, env=environment)

    said = subprocess.run([looptop, "--version"], check=True, stdout=subprocess.PIPE, env=environment).stdout.decode()
    assert said.split()[:2] == ["looptop", project.version()]
    code = "import looptop; print(looptop.__version__)"
    agent = subprocess.run([python, "-c", code], check=True, stdout=subprocess.PIPE, env=environment).stdout.decode()
    assert agent.strip() == project.version()

    code = "import asyncio, looptop; looptop.start(); asyncio.run(asyncio.sleep(600))"
    services.append(Service.own([python, "-c", code], environment))

    def tasks() -> object:
        done = subprocess.run([looptop, "ps", str(services[0]), "--json"], stdout=subprocess.PIPE, env=environment)
        return done.returncode == 0 and json.loads(done.stdout)["tasks"]

    wait_for("the service's task", tasks)
    services.pop().stop()

    terminal = open_terminal(PATH=environment["PATH"])
    terminal.enter("looptop demo; echo status=$?")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0] and "orders" in screen)
    terminal.send("q")
    terminal.wait_for(lambda screen: "status=" in screen.replace("status=$?", "") or "stop" in screen)
    terminal.close()

    subprocess.run([*pip, "uninstall", "--yes", "looptop"], check=True, env=environment)
    assert listing(venv) - before <= {"share", "share/man", "share/man/man1"} and not Path(looptop).exists()


def test_the_agent_alone_runs(wheels: Dict[str, Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(wheels["looptop-agent"]) as archive:
        archive.extractall(tmp_path)
    code = "import looptop; print(looptop.__file__, looptop.__version__)"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, check=True)
    file, version = done.stdout.decode().split()
    assert Path(file).parent == tmp_path / "looptop" and version == project.version()


def test_a_program_of_another_version_is_not_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "looptop"
    other.write_text("#!/bin/sh\necho looptop 0.0.9\n")
    other.chmod(0o755)
    with pytest.raises(SystemExit, match=r"0\.0\.9"):
        project.check(other)


def test_wheels_are_named_after_what_they_run_on() -> None:
    assert wheel.PLATFORMS[0].startswith("manylinux") and wheel.PLATFORMS[-1].startswith("musllinux")
