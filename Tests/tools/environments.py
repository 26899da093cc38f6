"""Makes the virtual environments under .venv/: one for each Python found, one for the services, one for the tests.

Runs on the system's own Python with nothing installed. A second run finds the stamps and does nothing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parents[2]
VENVS = ROOT / ".venv"
#: The versions that the agent promises to run on and that are looked for on this machine.
VERSIONS = ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13")
#: Those that `make matrix` fetches into a folder of their own.
NEWER = ("3.14", "3.15")
#: Those that `make matrix` runs the corpus on, beside the Python of the services.
CORPUS = ("3.8", "3.11", "3.13", "3.14")
#: Which Python the services and the tests themselves run on: the first one found.
PREFERRED = ("3.12", "3.13", "3.11", "3.10")


def version_of(python: Path) -> Optional[str]:
    """The interpreter's MAJOR.MINOR, or None where it does not run or cannot make environments."""
    code = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    try:
        # From the root folder: a version manager's launcher would obey a file in the working directory.
        done = subprocess.run(
            [str(python), "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/", timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode().strip() if done.returncode == 0 else None


def find_pythons() -> Dict[str, Path]:
    """Each version that is on this machine, with an interpreter of it."""
    folders = [Path(entry) for entry in os.environ.get("PATH", "").split(os.pathsep) if entry]
    managed = sorted(Path.home().glob(".pyenv/versions/*/bin"))
    found: Dict[str, Path] = {}
    for version in VERSIONS:
        candidates = [folder / ("python" + version) for folder in folders + managed]
        candidates += [folder / "python3" for folder in folders]
        for candidate in candidates:
            if os.access(str(candidate), os.X_OK) and version_of(candidate) == version:
                found[version] = candidate
                break
    return found


class Wanted(NamedTuple):
    """An environment; `enter` goes before the commands that make it."""

    name: str
    python: Path
    requirements: List[Path]
    enter: Sequence[str] = ()


def ensure(environment: Wanted) -> None:
    """Make or renew an environment unless its stamp says that it is as wanted."""
    name, python, requirements, enter = environment
    folder = VENVS / name
    text = "\n".join(path.read_text() for path in requirements)
    digest = hashlib.sha256(("%s\n%s" % (python, text)).encode()).hexdigest()
    stamp = folder / "stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    print("looptop: preparing .venv/%s with %s" % (name, python), flush=True)
    if folder.exists():
        shutil.rmtree(str(folder))
    run([*enter, str(python), "-m", "venv", str(folder)])
    pip = [
        *enter,
        str(folder / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ]
    for path in requirements:
        run(pip + ["-r", str(path)])
    stamp.write_text(digest)


def run(command: List[str]) -> None:
    """Run a command; where it fails, say so and leave."""
    environment = dict(os.environ, PYTHONNOUSERSITE="1", PIP_ROOT_USER_ACTION="ignore")
    environment.pop("PYTHONPATH", None)
    code = subprocess.call(command, stdin=subprocess.DEVNULL, env=environment, cwd=str(ROOT))
    if code:
        sys.exit("looptop: this command failed (%d): %s" % (code, " ".join(command)))


def programs() -> Dict[str, Path]:
    """The environments of real programs: one for all whose libraries agree, and one for each other."""
    found = {}
    for path in sorted((ROOT / "Tests" / "programs").glob("requirements*.txt")):
        found[path.stem.replace("requirements", "programs")] = path
    return found


def main() -> None:
    """Make them all; with an argument, also those of the newer Pythons in that folder."""
    found = find_pythons()
    chosen: List[Tuple[str, Path]] = [(version, found[version]) for version in PREFERRED if version in found]
    if not chosen:
        sys.exit("looptop: no Python from 3.10 to 3.13 was found; install python3 and python3-venv")
    missing = [version for version in VERSIONS if version not in found]
    if missing:
        print("looptop: not on this machine, so skipped: Python %s" % ", ".join(missing), flush=True)
    agent = [ROOT / "Tests" / "agent" / "requirements.txt"]
    corpus = [ROOT / "Tests" / "corpus" / "requirements.txt"]
    wanted = [Wanted("services", chosen[0][1], [ROOT / "Tests" / "services" / "requirements.txt"])]
    wanted.append(Wanted("pools", chosen[0][1], [ROOT / "Tests" / "pools" / "requirements.txt"]))
    wanted.append(Wanted("system", chosen[0][1], [ROOT / "Tests" / "system" / "requirements.txt"]))
    by_age = sorted(found.items(), key=lambda item: [int(part) for part in item[0].split(".")])
    wanted += [Wanted(version, python, agent) for version, python in by_age]
    for folder in sys.argv[1:]:
        enter = [str(ROOT / "Tests" / "tools" / "more_pythons.sh"), folder, "run"]
        for version in NEWER:
            wanted.append(Wanted(version, Path("/usr/bin/python" + version), agent, enter))
            if version in CORPUS:
                wanted.append(Wanted("corpus-" + version, Path("/usr/bin/python" + version), corpus, enter))
    if sys.argv[1:]:
        wanted += [Wanted("corpus-" + version, python, corpus) for version, python in by_age if version in CORPUS]
        oldest = [ROOT / "Tests" / "pools" / "requirements-oldest.txt"]
        wanted.append(Wanted("pools-oldest", by_age[0][1], oldest))
        for name, path in programs().items():
            wanted.append(Wanted(name, chosen[0][1], [path]))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for _ in threads.map(ensure, wanted):
            pass


if __name__ == "__main__":
    main()
