"""Small services that misbehave, each in one way, and healthy ones."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "system"))

#: The program under test: LOOPTOP_BINARY, or the debug build.
BINARY = Path(os.environ.get("LOOPTOP_BINARY", ROOT / ".build" / "debug" / "looptop"))
#: The Python that runs the services.
PYTHON = os.environ.get("LOOPTOP_CORPUS_PYTHON", sys.executable)
#: Seconds that every service runs before it is looked at, and seconds that it is looked at.
BEFORE = 8.0
LOOK = float(os.environ.get("LOOPTOP_CORPUS_SECONDS", "13"))
