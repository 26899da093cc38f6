"""The commands for scripts: one task, the await tree, watching, and how they end."""

import json
import subprocess
import time
from typing import Any, Callable, Dict, Iterator, List

import pytest
from program import Looptop
from service import SERVICES, Plain
from waiting import wait_for

FILE = str(SERVICES / "plain_asyncio.py")
SOURCE = (SERVICES / "plain_asyncio.py").read_text().split("\n")


def find(looptop: Looptop, service: Plain, name: str) -> Dict[str, Any]:
    """The row of a task that is about to be seen waiting."""

    def probe() -> List[Dict[str, Any]]:
        return [row for row in looptop.tasks(service) if row["name"] == name and row["state"] == "waiting"]

    return wait_for(f"the task {name}", probe)[0]


def nodes(rows: List[Dict[str, Any]]) -> Iterator[Dict[str, Any]]:
    """All nodes of a tree, parents first."""
    for row in rows:
        yield row
        yield from nodes(row["children"])


def test_task(looptop: Looptop, plain: Plain) -> None:
    plain.tell("create", "invoice-7")
    row = find(looptop, plain, "invoice-7")
    document = looptop.json("task", plain, row["id"])
    assert document["complete"] is True and document["dropped"] == 0 and document["service"]["pid"] == plain.pid
    task = document["task"]
    same = ["id", "name", "named", "coroutine", "parent", "created", "created_at", "worker", "location"]
    assert {key: task[key] for key in same} == {key: row[key] for key in same}
    assert task["named"] is True and task["state"] == "waiting" and task["wait"]["kind"] == "future"
    (frame,) = [frame for frame in task["stack"] if frame["user"]]
    assert frame["file"] == FILE and frame["source"] == "await end"
    assert SOURCE[frame["line"] - 1].strip() == "await end"
    assert [line[0] for line in frame["context"] if line[1].strip() == "await end"] == [frame["line"]]
    assert "create_task" in SOURCE[task["created_at"]["line"] - 1]
    assert task["awaits"] == [] and task["children"] == [] and task["cycle"] is None
    assert [link["task"] for link in task["why"]] == [task["id"]]


def test_task_for_people(looptop: Looptop, plain: Plain) -> None:
    plain.tell("create", "invoice-8")
    row = find(looptop, plain, "invoice-8")
    shown = looptop.run("task", plain, f"#{row['id']}")
    assert shown.status == 0, shown
    for words in (f"#{row['id']} invoice-8", "waiting for", "await end", f"plain_asyncio.py:{row['location']['line']}"):
        assert words in shown.out, shown.out


def test_a_cycle_is_a_cycle(looptop: Looptop, plain: Plain) -> None:
    plain.tell("cycle", "knot")
    a, b = find(looptop, plain, "knot-a"), find(looptop, plain, "knot-b")
    assert a["wait"]["task"] == b["id"] and b["wait"]["task"] == a["id"]
    tree = looptop.json("tree", plain, "--by", "await")
    all_nodes = list(nodes(tree["tasks"]))
    ids = [node["id"] for node in all_nodes if node["type"] == "task"]
    assert len(ids) == len(set(ids)), "each task once"
    (top,) = [node for node in tree["tasks"] if node["id"] == a["id"]]
    (below,) = top["children"]
    (closing,) = below["children"]
    assert below["id"] == b["id"] and closing["type"] == "cycle" and closing["task"] == a["id"]
    assert "a cycle" in looptop.run("tree", plain, "--by", "await").out
    task = looptop.json("task", plain, b["id"])["task"]
    assert task["cycle"] == b["id"] and [link["task"] for link in task["why"]] == [b["id"], a["id"]]
    assert task["awaits"] == [a["id"]] and task["awaited_by"] == [a["id"]]


def test_a_task_that_is_not_there(looptop: Looptop, plain: Plain) -> None:
    gone = looptop.run("task", plain, 9999, "--json")
    assert gone.status == 1 and gone.out == "" and "#9999" in gone.err and f"looptop ps {plain}" in gone.err
    wrong = looptop.run("task", plain, "main")
    assert wrong.status == 64 and "looptop ps" in wrong.err


@pytest.mark.parametrize(
    "command", [["ps"], ["tree"], ["task", "1"], ["slow"], ["events"], ["requests"]], ids=lambda words: words[0]
)
def test_no_such_service(looptop: Looptop, command: List[str]) -> None:
    name, *rest = command
    result = looptop.run(name, "nobody", *rest, "--json")
    assert result.status == 69 and result.out == "" and "nobody" in result.err


def test_an_ambiguous_name_lists_the_candidates(looptop: Looptop, start_plain: Callable[..., Plain]) -> None:
    twins = [start_plain("twin"), start_plain("twin")]
    result = looptop.run("task", "twin", 1)
    assert result.status == 64 and all(str(twin.pid) in result.err for twin in twins), result


def test_wrong_words(looptop: Looptop, plain: Plain) -> None:
    for words in (["tree", plain, "--by", "colour"], ["ps", plain, "--for", "soon"], ["events", plain, "--kind", "x"]):
        result = looptop.run(*words)
        assert result.status == 64 and result.out == "" and result.err, result


def test_watch_prints_a_document_a_line(looptop: Looptop, plain: Plain) -> None:
    plain.tell("create", "watched")
    find(looptop, plain, "watched")
    begin = time.monotonic()
    result = looptop.run("ps", plain, "--filter", "name:watched", "--json", "--watch", "--for", "2500ms")
    assert result.status == 0 and time.monotonic() - begin > 2.4, result
    documents = [json.loads(line) for line in result.out.splitlines()]
    assert len(documents) >= 2
    for document in documents:
        assert document["complete"] is True
        assert [task["name"] for task in document["tasks"]] == ["watched"]
    waits = [document["tasks"][0]["wait"]["seconds"] for document in documents]
    assert waits == sorted(waits) and waits[-1] - waits[0] > 0.8


def test_a_service_that_goes_while_it_is_watched(looptop: Looptop, plain: Plain) -> None:
    watching = subprocess.Popen(
        [str(looptop.binary), "ps", str(plain), "--json", "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=looptop.environment,
    )
    assert watching.stdout and json.loads(watching.stdout.readline())["complete"]
    plain.stop()
    _, said = watching.communicate(timeout=60)
    assert watching.returncode == 69 and b"ended" in said, said


def test_a_reader_that_has_had_enough(looptop: Looptop, plain: Plain) -> None:
    command = f"{looptop.binary} ps {plain} --json --watch | head -n 1"
    result = subprocess.run(["sh", "-c", command], capture_output=True, env=looptop.environment, timeout=20, check=True)
    assert json.loads(result.stdout)["complete"] and not result.stderr


def test_steps(looptop: Looptop, plain: Plain) -> None:
    plain.tell("create", "stepper")
    row = find(looptop, plain, "stepper")
    assert row["steps"] is None or row["steps"] >= 0
    assert (row["approx"] is None) == (row["steps"] is None and row["busy"] is None)
