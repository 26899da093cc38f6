"""A few seconds of the torture, on the Pythons that died of it; `make matrix` has ten minutes on each."""

import pathlib
import subprocess
import sys

import pytest

TORTURE = pathlib.Path(__file__).resolve().parents[1] / "torture" / "torture.py"


@pytest.mark.skipif(sys.version_info[:2] not in ((3, 11), (3, 12)), reason="the matrix tortures this version")
def test_a_service_does_not_die_of_being_looked_at():
    done = subprocess.run(
        [sys.executable, str(TORTURE), "--seconds", "12"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert done.returncode == 0, done.stdout.decode()
