"""The JSON documents of `ps`, `tree` and `ls`."""

from typing import Any, Dict, List, Set

from program import Looptop
from service import SERVICES, Plain
from waiting import wait_for

TASK: Set[str] = {"id", "name", "coroutine", "state", "parent", "created", "worker", "location", "wait"}
WAIT: Set[str] = {"kind", "on", "seconds", "since"}


def check_task(task: Dict[str, Any], service: Plain) -> None:
    assert set(task) >= TASK, task
    assert isinstance(task["id"], int) and task["worker"] == service.pid
    assert task["state"] in {"running", "ready", "waiting", "cancelling", "done", "failed", "cancelled"}
    if task["wait"] is not None:
        assert set(task["wait"]) >= WAIT, task
        assert task["wait"]["since"] in {"exact", "at_least"} and task["wait"]["seconds"] >= 0
    assert task["location"] is None or set(task["location"]) >= {"file", "line", "function"}


def test_ps(looptop: Looptop, plain: Plain) -> None:
    made = plain.tell("create", "invoice-7")
    rows = wait_for("the task", lambda: [row for row in looptop.tasks(plain) if row["name"] == "invoice-7"])
    document = looptop.json("ps", plain)
    assert document["complete"] is True and document["dropped"] == 0
    for task in document["tasks"]:
        check_task(task, plain)
    (task,) = rows
    assert task["state"] == "waiting" and abs(task["created"] - made) < 1
    assert task["location"]["file"] == str(SERVICES / "plain_asyncio.py") and task["location"]["function"] == "job"
    assert task["coroutine"].endswith("job") and task["wait"]["kind"] == "future"
    parents = {row["id"]: row["coroutine"] for row in document["tasks"]}
    assert parents[task["parent"]].endswith("connected")


def test_tree_nests_the_same_rows(looptop: Looptop, plain: Plain) -> None:
    plain.tell("create", "root-job")
    wait_for("the task", lambda: [row for row in looptop.tasks(plain) if row["name"] == "root-job"])

    flat: List[Dict[str, Any]] = []

    def walk(rows: List[Dict[str, Any]], parent: Any) -> None:
        for row in rows:
            check_task(row, plain)
            assert row["parent"] == parent or parent is None
            flat.append(row)
            walk(row["children"], row["id"])

    walk(looptop.json("tree", plain)["tasks"], None)
    assert {row["id"] for row in flat} == {row["id"] for row in looptop.tasks(plain)}
    (job,) = (row for row in flat if row["name"] == "root-job")
    assert any(job in row["children"] for row in flat)


def test_ls(looptop: Looptop, plain: Plain) -> None:
    (row,) = (row for row in looptop.json("ls")["services"] if row["pid"] == plain.pid)
    assert row["socket"] == plain.debug_socket and row["name"] == "plain_asyncio" and row["loop"] == "asyncio"
    assert row["python"].startswith("3.") and row["tasks"] >= 1


def test_the_tables_for_people(looptop: Looptop, plain: Plain) -> None:
    plain.tell("create", "invoice-8")
    wait_for("the task in ps", lambda: "invoice-8" in looptop.run("ps", plain).out)
    assert "invoice-8" in looptop.run("tree", plain).out
    assert str(plain.pid) in looptop.run("ls").out
