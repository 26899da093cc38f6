"""Everything in one file."""

import json
import stat
from pathlib import Path

from program import Looptop
from service import Plain
from test_live import attach
from tmux import Terminal
from waiting import wait_for


def test_a_file_of_everything(looptop: Looptop, plain: Plain, tmp_path: Path) -> None:
    plain.tell("create", "invoice-9")
    wait_for("the task", lambda: [row for row in looptop.tasks(plain) if row["name"] == "invoice-9"])
    written = looptop.run("dump", plain, "--for", "500ms", "--out", tmp_path / "now.json")
    assert written.status == 0 and written.out.strip() == str(tmp_path / "now.json"), written
    document = json.loads((tmp_path / "now.json").read_text())
    assert document["service"]["pid"] == plain.pid and document["complete"] is True
    assert "invoice-9" in [task["name"] for task in document["ps"]["tasks"]]
    assert "invoice-9" in [event["name"] for event in document["events"]]
    assert document["overview"]["tasks"]["total"] == len(document["ps"]["tasks"])
    assert stat.S_IMODE((tmp_path / "now.json").stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written(looptop: Looptop, plain: Plain, tmp_path: Path) -> None:
    written = looptop.run("dump", plain, "--for", "100ms", "--out", tmp_path / "nowhere" / "now.json")
    assert written.status != 0 and str(tmp_path / "nowhere" / "now.json") in written.err, written
    assert not written.out


def test_from_the_dashboard(terminal: Terminal, plain: Plain, tmp_path: Path) -> None:
    terminal.enter(f"cd {tmp_path}")
    attach(terminal, plain)
    plain.tell("create", "invoice-10")
    terminal.wait_for("invoice-10")
    terminal.send("W")
    terminal.wait_for("written to")
    (path,) = tmp_path.glob(f"looptop-*-{plain.pid}-*.json")
    document = json.loads(path.read_text())
    assert "invoice-10" in [task["name"] for task in document["ps"]["tasks"]]


def test_to_standard_output(looptop: Looptop, plain: Plain) -> None:
    written = looptop.run("dump", plain, "--for", "100ms", "--out", "-")
    assert json.loads(written.out)["service"]["pid"] == plain.pid


def test_the_time_begins_with_the_first_whole_picture(looptop: Looptop, plain: Plain) -> None:
    for command in ("dump", "findings"):
        out = ["--out", "-"] if command == "dump" else ["--json"]
        document = json.loads(looptop.run(command, plain, "--for", "1ms", *out).out)
        assert document["complete"] is True, document
