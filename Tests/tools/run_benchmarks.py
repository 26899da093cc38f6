"""Runs every benchmark in Tests/bench, one after another: each prints its own table."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run them; the exit status is that of the worst."""
    worst = 0
    for path in sorted((ROOT / "Tests" / "bench").glob("*.py")):
        print(f"\n== {path.stem.replace('_', ' ')}", flush=True)
        environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1")
        worst = max(worst, abs(subprocess.call([sys.executable, str(path)], env=environment, cwd=str(ROOT))))
    return min(worst, 1)


if __name__ == "__main__":
    sys.exit(main())
