"""Writes all that a release consists of into a folder: the program, wheels, Debian package, list of parts, sums.

release.py BINARY FOLDER
"""

import gzip
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import parts
import project


def main() -> None:
    """Write it anew."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    binary, folder = Path(sys.argv[1]), Path(sys.argv[2])
    project.check(binary)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stem = f"looptop-{project.version()}"
    program = folder / f"{stem}-linux-x86_64"
    shutil.copy(binary, program)
    program.chmod(0o755)
    (folder / f"{program.name}.gz").write_bytes(gzip.compress(binary.read_bytes(), 9, mtime=0))
    for script in ("wheel.py", "deb.py"):
        subprocess.run([sys.executable, str(Path(__file__).parent / script), str(program), str(folder)], check=True)
    (folder / f"{stem}.cdx.json").write_text(parts.document(program))
    names = sorted(path.name for path in folder.iterdir())
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in names]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n")
    for name in [*names, "SHA256SUMS"]:
        print(f"{(folder / name).stat().st_size:>12,}  {folder / name}")


if __name__ == "__main__":
    main()
