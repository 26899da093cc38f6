"""What the agent notices by itself: the limit of open files, busy loops, wake-ups that nobody hears, locks."""

import resource
import time

import pytest
from harness import OBEYING
from looptop.noticing.files import OpenFiles

SERVICE = """
import asyncio, json, resource, sys, threading, time
import looptop

KEEP = {}
LOCK = threading.Lock()

async def spin():
    while True:
        await asyncio.sleep(0)  # SPINS

async def batch():
    while True:
        ends = time.perf_counter() + 0.005
        while time.perf_counter() < ends:
            pass
        await asyncio.sleep(0)

async def listen(name):
    KEEP[name] = asyncio.get_running_loop().create_future()
    await KEEP[name]  # LISTENS

async def hold(seconds):
    with LOCK:  # TAKES
        await asyncio.sleep(seconds)  # HOLDS

def spawn(name, coroutine):
    task = KEEP["task " + name] = asyncio.get_running_loop().create_task(coroutine)
    task.set_name(name)
"""


@pytest.fixture
def service(serve):
    service = serve(SERVICE + OBEYING)
    assert service.hear() == "up"
    return service


@pytest.fixture
def client(service):
    client = service.connect()
    client.subscribe(topics=("tasks", "vitals"))
    yield client
    client.close()


def line_of(service, words):
    return next(n for n, line in enumerate(service.script.read_text().splitlines(), 1) if words in line)


def noticed(client, kind):
    """What is told of one kind, once something is."""

    def found():
        return [row for row in (client.vitals or {}).get("noticed") or [] if row["kind"] == kind]

    return client.until(found, "a notice of the kind " + kind)


def test_a_task_that_never_waits_is_named(service, client):
    service.run("spawn('pump', spin())")
    (row,) = noticed(client, "busy-loop")
    assert row["location"]["line"] == line_of(service, "# SPINS") and row["tasks"] == [client.task("pump")["id"]]
    assert "pump" in row["text"] and not row["grave"]


def test_work_in_pieces_is_no_busy_loop(service, client):
    service.run("spawn('batch', batch())")
    started = time.monotonic()

    def watched_for_long():  # for longer than it takes to notice one that does nothing
        assert not client.vitals or not client.vitals["noticed"]
        return time.monotonic() - started > 6

    client.until(watched_for_long)


def test_a_future_that_another_thread_has_set_without_waking_the_loop(service, client):
    service.run("spawn('listener', listen('message'))")
    client.until_task("listener", wait="future")
    service.run("threading.Timer(0.3, KEEP['message'].set_result, [1]).start()")
    (row,) = noticed(client, "unsafe-wakeup")
    assert row["location"]["line"] == line_of(service, "# LISTENS") and "listener" in row["text"]


def test_one_that_wakes_the_loop_is_heard(service, client):
    service.run("spawn('listener', listen('message'))")
    client.until_task("listener", wait="future")
    service.run(
        "threading.Timer(0.3, asyncio.get_running_loop().call_soon_threadsafe, [KEEP['message'].set_result, 1]).start()"
    )
    client.until(lambda: not [task for task in client.tasks.values() if task["name"] == "listener"])
    assert not client.vitals["noticed"]


def test_who_has_the_lock_that_a_loop_waits_for(service, client):
    service.run("spawn('holder', hold(0.2))")
    client.until_task("holder", wait="timer")
    service.run("spawn('wanting', hold(0))")
    lock = client.until(lambda: ((client.vitals or {}).get("blocked") or {}).get("lock"))
    assert lock["task"] == client.task("holder")["id"] and lock["line"] == line_of(service, "# TAKES")
    assert lock["location"]["line"] == line_of(service, "# HOLDS")


def test_at_the_limit_of_open_files_clients_are_still_let_in(service):
    service.run(
        "resource.setrlimit(resource.RLIMIT_NOFILE, (80, 80))\n"
        "try:\n"
        "    while True: KEEP.setdefault('files', []).append(open('/dev/null'))\n"
        "except OSError: print('full')"
    )
    assert service.hear() == "full"
    client = service.connect()
    client.subscribe(topics=("vitals",))
    client.until(lambda: [row for row in (client.vitals or {}).get("noticed") or [] if row["grave"]])
    (row,) = noticed(client, "open-files")
    assert "80 of 80" in row["text"], row
    for _ in range(3):
        client.close()
        client = service.connect()  # its descriptor is none that the service could take meanwhile
        client.subscribe(topics=("vitals",))
        noticed(client, "open-files")
    client.close()
    service.run("KEEP['files'].clear(); print('room')")
    assert service.hear() == "room"
    client = service.connect()
    client.subscribe(topics=("vitals",))
    client.until(lambda: client.vitals and not client.vitals["noticed"] and client.vitals["fds"] < 40)
    client.close()


def test_nine_tenths_of_the_limit_are_told(monkeypatch):
    monkeypatch.setattr(OpenFiles, "limit", lambda files: 100)
    files = OpenFiles()
    assert not list(files.look(89)) and not list(files.look(None))
    (near,) = files.look(90)
    (full,) = files.look(100)
    assert (near.grave, full.grave) == (False, True) and near.since == full.since
    monkeypatch.setattr(OpenFiles, "limit", lambda files: None)
    assert not list(files.look(10_000))


def test_the_limit_of_open_files_is_the_soft_one():
    assert OpenFiles.limit() == resource.getrlimit(resource.RLIMIT_NOFILE)[0]
