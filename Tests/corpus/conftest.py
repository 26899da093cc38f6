"""Small services that misbehave, each in one way, and healthy ones."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "system"))

#: The program under test: LOOPTOP_BINARY, or the debug build.
BINARY = Path(os.environ.get("LOOPTOP_BINARY", ROOT / ".build" / "debug" / "looptop"))
#: The Python that runs the services: one that has the frameworks.
PYTHON = os.environ.get("LOOPTOP_CORPUS_PYTHON", sys.executable)
#: Seconds that a healthy service is watched, from its start on.
HEALTHY = float(os.environ.get("LOOPTOP_CORPUS_SECONDS", "13"))
#: Seconds that a misbehaving one has to be found out.
MISBEHAVING = 40.0
