"""Blocks of the loop: the culprit's line, how long, how often, what waited; and the log of what happened."""

import time

import pytest
from harness import OBEYING
from looptop.loops.samples import Sample, ThreadTimes
from looptop.loops.slow_callbacks import Culprit, Slow
from looptop.reading.stacks import in_callback

SERVICE = """
import asyncio, json, re, sys, threading, time
import looptop

KEEP = {}

def pause(seconds):
    time.sleep(seconds)  # CULPRIT

def compute(seconds):
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        pass

def seek(size):
    re.match("(a+)+$", "a" * size + "!")  # KEEPS THE GIL

async def block(seconds, how=pause):
    await asyncio.sleep(0.15)
    how(seconds)

async def stay():
    await asyncio.sleep(3600)

async def fail():
    raise ValueError("no luck")

def spawn(name, coroutine):
    task = KEEP[name] = asyncio.get_running_loop().create_task(coroutine)
    task.set_name(name)
"""


@pytest.fixture
def service(serve, loop):
    service = serve(loop + SERVICE + OBEYING)
    assert service.hear() == "up"
    return service


@pytest.fixture
def client(service):
    client = service.connect()
    client.subscribe(topics=("tasks", "vitals", "slow", "events"))
    yield client
    client.close()


def line_of(service, words):
    return next(n for n, line in enumerate(service.script.read_text().splitlines(), 1) if words in line)


def culprit(client, line, count=1):
    """The row of the culprit in this line, once it has so many blocks."""

    def found():
        rows = [row for row in client.slow.values() if row["location"] and row["location"]["line"] == line]
        return next((row for row in rows if row["count"] >= count), None)

    return client.until(found, "a culprit in line %d, among %.3000r" % (line, client.slow))


def test_a_block_is_known_by_its_line(service, client):
    began = time.time()
    service.run("spawn('blocker', block(0.5))")
    row = culprit(client, line_of(service, "# CULPRIT"))
    assert row["source"] == "time.sleep(seconds)  # CULPRIT"
    assert row["location"]["function"] == "pause" and row["location"]["file"] == str(service.script)
    assert 0.35 < row["max"] < 5 and row["total"] == pytest.approx(row["max"], abs=0.001)
    assert began - 1 < row["first"] <= row["last"] < time.time()
    assert (row["name"], row["coroutine"]) == ("blocker", "block")
    assert [frame["function"] for frame in row["stack"]][-2:] == ["block", "pause"]
    assert row["stack"][-1]["context"] and row["samples"] >= 1
    assert sum(count for _, count in row["histogram"]) == row["count"] == len(row["latest"])
    client.until(lambda: client.vitals and client.vitals["slow"] == 1)


def test_blocks_of_one_line_are_one_culprit(service, client):
    line = line_of(service, "# CULPRIT")
    for number in range(3):
        service.run("spawn('blocker', block(0.25))")
        row = culprit(client, line, number + 1)
    assert row["count"] == 3 and len(row["latest"]) == 3


def test_what_has_called_the_loop_is_no_culprit(service, client):
    """A callback in C has no line: the program's last one, which waits for the loop, is none either."""
    service.run("asyncio.get_running_loop().call_soon(time.sleep, 0.7)")
    rows = client.slow.values
    row = client.until(lambda: next((row for row in rows() if row["max"] > 0.5), None), "the block")
    place = row["location"]
    assert place is None or not place["user"], row


def test_the_innermost_of_the_loop_is_where_its_callbacks_begin():
    def at(file, function):
        names = {}
        exec(compile("def %s(): pass" % function, file, "exec"), names)
        return names[function].__code__, 1

    main, library = at("/srv/main.py", "main"), at("/x/site-packages/server.py", "serve")
    loop = [at("/x/asyncio/base_events.py", "run_forever"), at("/x/asyncio/base_events.py", "_run_once")]
    call, handler = at("/x/asyncio/events.py", "_run"), at("/srv/main.py", "handler")
    assert in_callback([main, library, *loop]) == loop[-1:]
    assert in_callback([main, library, *loop, call]) == [call]
    assert in_callback([main, library, *loop, call, handler]) == [handler]
    # a function of the loop that a handler calls
    creates = at("/x/asyncio/base_events.py", "create_task")
    assert in_callback([main, *loop, call, handler, creates]) == [handler, creates]
    # a loop in C
    assert in_callback([main, library, handler], 2) == [handler]
    assert in_callback([main, library], 2) == []


def test_a_short_block_is_met_too(service, client):
    line = line_of(service, "# CULPRIT")
    for _ in range(8):
        service.run("spawn('blocker', block(0.2)); print(1)")
        service.hear()
        time.sleep(0.5)
    rows = client.until(lambda: [row for row in client.slow.values() if row["location"]])
    # A machine that is busy keeps the loop from its work anywhere.
    assert [row["location"]["line"] for row in rows if not row["starved"] or row["location"]["line"] == line] == [line]
    client.until(lambda: sum(row["count"] for row in client.slow.values()) >= 7)


def test_sleep_and_computation_are_told_apart(service, client):
    service.run("spawn('sleeper', block(0.6))")
    assert culprit(client, line_of(service, "# CULPRIT"))["cpu"] < 0.3
    service.run("spawn('computer', block(0.6, compute))")
    lines = [line_of(service, "while time.perf_counter() < ends"), line_of(service, "ends = time.perf_counter()") + 2]
    rows = client.slow.values()
    row = client.until(lambda: next((r for r in rows if r["location"] and r["location"]["line"] in lines), None))
    assert row["cpu"] > 0.5


def test_code_in_c_that_keeps_the_gil_is_known_by_its_line(service, client):
    line = line_of(service, "# KEEPS THE GIL")
    for number in range(2):
        service.run("spawn('seeker', block(23, seek))")
        row = culprit(client, line, number + 1)
        assert row["gil"] and row["name"] == "seeker" and row["max"] > 0.1 and row["worked"] > 0.06, row
    client.until(lambda: client.vitals and client.vitals["slow"] == 2)
    service.run("spawn('sleeper', block(0.6))")
    assert not culprit(client, line_of(service, "# CULPRIT"))["gil"]


def looked(at, on_cpu, starved):
    return Sample(at, 1, [], None, None, None, None, ThreadTimes(at, on_cpu, starved))


def row_of(seconds, samples, after=None, before=None):
    """What is told of one block that began at 100 s."""
    slow = Slow()
    slow.ended(100.0, seconds, None, samples, after, before=before)
    (culprit,) = slow.culprits.values()
    assert isinstance(culprit, Culprit)
    return culprit.wire()


def test_a_thread_that_got_no_cpu_is_not_slow_by_itself():
    # between the looks: 20 ms on CPU, 60 ms ready without one
    row = row_of(0.2, [looked(100.05, 5.0, 1.0), looked(100.13, 5.02, 1.06)])
    assert row["cpu"] == pytest.approx(1.0) and row["starved"] == pytest.approx(0.15)
    assert row["worked"] == pytest.approx(0.05)


def test_of_a_block_that_was_looked_at_once_the_end_is_the_other_look():
    first = looked(100.05, 5.0, 1.0)
    row = row_of(0.25, [first], ThreadTimes(100.26, 5.1, 1.1))
    assert row["cpu"] == pytest.approx(1.0) and row["worked"] == pytest.approx(0.125)
    # too late to tell anything of the block; nothing to read; an idle thread
    assert row_of(0.25, [first], ThreadTimes(100.5, 5.1, 1.1))["worked"] is None
    assert row_of(0.25, [first])["worked"] is None
    slept = row_of(0.25, [first], ThreadTimes(100.25, 5.0, 1.0))
    assert slept["cpu"] == 0 and slept["starved"] == 0 and slept["worked"] == pytest.approx(0.25)


def test_what_the_machine_kept_from_a_block_that_was_not_looked_at_twice_is_not_its_own():
    # the agent got no CPU either: one look, and one at the thread's times some time before and after the block
    once = [looked(100.05, 5.0, 1.4)._replace(times=None)]
    before, after = ThreadTimes(99.7, 4.9, 1.0), ThreadTimes(100.5, 5.1, 1.15)
    row = row_of(0.2, once, after, before)
    assert row["cpu"] is None and row["starved"] == pytest.approx(0.15) and row["worked"] == pytest.approx(0.05)
    # no more than the block itself
    assert row_of(0.2, once, after._replace(starved=3.0), before)["worked"] == 0
    # the machine had enough; a look that was not before it, or not after it
    for known in ((after._replace(starved=1.01), before), (after, before._replace(at=100.1)), (None, before)):
        row = row_of(0.2, once, *known)
        assert row["starved"] is None and row["worked"] is None, known


def test_what_was_before_a_client_came_is_remembered(service):
    service.run("spawn('early', stay()); spawn('blocker', block(0.4)); print(1)")
    service.hear()
    time.sleep(1.5)
    client = service.connect()
    client.subscribe(topics=("slow", "events"))
    assert [row["location"]["line"] for row in client.slow.values()] == [line_of(service, "# CULPRIT")]
    kinds = [(event["kind"], event["name"]) for event in client.events]
    assert ("created", "early") in kinds and ("slow", "blocker") in kinds
    client.close()


def test_named_tasks_come_and_go_in_the_log(service, client):
    service.run("spawn('visitor', stay())")
    created = client.until(lambda: client.event("created", "visitor"))
    assert created["location"][2].endswith("spawn")
    service.run("KEEP['visitor'].cancel()")
    ended = client.until(lambda: client.event("cancelled", "visitor"))
    assert ended["task"] == created["task"] and ended["seconds"] > 0
    service.run("asyncio.ensure_future(stay())")
    service.run("spawn('second', stay())")
    client.until(lambda: client.event("created", "second"))
    assert not [event for event in client.events if (event["name"] or "").startswith("Task-")]
    numbers = [event["n"] for event in client.events]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_a_failure_and_that_nobody_looked_at_it(service, client):
    service.run("spawn('loser', fail())")
    failed = client.until(lambda: client.event("failed", "loser"))
    assert failed["text"] == "ValueError: no luck"
    service.run("del KEEP['loser']; import gc; gc.collect()")
    event = client.until(lambda: client.event("unretrieved", "loser"))
    assert event["text"] == "ValueError: no luck"


def test_the_handler_of_the_service_is_called_as_before(service, client):
    service.run("asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context['message']))")
    service.run("asyncio.get_running_loop().call_exception_handler({'message': 'odd'})")
    assert service.hear() == "odd"
    client.until(lambda: [event for event in client.events if event["kind"] == "unhandled" and event["text"] == "odd"])
    service.run("looptop.stop(); print('call_exception_handler' in vars(asyncio.get_running_loop()))")
    assert service.hear() == "False"
