"""An agent that comes late: what was there before it is read in full, whatever the first look could not know."""

import time

import pytest

CHAIN = """
import asyncio, sys
import looptop

TASKS = []

async def link(n):
    await (TASKS[n + 1] if n < 29 else asyncio.sleep(3600))

async def gathered(n):
    await asyncio.gather(*(waits(n) for _ in range(3)))

async def waits(n):
    await asyncio.wait_for(asyncio.shield(TASKS[n]), 3600)

async def main():
    for n in range(30):
        TASKS.append(asyncio.ensure_future(link(n)))
        TASKS[-1].set_name("link-%d" % n)
    groups = [asyncio.ensure_future(gathered(n)) for n in range(5)]
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    looptop.start()
    await asyncio.sleep(3600)

asyncio.run(main())
"""


def test_all_await_edges_of_tasks_from_before_are_known_at_the_first_look(serve, loop):
    service = serve(loop + CHAIN)
    service.say("start")
    client = service.connect()
    client.subscribe(topics=("tasks", "vitals"))
    client.until_task("link-29", wait="timer")
    ids = {task["name"]: task["id"] for task in client.tasks.values()}
    for n in range(29):
        assert client.task("link-%d" % n)["on_task"] == ids["link-%d" % (n + 1)], n
    gathers = [group for group in client.groups.values() if group["kind"] == "gather"]
    members = [task for task in client.tasks.values() if task["group"] is not None]
    assert len(gathers) == 5 and len(members) == 15, (gathers, members)


IDLE = """
import asyncio, sys, threading, time
import looptop

async def main():
    await asyncio.sleep(3600)

def come():
    sys.stdin.readline()
    looptop.start()

threading.Thread(target=come).start()
asyncio.run(main())
"""


def test_the_time_in_select_before_the_agent_is_no_block(serve):
    service = serve(IDLE)
    service.say("start")
    client = service.connect()
    client.subscribe(0.1, topics=("tasks", "vitals", "slow"))
    vitals = client.until(lambda: client.vitals if client.vitals and client.vitals["iterations"] else None)
    client.until(lambda: client.vitals["t"] > vitals["t"] + 2)
    assert client.vitals["slow"] == 0 and client.slow == {} and client.vitals["busy"] < 0.05
    assert client.vitals["lag"] < 0.1


BLOCKED = """
import asyncio, sys, threading, time
import looptop

async def inner():
    await asyncio.sleep(0.1)
    print("blocked")
    time.sleep(30)  # CULPRIT

async def main():
    await inner()

def come():
    sys.stdin.readline()
    looptop.start()

threading.Thread(target=come).start()
asyncio.run(main())
"""


def test_a_block_that_goes_on_has_its_line_everywhere(serve, loop):
    service = serve(loop + BLOCKED)
    assert service.hear() == "blocked"
    service.say("start")
    client = service.connect()
    client.subscribe(0.1, topics=("tasks", "vitals", "slow"))
    line = next(n for n, text in enumerate(service.script.read_text().splitlines(), 1) if "# CULPRIT" in text)
    blocked = client.until(lambda: client.vitals and client.vitals["blocked"])
    assert blocked["at_least"] is True and blocked["location"]["line"] == line
    assert client.until(lambda: client.loops)[0]["thread_name"] == "MainThread"
    task = client.until(lambda: next((task for task in client.tasks.values() if task["state"] == 0), None))
    assert task["location"][1] == line, "a running task is where its thread is"
    (row,) = client.until(lambda: [row for row in client.slow.values() if row["open"]])
    assert row["location"]["line"] == line and row["count"] == 1 and row["at_least"] is True
    client.until(lambda: client.slow[row["id"]]["open"] > row["open"])
    assert [culprit["location"]["line"] for culprit in client.vitals["busiest"]] == [line]


NO_TASK = """
import asyncio, sys, threading, time
import looptop

def block():
    time.sleep(30)  # CULPRIT

def come():
    sys.stdin.readline()
    looptop.start()
    sys.stdin.readline()
    loop.call_soon_threadsafe(block)

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
threading.Thread(target=come).start()
HOW
print("up")
RUN
"""


def runs_in(where):
    """A loop without a task in the main thread, or in another one that says nothing of it to asyncio."""
    if where == "main":
        return NO_TASK.replace("HOW", "").replace("RUN", "loop.run_forever()")
    other = "asyncio.set_event_loop(None); threading.Thread(target=loop.run_forever).start()"
    return NO_TASK.replace("HOW", other).replace("RUN", "threading.Event().wait()")


@pytest.mark.parametrize("where", ["main", "thread"])
def test_a_loop_without_a_task_is_found_and_measured(serve, loop, where):
    service = serve(loop + runs_in(where))
    assert service.hear() == "up"
    service.say("start")
    client = service.connect()
    client.subscribe(0.1, topics=("tasks", "vitals", "slow"))
    (row,) = client.until(lambda: client.loops)
    assert row["running"] is True and row["implementation"] == ("uvloop" if loop else "asyncio")
    client.until(lambda: client.vitals and client.vitals["lag"] is not None)
    service.say("block")
    blocked = client.until(lambda: client.vitals["blocked"])
    line = next(n for n, text in enumerate(service.script.read_text().splitlines(), 1) if "# CULPRIT" in text)
    assert blocked["location"]["line"] == line


def test_nothing_of_the_agent_is_seen_in_the_services_threads(serve):
    service = serve(
        """
import asyncio, looptop
async def main():
    looptop.start()
    while True:
        await asyncio.sleep(0)
asyncio.run(main())
"""
    )
    client = service.connect()
    client.subscribe(0.05)
    client.get("look", steps="all")
    client.until(lambda: client.vitals and (client.vitals["iterations"] or 0) > 20000 and client.vitals["busiest"])
    places = [row["location"]["file"] for row in client.vitals["busiest"]]
    places += [frame["file"] for row in client.slow.values() for frame in row["stack"]]
    for _ in range(50):
        threads = client.get("threads")["threads"]
        places += [frame["file"] for thread in threads if not thread["agent"] for frame in thread["stack"]]
    assert places and not [place for place in places if "/looptop/" in place], set(places)


@pytest.mark.parametrize("late", [False, True])
def test_no_loop_is_not_said_while_the_process_starts(serve, late):
    service = serve(
        """
import select, sys, time
%s
import looptop
looptop.start()
while not select.select([sys.stdin], [], [], 0)[0]:
    time.sleep(0.001)  # it does something
sys.stdin.readline()
sys.stdin.readline()
"""
        % ("import asyncio" if late else "")
    )
    client = service.connect()
    client.subscribe(0.1, topics=("tasks", "vitals", "slow"))
    client.until(lambda: "loops" in client.seen)
    assert client.loops == [] and client.no_loop == "starting"
    service.say("wait")
    client.until(lambda: client.no_loop == "none")
    assert time.time() - client.greeting["started"] < 10  # it is as young as before


TRIO = """
import sys, time, types
trio = types.ModuleType("trio._core._run")
exec("def run():\\n    print('up', flush=True)\\n    time.sleep(3600)", vars(trio))
trio.time = time
sys.modules[trio.__name__] = trio
import asyncio, looptop
looptop.start()
trio.run()
"""


def test_trios_loop_is_not_taken_for_none(serve):
    service = serve(TRIO)
    assert service.hear() == "up"
    client = service.connect()
    client.subscribe()
    client.until(lambda: client.complete and client.no_loop == "trio")
    client.close()
