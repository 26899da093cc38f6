"""Loops: blocked ones, several of them, and what is measured of them."""

import time

import pytest
from harness import wait_for


def test_a_blocked_loop_answers_within_a_second_with_the_culprit(serve, loop):
    service = serve(
        loop
        + """
import asyncio, looptop, time
async def stay():
    await asyncio.sleep(3600)
async def culprit():
    print("blocked")
    time.sleep(30)
async def main():
    looptop.start()
    KEEP = [asyncio.ensure_future(stay()) for _ in range(5)]
    await asyncio.sleep(0.1)
    await asyncio.ensure_future(culprit())
asyncio.run(main())
"""
    )
    assert service.hear() == "blocked"
    client = service.connect()
    client.subscribe(0.1)
    blocked = client.until(lambda: client.vitals["blocked"])
    assert len(client.tasks) == 7
    line = service.script.read_text().split("\n").index("    time.sleep(30)") + 1
    assert blocked["location"] == {"file": str(service.script), "line": line, "function": "culprit", "user": True}
    assert blocked["stack"][-1]["source"] == "time.sleep(30)" and blocked["late"] is False
    assert client.tasks[blocked["task"]]["coroutine"] == "culprit"
    client.until(lambda: client.tasks[blocked["task"]]["state"] == 0)
    assert client.vitals["lag"] > 0.1 and client.vitals["lag_max"] > 0.1
    full = client.get("task", id=blocked["task"])
    assert full["state"] == "running" and full["stack"][-1]["line"] == line


def test_the_end_of_a_block(serve, loop):
    service = serve(
        loop
        + """
import asyncio, looptop, sys, time
async def main():
    looptop.start()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    time.sleep(0.5)
    await asyncio.sleep(3600)
asyncio.run(main())
"""
    )
    client = service.connect()
    client.subscribe(0.05)
    client.until(lambda: client.vitals["lag"] is not None)
    service.say("block")
    blocked = client.until(lambda: client.vitals["blocked"])
    assert blocked["seconds"] < 5 and abs(blocked["since"] - time.time()) < 5
    client.until(lambda: client.vitals["blocked"] is None)
    client.until(lambda: client.vitals["lag"] < 0.1)


def test_what_is_measured(serve, loop):
    service = serve(
        loop
        + """
import asyncio, looptop
async def main():
    looptop.start()
    while True:
        sum(range(10000))
        await asyncio.sleep(0.001)
asyncio.run(main())
"""
    )
    client = service.connect()
    client.subscribe(0.1)
    (row,) = client.until(lambda: client.loops)
    assert row["running"] is True and row["main"] is True and row["thread"] == service.process.pid
    assert row["debug"] is False
    assert row["implementation"] == ("uvloop" if loop else "asyncio")
    if loop:
        vitals = client.vitals
        assert [vitals[name] for name in ("busy", "callbacks", "iterations", "ready_queue")] == [None] * 4
    else:
        busy = client.until(lambda: client.vitals["busy"])
        assert 0 < busy <= 1
        before = client.vitals
        client.until(lambda: client.vitals["iterations"] > before["iterations"] + 50)
        assert client.vitals["callbacks"] > before["callbacks"] and client.vitals["timers"] is not None
    assert client.vitals["cpu"] > client.vitals["cost"] > 0


def test_several_loops_in_threads(serve, loop):
    service = serve(
        loop
        + """
import asyncio, looptop, threading, sys
looptop.start()
async def stay(name):
    task = asyncio.ensure_future(asyncio.sleep(3600))
    task.set_name(name)
    await task
for name in ("one", "two"):
    threading.Thread(target=lambda name=name: asyncio.run(stay(name)), daemon=True, name="thread " + name).start()
sys.stdin.readline()
"""
    )
    client = service.connect()
    client.subscribe(0.1)
    one, two = client.until_task("one", state=2), client.until_task("two", state=2)
    assert one["loop"] != two["loop"]
    client.until(lambda: sum(row["thread"] is not None for row in client.loops) == 2)
    rows = {row["id"]: row for row in client.loops}
    assert rows[one["loop"]]["thread_name"] == "thread one" and rows[two["loop"]]["main"] is False
    found = {row["name"]: row for row in client.get("threads")["threads"]}
    assert found["thread one"]["loop"] == one["loop"] and found["looptop"]["agent"] is True
    assert found["MainThread"]["stack"][0]["source"] == "sys.stdin.readline()"


def test_loops_that_come_and_go(serve, loop):
    service = serve(
        loop
        + """
import asyncio, looptop, sys
looptop.start()
for _ in range(20):
    asyncio.run(asyncio.sleep(0.001))
print("done")
sys.stdin.readline()
"""
    )
    assert service.hear() == "done"
    client = service.connect()
    wait_for(lambda: client.get("snapshot") and client.loops == [], "an empty list of loops")
    assert client.tasks == {}


@pytest.mark.parametrize("when", ["before", "after"])
def test_uvloop_that_is_imported_before_or_after_the_agent(serve, when):
    pytest.importorskip("uvloop")
    lines = ["import uvloop", "import looptop; looptop.start()"]
    service = serve(
        "\n".join(lines if when == "before" else reversed(lines))
        + """
import asyncio
async def main():
    asyncio.ensure_future(asyncio.sleep(3600)).set_name("sleeper")
    await asyncio.sleep(3600)
uvloop.install()
asyncio.run(main())
"""
    )
    client = service.connect()
    client.subscribe(0.1)
    client.until_task("sleeper", wait="timer")
    (row,) = client.loops
    assert row["running"] is True and row["implementation"] == "uvloop"
    client.until(lambda: client.vitals["lag"] is not None)


COLLECTED = """
import gc, looptop, sys
from looptop.agent import agent

def run():
    global loop  # where it is found on 3.14 and later, if uvloop was imported before the agent
    loop = new_event_loop()
    told = []
    loop.set_exception_handler(lambda loop, context: told.append((loop.is_closed(), context["message"])))

    async def forever():
        await loop.create_future()

    async def main():
        tasks.append(asyncio.ensure_future(forever()))
        while "call_exception_handler" not in vars(loop):
            await asyncio.sleep(0.01)

    tasks = []
    loop.run_until_complete(main())
    loop.close()
    del loop
    tasks[0].circle = tasks
    return told

for _ in range(20):
    told = run()
    gc.collect()
    assert told == [(True, "Task was destroyed but it is pending!")], told
print("well")
"""


@pytest.mark.parametrize("kind", ["asyncio", "uvloop"])
def test_a_loop_that_is_collected_with_its_tasks_hears_of_them(serve, kind):
    if kind == "uvloop":
        pytest.importorskip("uvloop")
    how = "import asyncio, %s\nnew_event_loop = %s.new_event_loop\n" % (kind, kind)
    service = serve(how + "import looptop; looptop.start()\n" + COLLECTED)
    client = service.connect()
    client.subscribe()
    assert service.hear() == "well"
    assert service.end() == 0 and service.stderr() == ""
