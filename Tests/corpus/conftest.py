"""Small services that misbehave, each in one way, and healthy ones."""

import os
import shlex
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "system"))

#: The program under test: LOOPTOP_BINARY, or the debug build.
BINARY = Path(os.environ.get("LOOPTOP_BINARY", ROOT / ".build" / "debug" / "looptop"))
#: The command that runs Python for the services: one that has the frameworks.
PYTHON = shlex.split(os.environ.get("LOOPTOP_CORPUS_PYTHON", sys.executable))
#: `uvloop`: the services run on that instead of asyncio's own loop.
LOOP = os.environ.get("LOOPTOP_CORPUS_LOOP", "asyncio")
#: What the path of a service is put behind.
COMMAND = PYTHON + ([str(Path(__file__).parent / "on_uvloop.py")] if LOOP == "uvloop" else [])
#: Where sockets and the agent's files go: what a command with a root of its own cannot see is no place for them.
FOLDER = os.environ.get("LOOPTOP_CORPUS_FOLDER", "/tmp")
#: Seconds that a healthy service is watched, from its start on.
HEALTHY = float(os.environ.get("LOOPTOP_CORPUS_SECONDS", "13"))
#: Seconds that a misbehaving one has to be found out.
MISBEHAVING = 40.0
