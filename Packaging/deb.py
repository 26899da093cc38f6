"""Writes the Debian package: the program, its manual page, completions, README and the guide to themes.

deb.py BINARY FOLDER
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Dict

import project

MAINTAINER = "looptop maintainers <maintainers@looptop.invalid>"

CONTROL = """\
Package: looptop
Version: {version}
Section: devel
Priority: optional
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Suggests: gdb, python3
Description: htop for an asyncio event loop
 Attaches to a running asyncio service and shows, live, the tree of its tasks,
 what each one waits for and since when, how late the loop runs, and the very
 line that blocks it.
 .
 The program is one static file that carries the agent for the service. gdb
 gets it into a Python before 3.14 that was started without one.
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: looptop

Files: *
Copyright: 2026 the looptop maintainers
License: not-stated
 The sources state no licence yet.

Comment: What is linked into the program, with versions and licences, is in the
 list of parts that `make release` writes.
"""
#: It carries its libraries: that is what it is for.
OVERRIDES = """\
looptop: statically-linked-binary [usr/bin/looptop]
looptop: embedded-library
looptop: initial-upload-closes-no-bugs
"""
CHANGELOG = """\
looptop ({version}) unstable; urgency=medium

  * Release {version}.

 -- {maintainer}  {date}
"""
PLACES = {"zsh/site-functions/_looptop": "zsh/vendor-completions/_looptop"}


def tree(binary: Path) -> Dict[str, bytes]:
    """Each file of the package."""
    words = {
        "version": project.version(),
        "maintainer": MAINTAINER,
        "date": time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(project.epoch())),
    }
    doc = "usr/share/doc/looptop/"
    themes = sorted((project.ROOT / "themes").glob("*"))
    files = {
        "usr/bin/looptop": binary.read_bytes(),
        doc + "copyright": COPYRIGHT.encode(),
        doc + "changelog.gz": compressed(CHANGELOG.format(**words).encode()),
        doc + "README.md.gz": compressed((project.ROOT / "README.md").read_bytes()),
        **{doc + "themes/" + theme.name: theme.read_bytes() for theme in themes},
        "usr/share/lintian/overrides/looptop": OVERRIDES.encode(),
    }
    for place, text in project.printed(binary).items():
        if place.startswith("man/"):
            files[f"usr/share/{place}.gz"] = compressed(text)
        else:
            # What a shell reads and does not run has no business with an interpreter.
            text = text.partition(b"\n")[2] if text.startswith(b"#!") else text
            files["usr/share/" + PLACES.get(place, place)] = text
    return files


def compressed(content: bytes) -> bytes:
    """As gzip -9n does: without a time, without a name."""
    return gzip.compress(content, 9, mtime=0)


def main() -> None:
    """Write it, and name it."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    binary, folder = Path(sys.argv[1]), Path(sys.argv[2])
    project.check(binary)
    if not shutil.which("dpkg-deb"):
        raise SystemExit("looptop: there is no dpkg-deb here to write a Debian package with")
    files = tree(binary)
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / f"looptop_{project.version()}_amd64.deb"
    with tempfile.TemporaryDirectory(prefix="looptop-deb-") as root:
        for place, content in files.items():
            path = Path(root, place)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o755 if place.startswith("usr/bin/") else 0o644)
        control = CONTROL.format(
            version=project.version(),
            maintainer=MAINTAINER,
            kilobytes=sum(-(-len(content) // 1024) for content in files.values()),
        )
        (Path(root) / "DEBIAN").mkdir()
        (Path(root) / "DEBIAN" / "control").write_text(control)
        for path in [Path(root), *Path(root).rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
            os.utime(path, (project.epoch(), project.epoch()))
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, str(package)],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(project.epoch())},
        )
    print(package)


if __name__ == "__main__":
    main()
