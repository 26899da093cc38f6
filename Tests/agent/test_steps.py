"""Steps and busy time: exact while somebody looks, sampled otherwise, and asyncio put back afterwards."""

import pytest
from harness import wait_for
from test_tasks import SERVICE


@pytest.fixture
def pair(serve):
    """A service on asyncio's own loop that executes lines, and a subscribed client."""
    service = serve(SERVICE.replace("KEEP = {}", "KEEP = {}" + HELPERS))
    client = service.connect()
    client.subscribe()
    yield service, client
    client.close()


HELPERS = """
import time

async def count_down(number):
    while True:
        await GO.wait()
        for _ in range(number):
            time.sleep(0.002)
            await asyncio.sleep(0)
        GO.clear()

async def run_on():
    while True:
        await asyncio.sleep(0)

async def hot():
    while True:
        time.sleep(0.01)
        await asyncio.sleep(0)

def own_loop():
    return "_run_once" in vars(asyncio.get_running_loop())
"""


def start(service):
    service.run("GO = asyncio.Event(); spawn('counted', count_down(10)); print(1)")
    service.hear()


def full(client, task):
    return client.get("task", id=task, source=False)


def test_steps_of_a_task_that_is_looked_at_are_exact(pair):
    service, client = pair
    start(service)
    task = client.until_task("counted")["id"]
    assert full(client, task)["approx"] is True
    answer = client.get("look", tasks=[task])
    assert answer == {"tasks": 1, "accounting": "sampled"}
    assert full(client, task)["approx"] is False and full(client, task)["steps"] == 0
    service.run("GO.set(); print(1)")
    service.hear()
    # the wake-up, and one for each sleep(0)
    found = wait_for(lambda: full(client, task)["steps"] == 11 and full(client, task), "11 steps")
    assert 0.02 <= found["busy"] < 2 and found["approx"] is False
    client.get("look", tasks=[])
    assert full(client, task)["approx"] is True
    service.run("print(own_loop())")
    assert service.hear() == "False"


def test_steps_of_all_tasks_are_counted_while_a_client_asks_for_it(pair):
    service, client = pair
    start(service)
    task = client.until_task("counted")["id"]
    other = service.connect()
    assert other.get("look", tasks=[], steps="all") == {"tasks": 0, "accounting": "full"}
    other.subscribe(topics=["vitals"])
    other.until(lambda: other.vitals and other.vitals["accounting"] == "full")
    before = other.vitals["steps"]
    service.run("GO.set(); spawn('other', stay()); print(1)")
    service.hear()
    row = client.until(lambda: (lambda row: row["steps"] == 11 and row)(client.task("counted")))
    assert row["approx"] == 0 and row["id"] == task
    fresh = client.until_task("other")
    assert fresh["steps"] == 1 and fresh["approx"] == 0
    other.until(lambda: other.vitals["steps"] >= before + 12)
    client.until(lambda: client.vitals["accounting"] == "full", "full accounting")
    other.close()
    client.until(lambda: client.vitals["accounting"] == "sampled" and client.vitals["steps"] is None)
    service.run("print(own_loop())")
    assert service.hear() == "False"


def test_a_task_that_only_runs_on_is_told_once_a_second(pair):
    service, client = pair
    service.run("spawn('on', run_on()); print(1)")
    service.hear()
    task = client.until_task("on")["id"]
    client.get("look", tasks=[task])
    seen = client.until(lambda: (lambda row: row["steps"] > 100 and row["steps"])(client.task("on")))
    client.until(lambda: client.task("on")["steps"] > seen + 100)


def test_sampled_steps_are_a_lower_bound(pair):
    service, client = pair
    start(service)
    row = client.until_task("counted")
    assert row["approx"] == 1 and row["steps"] == 1
    service.run("GO.set(); print(1)")
    service.hear()
    row = client.until(lambda: (lambda row: row["steps"] > 1 and row)(client.task("counted")))
    assert row["steps"] <= 12 and row["approx"] == 1


def test_the_busiest_lines_are_sampled(pair):
    service, client = pair
    service.run("spawn('hot', hot())")
    client.until_task("hot")
    lines = client.until(
        lambda: [line for line in client.vitals["busiest"] or () if line["location"]["function"].endswith("hot")]
    )
    assert lines[0]["share"] > 0


def test_what_a_callback_raises_goes_the_usual_way(pair):
    service, client = pair
    client.get("look", steps="all")
    code = """
def handle(loop, context):
    error = context["exception"]
    place = error.__traceback__.tb_frame.f_code.co_name
    print(context["message"].split(" at ")[0], repr(error), place, sorted(context))
def bad(): raise ValueError(1)
loop = asyncio.get_running_loop()
loop.set_exception_handler(handle)
loop.call_soon(bad)
"""
    service.run(code)
    heard = service.hear()
    assert heard.startswith("Exception in callback bad() ValueError(1) bad ['exception', 'handle', 'message'")


def test_debug_mode_is_asyncios_own_and_not_counted(pair):
    service, client = pair
    start(service)
    task = client.until_task("counted")["id"]
    client.get("look", tasks=[task])
    service.run("asyncio.get_running_loop().set_debug(True); print(1)")
    service.hear()
    assert full(client, task)["approx"] is True


def test_among_many_tasks_the_looked_at_are_found_by_the_next_tick(pair):
    service, client = pair
    start(service)
    service.run("MANY = [asyncio.get_running_loop().create_task(stay()) for _ in range(6000)]; print(1)")
    service.hear()
    client.until(lambda: len(client.tasks) > 6000)
    task = client.task("counted")["id"]
    client.get("look", tasks=[task])
    wait_for(lambda: full(client, task)["approx"] is False, "an exact count")
    service.run("GO.set(); print(1)")
    service.hear()
    wait_for(lambda: full(client, task)["steps"] == 11, "11 steps")
    client.get("look", tasks=[])
    assert full(client, task)["approx"] is True


@pytest.mark.parametrize("bad", [{"tasks": 1}, {"tasks": ["1"]}, {"tasks": [1] * 201}, {"steps": "some"}])
def test_a_wrong_look_is_refused(pair, bad):
    service, client = pair
    assert client.error("look", **bad) == -32602


def test_the_loop_is_as_it_was_after_stop(pair):
    service, client = pair
    client.get("look", steps="all")
    service.run("print(own_loop())")
    assert service.hear() == "True"
    service.run("looptop.stop(); print(own_loop())")
    assert service.hear() == "False"


def test_all_are_counted_from_the_first_loop_on_where_the_environment_asks_for_it(serve):
    source = "import looptop\nlooptop.start()\n" + SERVICE.replace("KEEP = {}", "KEEP = {}" + HELPERS)
    service = serve(source, LOOPTOP_STEPS="all")
    client = service.connect()
    client.subscribe()
    client.until(lambda: client.vitals["accounting"] == "full")
    start(service)
    assert client.until_task("counted")["approx"] == 0
    service.run("GO.set(); print(1)")
    service.hear()
    client.until(lambda: client.task("counted")["steps"] == 12)


def test_this_python_is_known():
    import asyncio

    from looptop.loops.run_once import Counter

    assert Counter(asyncio).is_known
