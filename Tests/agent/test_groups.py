"""The await tree: who waits for whom, through gather, wait, as_completed, task groups, shield and wait_for."""

import sys

import pytest
from harness import OBEYING

SERVICE = """
import asyncio, json, sys, threading
import looptop

KEEP = {}

async def stay(seconds=3600):
    await asyncio.sleep(seconds)

async def fail():
    await asyncio.sleep(0.3)
    raise ValueError("no")

async def name(name, coroutine):
    asyncio.current_task().set_name(name)
    return await coroutine

def spawn(called, coroutine):
    task = KEEP[called] = asyncio.get_running_loop().create_task(coroutine)
    task.set_name(called)
    return task

async def gathers():
    own = spawn("passed", stay())
    await asyncio.gather(name("made-1", stay()), name("made-2", fail()), own, return_exceptions=True)  # GATHER

async def waits():
    await asyncio.wait([spawn("w-1", stay()), spawn("w-2", stay(0.5))])

async def completes():
    for first in asyncio.as_completed([spawn("c-1", stay()), spawn("c-2", stay())]):
        await first

async def shields():
    await asyncio.shield(spawn("shielded", stay()))

async def times():
    await asyncio.wait_for(spawn("timed", stay()), 3600)

async def grouped():
    async with asyncio.TaskGroup() as group:
        KEEP["g-1"] = group.create_task(stay(), name="g-1")
        KEEP["g-2"] = group.create_task(stay(0.5), name="g-2")

async def circle(other):
    await asyncio.sleep(0.2)
    await KEEP[other]
"""


@pytest.fixture
def service(serve, loop):
    service = serve(loop + SERVICE + OBEYING)
    assert service.hear() == "up"
    return service


@pytest.fixture
def client(service):
    client = service.connect()
    client.subscribe(topics=("tasks",))
    yield client
    client.close()


def group_of(client, owner, **expected):
    """The group that this task waits for, once it is as expected."""

    def found():
        task = client.task(owner)
        group = client.groups.get(task["on_group"]) if task else None
        return group if group and all(group[key] == value for key, value in expected.items()) else None

    return client.until(found, "a group of %s with %r, among %r" % (owner, expected, client.groups))


def members(client, group):
    return sorted(task["name"] for task in client.tasks.values() if task["group"] == group["id"])


def line_of(service, words):
    return next(n for n, line in enumerate(service.script.read_text().splitlines(), 1) if words in line)


def test_gather_counts_what_is_done_and_what_has_failed(service, client):
    service.run("spawn('owner', gathers())")
    group = group_of(client, "owner", kind="gather", total=3)
    client.until(lambda: members(client, group) == ["made-1", "made-2", "passed"])
    assert client.task("owner")["location"][1] == group["location"][1] == line_of(service, "# GATHER")
    assert group["owner"] == client.task("owner")["id"] and group["return_exceptions"] == 1
    assert client.task("made-1")["made_by"] == group["id"] and client.task("passed")["made_by"] is None
    group_of(client, "owner", done=1, failed=1)
    detail = client.get("task", id=client.task("owner")["id"])
    assert sorted(client.tasks[id]["name"] for id in detail["awaits"]) == ["made-1", "passed"]
    inner = client.get("task", id=client.task("passed")["id"])
    assert inner["awaited_by"] == [client.task("owner")["id"]]
    assert "create_task" in inner["created_source"]
    service.run("KEEP['owner'].cancel()")
    client.until(lambda: not client.groups)


def test_wait(service, client):
    service.run("spawn('owner', waits())")
    group = group_of(client, "owner", kind="wait", total=2)
    client.until(lambda: members(client, group) == ["w-1", "w-2"])
    group_of(client, "owner", done=1)


def test_as_completed(service, client):
    service.run("spawn('owner', completes())")
    group = group_of(client, "owner", kind="as_completed")
    client.until(lambda: members(client, group) == ["c-1", "c-2"])


def test_shield_and_wait_for_are_edges_to_the_task_itself(service, client):
    service.run("spawn('owner', shields()); spawn('timer', times())")
    shielded = client.until_task("shielded")
    client.until_task("owner", on_task=shielded["id"])
    timed = client.until_task("timed")
    client.until_task("timer", on_task=timed["id"])


@pytest.mark.skipif(sys.version_info < (3, 11), reason="task groups came with 3.11")
def test_task_group(service, client):
    service.run("spawn('owner', grouped())")
    group = group_of(client, "owner", kind="task_group", total=2)
    client.until(lambda: members(client, group) == ["g-1", "g-2"])
    assert client.task("g-1")["made_by"] == group["id"]
    group_of(client, "owner", done=1, failed=0)
    service.run("KEEP['g-1'].cancel()")
    client.until(lambda: not client.groups and client.task("owner") is None)


def test_a_circle_of_tasks_harms_nobody(service, client):
    service.run("spawn('one', circle('two')); spawn('two', circle('one'))")
    one, two = client.until_task("one"), client.until_task("two")
    client.until_task("one", on_task=two["id"])
    client.until_task("two", on_task=one["id"])
    assert client.get("task", id=one["id"])["awaited_by"] == [two["id"]]


def test_a_gather_of_thousands_is_told_whole(service, client):
    service.run("spawn('owner', asyncio.wait_for(asyncio.gather(*[stay() for _ in range(6000)]), 3600))")
    group = client.until(lambda: next((g for g in client.groups.values() if g["total"] == 6000), None), patience=30)
    client.until(lambda: len(members(client, group)) == 6000, patience=30)


def test_a_late_client_hears_of_groups_too(service):
    service.run("spawn('owner', waits()); print('made')")
    service.hear()
    client = service.connect()
    client.subscribe(topics=("tasks",))
    group = group_of(client, "owner", kind="wait")
    client.until(lambda: "w-1" in members(client, group))
    client.close()
