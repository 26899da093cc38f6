"""What `make release` writes: the Debian package, the list of parts, and the sums of all."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import project
import pytest


@pytest.fixture(scope="module")
def folder(binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release."""
    if not shutil.which("dpkg-deb"):
        pytest.skip("there is no dpkg-deb here")
    path = tmp_path_factory.mktemp("release") / "dist"
    command = [sys.executable, str(project.ROOT / "Packaging" / "release.py"), str(binary), str(path)]
    subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return path


def test_the_sums_are_those_of_all_files(folder: Path, binary: Path) -> None:
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    program = next(folder.glob("*-linux-x86_64"))
    assert program.read_bytes() == binary.read_bytes() == gzip.decompress(Path(f"{program}.gz").read_bytes())
    assert os.access(program, os.X_OK)


def test_the_debian_package_puts_all_in_its_place(folder: Path, binary: Path, tmp_path: Path) -> None:
    (package,) = folder.glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", str(package), str(tmp_path)], check=True)
    share = tmp_path / "usr" / "share"
    assert (tmp_path / "usr/bin/looptop").read_bytes() == binary.read_bytes()
    assert os.access(tmp_path / "usr/bin/looptop", os.X_OK)
    assert b".TH" in gzip.decompress((share / "man/man1/looptop.1.gz").read_bytes())
    assert b"looptop" in (share / "bash-completion/completions/looptop").read_bytes()
    assert (share / "zsh/vendor-completions/_looptop").read_bytes().startswith(b"#compdef")
    assert b"complete" in (share / "fish/vendor_completions.d/looptop.fish").read_bytes()
    themes = {path.name for path in (share / "doc/looptop/themes").iterdir()}
    assert themes == {path.name for path in (project.ROOT / "themes").iterdir()}
    field = ["dpkg-deb", "-f", str(package), "Version"]
    assert subprocess.run(field, check=True, stdout=subprocess.PIPE).stdout.decode().strip() == project.version()


def test_the_list_of_parts_names_each_with_version_and_licence(folder: Path) -> None:
    document = json.loads(next(folder.glob("*.cdx.json")).read_text())
    assert document["bomFormat"] == "CycloneDX"
    parts = {part["name"]: part for part in document["components"]}
    assert {"glibc", "ncurses", "toml++", "swift-argument-parser", "Swift standard library"} <= set(parts)
    for part in parts.values():
        assert part["version"] != "unknown" and part["licenses"], part
