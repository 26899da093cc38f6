"""Slow callbacks, events, groups and requests of real services, as the commands tell them."""

import json
import subprocess
from typing import Any, Dict, Iterator, List, NamedTuple, Optional

import pytest
from agent_client import AgentClient
from conftest import PYTHON, ROOT
from program import Looptop
from service import BLOCKING_LINE, SERVICES, Plain, Service, free_port
from waiting import wait_for

Row = Dict[str, Any]


def line_of(file: str, text: str) -> int:
    """The number of the only line that has a text in it."""
    lines = (SERVICES / file).read_text().split("\n")
    (number,) = [number for number, line in enumerate(lines, 1) if text in line]
    return number


def skip_without(capability: str, service: Service) -> None:
    """An agent that does not tell it cannot be tested for it."""
    client = AgentClient(service.debug_socket)
    client.close()
    if capability not in client.hello["capabilities"]:
        pytest.skip(f"the agent does not tell {capability} yet")


class Web(NamedTuple):
    """A web service: its file, its loop, and its server's name."""

    file: str
    loop: str
    server: str


WEB = {
    "fastapi": Web("fastapi_app.py", "uvloop", "uvicorn"),
    "aiohttp": Web("aiohttp_app.py", "asyncio", "aiohttp.web"),
}


@pytest.fixture(params=WEB)
def web(request: pytest.FixtureRequest, looptop: Looptop, services: List[Service]) -> Iterator[Any]:
    """Each of the web services, with what is known of it."""
    case = WEB[request.param]
    port = free_port()
    service = Service.detached(looptop, [PYTHON, str(SERVICES / case.file), str(port)], port)
    services.append(service)
    yield service, case


def slow_at(looptop: Looptop, target: object, file: str, line: int, *options: str) -> Optional[Row]:
    """The row of `looptop slow` for a line; None where there is none yet."""
    rows: List[Row] = looptop.json("slow", target, *options)["slow"]
    found = [
        row for row in rows if row["location"] and (row["location"]["file"], row["location"]["line"]) == (file, line)
    ]
    return found[0] if found else None


def test_a_handler_that_sleeps(looptop: Looptop, web: Any) -> None:
    service, case = web
    skip_without("slow", service)
    file, line = str(SERVICES / case.file), line_of(case.file, "time.sleep(")
    service.get("/block/once")
    row = wait_for("the blocking line", lambda: slow_at(looptop, service, file, line))
    assert row["count"] == 1 and 0.4 < row["max_seconds"] < 2 and row["total_seconds"] == row["max_seconds"]
    assert row["location"]["function"].split(".")[-1] == "block" and row["source"] == "time.sleep(0.5)"
    assert row["worker"] == service.pid and row["samples"] >= 1
    culprit = row["stack"][-1]
    assert (culprit["file"], culprit["line"], culprit["user"]) == (file, line, True)
    assert [context[1].strip() for context in culprit["context"] if context[0] == line] == ["time.sleep(0.5)"]
    assert any(not frame["user"] for frame in row["stack"]), "and what called it"
    assert row["cpu"] is None or row["cpu"] < 0.5, "it slept"
    assert sum(bucket["count"] for bucket in row["histogram"]) == 1
    (block,) = row["latest"]
    assert 0.4 < block["seconds"] < 2 and row["first"] == row["last"] == block["time"]
    text = looptop.run("slow", service).out
    assert f"{case.file}:{line}" in text and "time.sleep(0.5)" in text


def test_several_blocks_of_one_line(looptop: Looptop, web: Any) -> None:
    service, case = web
    skip_without("slow", service)
    file, line = str(SERVICES / case.file), line_of(case.file, "time.sleep(")
    for _ in range(3):
        service.get("/block/again").join()
    row = wait_for(
        "three blocks", lambda: (found := slow_at(looptop, service, file, line)) and found["count"] == 3 and found
    )
    assert row["total_seconds"] >= 1.2 and len(row["latest"]) == 3
    times = [block["time"] for block in row["latest"]]
    assert times == sorted(times, reverse=True)


def test_a_block_that_comes_while_it_is_watched(looptop: Looptop, plain: Plain) -> None:
    skip_without("slow", plain)
    file = str(SERVICES / "plain_asyncio.py")
    assert slow_at(looptop, plain, file, BLOCKING_LINE) is None
    plain.connect()
    watching = subprocess.Popen(
        [str(looptop.binary), "slow", str(plain), "--json", "--for", "3s"],
        stdout=subprocess.PIPE,
        env=looptop.environment,
    )
    plain.tell("block", 0.5)
    out, _ = watching.communicate(timeout=60)
    (row,) = json.loads(out)["slow"]
    assert row["location"]["line"] == BLOCKING_LINE and watching.returncode == 0


def test_the_demo(looptop: Looptop, services: List[Service], environment: Dict[str, str]) -> None:
    demo = ROOT / "Sources" / "Agent" / "demo"
    looptop.environment["PYTHONPATH"] = str(demo)
    service = Service.detached(looptop, [PYTHON, "-m", "orders"], name="orders")
    services.append(service)
    skip_without("slow", service)
    line = 1 + (demo / "orders" / "pricing.py").read_text().split("\n").index("    time.sleep(0.3)")
    row = wait_for(
        "the demo's blocking call",
        lambda: slow_at(looptop, service, str(demo / "orders" / "pricing.py"), line),
        timeout=40,
    )
    assert row["source"] == "time.sleep(0.3)" and row["count"] >= 1


def events(looptop: Looptop, target: object, *options: str) -> List[Row]:
    """What the agent remembers."""
    result = looptop.run("events", target, "--json", *options)
    assert result.status == 0, result
    return [json.loads(line) for line in result.out.splitlines()]


def test_named_tasks_begin_and_end(looptop: Looptop, plain: Plain) -> None:
    skip_without("events", plain)
    plain.connect()
    watching = subprocess.Popen(
        [str(looptop.binary), "events", str(plain), "--named", "--json", "--for", "4s"],
        stdout=subprocess.PIPE,
        env=looptop.environment,
    )
    for name in ("order-1", "order-2"):
        plain.tell("create", name)
        # one that is over before anybody can look is counted, not told
        wait_for(name, lambda name=name: name in [task["name"] for task in looptop.tasks(plain)])
    plain.tell("end", "order-1")
    failed = plain.tell("fail", "order-2")
    out, _ = watching.communicate(timeout=20)
    told = [json.loads(line) for line in out.splitlines()]
    assert watching.returncode == 0
    numbers = [event["n"] for event in told]
    assert numbers == sorted(set(numbers))
    about = [(event["name"], event["kind"]) for event in told]
    for expected in ("order-1", "created"), ("order-1", "ended"), ("order-2", "created"), ("order-2", "failed"):
        assert about.count(expected) == 1, about
    assert about.index(("order-1", "created")) < about.index(("order-1", "ended"))
    (failure,) = [event for event in told if event["kind"] == "failed"]
    assert failure["text"].startswith("ValueError") and "no luck" in failure["text"]
    assert abs(failure["time"] - failed) < 1 and failure["seconds"] >= 0 and failure["worker"] == plain.pid
    # Nobody watches any more, and it is remembered.
    assert [event for event in events(looptop, plain, "--named") if event["n"] in numbers] == told
    assert {event["kind"] for event in events(looptop, plain, "--kind", "failed")} == {"failed"}
    assert "order-2" in looptop.run("events", plain, "--kind", "failed").out


def nodes(rows: List[Row], above: Optional[Row] = None) -> Iterator[Any]:
    """All nodes of a tree with the one that they stand below."""
    for row in rows:
        yield row, above
        yield from nodes(row["children"], row)


@pytest.mark.parametrize("form", ["await", "creation"])
def test_a_gather_is_a_node(form: str, looptop: Looptop, plain: Plain) -> None:
    plain.tell("gather", "prices")

    def probe() -> Optional[Any]:
        tree = looptop.json("tree", plain, "--by", form)["tasks"]
        found = [(node, above) for node, above in nodes(tree) if node["type"] == "group" and node["kind"] == "gather"]
        return found[0] if found and found[0][0]["done"] == 2 else None

    if not looptop_groups(plain):
        pytest.skip("the agent does not tell groups yet")
    group, above = wait_for("the gather", probe)
    assert (group["total"], group["done"], group["failed"], group["return_exceptions"]) == (4, 2, 1, True)
    assert above["name"] == "prices" and group["owner"] == above["id"]
    assert group["location"]["file"] == str(SERVICES / "plain_asyncio.py")
    assert group["location"]["line"] == line_of("plain_asyncio.py", "await asyncio.gather(")
    members = group["children"]
    assert [member["coroutine"].split(".")[-1] for member in members] == ["job", "job"]
    assert all(member["group"] == member["made_by"] == group["group"] for member in members)
    if form == "await":
        task = looptop.json("task", plain, above["id"])["task"]
        assert sorted(task["awaits"]) == sorted(member["id"] for member in members)
        assert task["wait"]["group"] == group["group"]
        assert looptop.json("task", plain, members[0]["id"])["task"]["awaited_by"] == [above["id"]]
        assert "gather 2/4, 1 failed" in looptop.run("tree", plain, "--by", "await").out


def looptop_groups(service: Plain) -> bool:
    """Whether the agent tells groups: they have no capability of their own."""
    client = AgentClient(service.debug_socket)
    client.ask("snapshot", topics=["tasks"])
    client.close()
    return any(note["method"] == "groups" for note in client.notes) or any(
        "group" in note["params"] for note in client.notes if note["method"] == "tasks.new"
    )


def test_requests_in_flight(looptop: Looptop, web: Any) -> None:
    service, case = web
    skip_without("requests", service)

    def probe() -> Optional[Row]:
        """The request, and the same one on the page of its task."""
        rows: List[Row] = looptop.json("requests", service)["requests"]
        if not rows or not rows[0]["location"]:
            return None
        page = looptop.run("task", service, rows[0]["task"], "--json")
        request = json.loads(page.out)["task"]["request"] if page.status == 0 else None
        return rows[0] if request and request["id"] == rows[0]["id"] else None

    with service.asking("/slow?secret=1"):
        row = wait_for("the request and its task", probe)
    assert (row["method"], row["target"], row["server"]) == ("GET", "/slow", case.server)
    assert row["peer"].startswith("127.0.0.1") and row["seconds"] >= 0
    assert row["location"]["file"] == str(SERVICES / case.file)
    assert row["location"]["function"].split(".")[-1] == "slow"
    wait_for("its end", lambda: looptop.json("requests", service)["requests"] == [])
    document = looptop.json("requests", service)
    assert document["in_flight"] == 0 and document["begun"] >= 1
