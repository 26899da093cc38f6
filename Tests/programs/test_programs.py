"""Each program of the catalogue, attached to by its pid and started with `run`: it works on as if nobody looked, what
is said of it is so, and it ends when it is asked to.

`make test` has the quick ones; LOOPTOP_PROGRAMS is `all`, as in `make matrix`, or names.
"""

import json
import os
from pathlib import Path
from typing import Callable, Dict, List, Set, Tuple

import pytest
from catalogue import APPS, PROGRAMS, Program
from looking import Look, Watch, place
from processes import is_alive
from program import Looptop
from running import ROOT, Running
from tmux import Terminal
from waiting import wait_for

CHOSEN = os.environ.get("LOOPTOP_PROGRAMS", "")
NAMES = [
    name
    for name, program in PROGRAMS.items()
    if (program.quick if not CHOSEN else CHOSEN == "all" or name in CHOSEN.split())
]
Prepare = Callable[[Program], Running]
Open = Callable[[], Terminal]
Levels = Dict[int, Tuple[int, int]]


@pytest.fixture(params=[name for name in NAMES if PROGRAMS[name].loop])
def program(request: pytest.FixtureRequest) -> Program:
    """Each program that is chosen."""
    return chosen(request.param)


def chosen(name: str) -> Program:
    """A program whose environment is there."""
    program = PROGRAMS[name]
    assert (ROOT / ".venv" / program.environment).is_dir(), f"no .venv/{program.environment}: make matrix"
    return program


def test_attached_to(program: Program, prepare: Prepare, looptop: Looptop, open_terminal: Open) -> None:
    running = prepare(program)
    running.start_bare()
    before = running.warm_up()

    load = running.start_load()
    watch = Watch(looptop, running.pid, "--inject")
    try:
        look(running, looptop, watch, load, open_terminal, "--inject")
    finally:
        watch.stop()
    load.wait()
    load.stop()
    assert not load.wrong, load.wrong
    as_before(running, looptop, before, "--inject")
    assert not running.complaints(), running.output()
    shut_down(running, looptop, "--inject")


def test_run_with(program: Program, prepare: Prepare, looptop: Looptop, open_terminal: Open) -> None:
    running = prepare(program)
    running.start_with(looptop)
    before = running.warm_up()

    load = running.start_load()
    watch = Watch(looptop, running.pid)
    try:
        look(running, looptop, watch, load, open_terminal)
    finally:
        watch.stop()
    load.wait()
    load.stop()
    assert not load.wrong, load.wrong
    as_before(running, looptop, before)
    assert not running.complaints(), running.output()
    shut_down(running, looptop)


@pytest.mark.parametrize("name", [name for name in NAMES if not PROGRAMS[name].loop])
def test_without_a_loop(name: str, prepare: Prepare, looptop: Looptop) -> None:
    """It is said to have none, or to take no agent, and is left alone."""
    running = prepare(chosen(name))
    running.start_bare()
    before = running.warm_up()
    load = running.start_load()
    absence, refusal = running.program.absence, running.program.refusal
    for pid in running.processes():
        if refusal:
            result = looptop.run("overview", pid, "--inject")
            assert result.status and refusal in result.err, result
            continue
        overview = looptop.json("overview", pid, "--inject")
        assert (overview["loops"], overview["findings"]) == ([], []), overview
        for command in ("overview", "ps"):
            result = looptop.run(command, pid, "--inject")
            assert absence in result.out + result.err, result
        result = looptop.run("findings", pid, "--inject")
        assert "nothing was looked for" in result.out and absence in result.out, result
    load.wait()
    load.stop()
    assert not load.wrong, load.wrong
    as_before(running, looptop, before, "--inject")
    assert not running.complaints(), running.output()


def look(running: Running, looptop: Looptop, watch: Watch, load: object, open_terminal: Open, *options: str) -> None:
    """All that looks, while it works; then what was planted."""
    program = running.program
    processes = set(running.processes())
    Look(looptop, running, *options).at_everything()
    if program.dashboard:
        dashboard(open_terminal(), running)
    assert watch.looks > 1 and not watch.ended, watch.errors
    sound(running, looptop, watch, set(program.allowed))
    assert set(running.processes()) >= processes, (processes, running.processes())
    if program.planted:
        planted = program.planted
        running.set_off()
        line = "%s:%d" % (APPS / planted.app, line_of(APPS / planted.app))

        def found() -> List[str]:
            return [row["kind"] for row in watch.found.values() if row["kind"] == planted.kind and place(row) == line]

        wait_for(f"{planted.kind} at {line}", found, show=lambda: str(watch.rows(set())))
        sound(running, looptop, watch, {planted.kind, *program.allowed})


def sound(running: Running, looptop: Looptop, watch: Watch, but: Set[str]) -> None:
    """Nothing was found but of some kinds."""
    rows = watch.rows(but)
    if rows:
        pytest.fail("found: %s\n%s" % ("\n".join(rows), looptop.run("slow", running.pid, *watch.options).out))


def line_of(app: Path) -> int:
    """Where something is planted."""
    return 1 + next(number for number, line in enumerate(app.read_text().split("\n")) if line.endswith("# planted"))


def dashboard(terminal: Terminal, running: Running) -> None:
    """Every screen once, and out."""
    terminal.enter(f"looptop attach {running.pid}")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0])
    for key in "12345678":
        terminal.send(key)
        screen = terminal.wait_for(lambda screen: "live" in screen.split("\n")[0])
        assert "failed" not in screen.split("\n")[0], screen
    terminal.send("q")
    wrong = terminal.is_restored()
    assert not wrong, wrong


ROUNDS = 4
"""A pool has all of its threads some time; what looptop left behind would be more after each look."""


def as_before(running: Running, looptop: Looptop, before: Levels, *options: str) -> None:
    """Nothing of those who looked is left in any of its processes."""
    if options:
        # Who asks it whether it is there keeps it from leaving.
        sockets = Path(looptop.environment["LOOPTOP_DIR"])
        wait_for("the agent to leave", lambda: not list(sockets.glob("*.sock")), show=lambda: str(os.listdir(sockets)))
    if running.program.restless:
        return
    for _ in range(ROUNDS if running.program.pools else 0):
        after = running.settled()
        if no_more(after, before):
            return
        before = after
        load = running.start_load()
        looptop.json("ps", running.pid, *options)
        load.wait()
        load.stop()
    wait_for(
        "its threads and descriptors to be as before",
        lambda: no_more(running.outside(), before),
        show=lambda: f"{before} -> {running.outside()}\n{running.descriptors()}",
    )


def no_more(after: Levels, before: Levels) -> bool:
    """Whether the same processes have no more threads and descriptors than before; fewer is their own business."""
    return set(after) == set(before) and all(
        now <= then for pid in before for now, then in zip(after[pid], before[pid])
    )


def shut_down(running: Running, looptop: Looptop, *options: str) -> None:
    """It ends with all of its processes, and nothing else does."""
    beside = [process.pid for process in running.beside] + ([running.redis.process.pid] if running.redis else [])
    processes = set(running.processes())
    plan = looptop.run("shutdown", running.pid, "--dry-run", *options)
    assert plan.status == 0, plan
    result = looptop.run("shutdown", running.pid, "--yes", "--json", "--timeout", "30s", *options)
    assert result.out, result
    document = json.loads(result.out)
    if running.program.lingers and document["outcome"] == "still-there":
        assert result.status == 1 and document["seconds"] >= 30, document
        return
    if running.program.killed:
        assert "nobody handles it" in plan.out, plan
        assert (result.status, document["outcome"]) == (1, "killed"), (plan.out, document)
    else:
        assert (result.status, document["outcome"]) == (0, "left"), (plan.out, document)
    if running.process:
        running.process.wait(30)
    wait_for("all its processes to end", lambda: not [pid for pid in processes if is_alive(pid)])
    assert running.program.takes_along or all(is_alive(pid) for pid in beside), beside
