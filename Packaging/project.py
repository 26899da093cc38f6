"""What all the packages have in common: the version, the commit's time, the files."""

import os
import re
import subprocess
from pathlib import Path
from typing import Dict, List

ROOT = Path(__file__).resolve().parents[1]
AGENT = ROOT / "Sources" / "Agent"
SUMMARY = "htop for an asyncio event loop: attach to a running service, see its tasks, what they wait for, what blocks"

#: What the program prints of itself, and where that belongs below `share`.
WRITTEN = {
    "man/man1/looptop.1": ["man"],
    "bash-completion/completions/looptop": ["completions", "bash"],
    "zsh/site-functions/_looptop": ["completions", "zsh"],
    "fish/vendor_completions.d/looptop.fish": ["completions", "fish"],
}


def version() -> str:
    """The version of the agent; of the program too, or there is nothing to pack."""
    found = re.search(r'__version__ = "([^"]+)"', (AGENT / "looptop" / "version.py").read_text())
    assert found
    return found.group(1)


def check(binary: Path) -> None:
    """Refuse a program that is missing, of another version, or not for every Linux."""
    if not binary.is_file():
        raise SystemExit(f"looptop: {binary} is not there: make build")
    said = subprocess.run([str(binary), "--version"], stdout=subprocess.PIPE, check=True).stdout.decode()
    if said.split()[1] != version():
        raise SystemExit(f"looptop: the program is {said.split()[1]}, and the agent {version()}")
    if dynamic(binary):
        raise SystemExit(f"looptop: {binary} needs shared libraries: build it with `make build`")


def dynamic(binary: Path) -> bool:
    """True where a program needs a loader: an ELF file with an INTERP segment, number 3."""
    data = binary.read_bytes()
    assert data[:6] == b"\x7fELF\x02\x01", "not a 64-bit little-endian ELF file"
    start, size, count = (int.from_bytes(data[at : at + n], "little") for at, n in ((32, 8), (54, 2), (56, 2)))
    return any(int.from_bytes(data[start + i * size :][:4], "little") == 3 for i in range(count))


def epoch() -> int:
    """The time that all files bear: SOURCE_DATE_EPOCH, or the commit's, so that a second packing gives the same."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    git = subprocess.run(["git", "-C", str(ROOT), "show", "-s", "--format=%ct", "HEAD"], stdout=subprocess.PIPE)
    return int(git.stdout) if git.returncode == 0 else 315532800


def printed(binary: Path) -> Dict[str, bytes]:
    """The manual page and completions, by their place below `share`."""
    return {
        place: subprocess.run([str(binary), *words], stdout=subprocess.PIPE, check=True).stdout
        for place, words in WRITTEN.items()
    }


def agent_files() -> Dict[str, bytes]:
    """The agent's package and what starts it, as they lie in site-packages."""
    package: List[Path] = [
        path for path in sorted((AGENT / "looptop").rglob("*")) if path.suffix == ".py" or path.name == "py.typed"
    ]
    start = [AGENT / name for name in ("_looptop_boot.py", "looptop.pth", "looptop.start")]
    return {str(path.relative_to(AGENT)): path.read_bytes() for path in package + start}
