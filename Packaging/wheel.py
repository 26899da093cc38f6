"""Writes the wheels: `looptop`, the program and the agent, and `looptop-agent`, the agent alone for other machines.

    wheel.py BINARY FOLDER

The program is static: one file for glibc and musl. The same commit gives the same bytes.
"""

import base64
import hashlib
import sys
import time
import zipfile
from pathlib import Path
from typing import Dict, List

import project

#: Static, so any libc does; the oldest tags that pip of Python 3.8 knows, too.
PLATFORMS = ["manylinux_2_17_x86_64", "manylinux2014_x86_64", "musllinux_1_1_x86_64"]
PURE = ["any"]

ABOUT_PROGRAM = """\
`looptop` attaches to a running asyncio service and shows, live, the tree of its tasks, what each one waits for and
since when, how late the loop runs, and the very line that blocks it.

    pip install looptop
    looptop demo                          # a service that misbehaves, to look at
    looptop run -- uvicorn app:app        # a service of yours, unchanged
    looptop                               # those that run, to pick one from

The package holds both sides, of the same version: the program, one static file, and the agent, which
`import looptop; looptop.start()` starts in a service. Linux on x86-64; for services elsewhere: `looptop-agent`.
"""
ABOUT_AGENT = """\
The agent of looptop alone, in pure Python, for services on machines that the package `looptop` has no program for:
`import looptop; looptop.start()`, or `LOOPTOP=1` in the environment. Look at it from another machine:

    looptop attach NAME --via 'ssh web3'

Install one of `looptop` and `looptop-agent`: both bring the module `looptop`.
"""


def metadata(name: str, about: str) -> str:
    """The METADATA file."""
    classifiers = [
        "Environment :: Console",
        "Framework :: AsyncIO",
        "Intended Audience :: Developers",
        "Operating System :: POSIX :: Linux",
        "Topic :: Software Development :: Debuggers",
        "Topic :: System :: Monitoring",
        "Typing :: Typed",
        *("Programming Language :: Python :: 3.%d" % minor for minor in range(8, 16)),
    ]
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        f"Version: {project.version()}",
        f"Summary: {project.SUMMARY}",
        "Keywords: asyncio,debugging,monitoring,top,event loop",
        *(f"Classifier: {classifier}" for classifier in classifiers),
        "Requires-Python: >=3.8",
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(lines) + "\n\n" + about


def write(folder: Path, name: str, about: str, platforms: List[str], files: Dict[str, bytes]) -> Path:
    """Write one wheel."""
    stem = f"{name.replace('-', '_')}-{project.version()}"
    info = f"{stem}.dist-info"
    tags = [f"py3-none-{platform}" for platform in platforms]
    wheel = [
        "Wheel-Version: 1.0",
        "Generator: looptop",
        f"Root-Is-Purelib: {'true' if platforms == PURE else 'false'}",
        *(f"Tag: {tag}" for tag in tags),
    ]
    files = {
        **{path.replace("{stem}", stem): content for path, content in files.items()},
        f"{info}/METADATA": metadata(name, about).encode(),
        f"{info}/WHEEL": ("\n".join(wheel) + "\n").encode(),
    }
    record = f"{info}/RECORD"
    rows = [f"{path},sha256={digest(content)},{len(content)}" for path, content in files.items()]
    files[record] = ("\n".join([*rows, f"{record},,"]) + "\n").encode()

    path = folder / f"{stem}-py3-none-{'.'.join(platforms)}.whl"
    folder.mkdir(parents=True, exist_ok=True)
    moment = time.gmtime(max(project.epoch(), 315532800))[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for place, content in files.items():
            entry = zipfile.ZipInfo(place, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100755 if ".data/scripts/" in place else 0o100644) << 16
            archive.writestr(entry, content)
    return path


def digest(content: bytes) -> str:
    """A file's hash as RECORD has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def main() -> None:
    """Write both, and name them."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    binary, folder = Path(sys.argv[1]), Path(sys.argv[2])
    project.check(binary)
    agent = project.agent_files()
    # Completions print themselves; pipx shows manual pages.
    page = "man/man1/looptop.1"
    share = {"{stem}.data/data/share/" + page: project.printed(binary)[page]}
    program = {**agent, "{stem}.data/scripts/looptop": binary.read_bytes(), **share}
    print(write(folder, "looptop", ABOUT_PROGRAM, PLATFORMS, program))
    print(write(folder, "looptop-agent", ABOUT_AGENT, PURE, agent))


if __name__ == "__main__":
    main()
