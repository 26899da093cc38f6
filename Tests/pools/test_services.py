"""The services that people write, run by `looptop run` as they are: what it tells equals what the libraries tell."""

import threading
import time

import pytest
from run_services import check_under_load, held_at
from waiting import wait_for


def equal(row, numbers, *names):
    """Whether these figures are those of the library."""
    return all(row[name] == numbers[name] for name in names)


def shows(terminal, service, expected):
    """The dashboard's screen of waits, once it is as expected."""
    terminal.enter("looptop attach %s" % service.service)
    terminal.wait_for("live", 30)
    terminal.send("3")
    return terminal.wait_for(expected, 30)


def test_fastapi_with_asyncpg(run, postgres, terminal):
    service = run("fastapi_asyncpg.py", postgres.port)
    pool = {"type": "asyncpg.Pool"}
    row = service.resource(lambda row: equal(row, service.get("/numbers"), "size", "idle", "limit"), **pool)
    assert row["name"] == "app.state.pool" and row["in_use"] == 0
    for _ in range(5):
        service.service.get("/report")
    row = service.resource(lambda row: len(row["holders"]) == row["in_use"] == 4 and len(row["waiting"]) == 1, **pool)
    assert equal(row, service.get("/numbers"), "size", "idle", "limit")
    assert held_at(row, service.line("HELD")) and row["leaked"] == []
    assert row["waiters"][0]["role"] == "acquire"
    at = "fastapi_asyncpg.py"
    shows(terminal, service, lambda screen: "app.state.pool" in screen and "4/4" in screen and at in screen)


def test_fastapi_with_asyncpg_under_load(run, postgres):
    service = run("fastapi_asyncpg.py", postgres.port)
    ends = threading.Event()

    def ask():
        while not ends.is_set():
            service.get("/quote")

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    try:
        check_under_load(service, type="asyncpg.Pool")
    finally:
        ends.set()
        for thread in threads:
            thread.join()


def test_a_connection_that_a_request_forgot(run, postgres):
    service = run("fastapi_asyncpg.py", postgres.port)
    thread = threading.Thread(target=service.get, args=("/export",))
    thread.start()
    service.resource(lambda row: held_at(row, service.line("SEEN")), type="asyncpg.Pool")
    service.get("/go")
    thread.join()
    row = service.resource(lambda row: row["leaked"], type="asyncpg.Pool")
    (leak,) = row["leaked"]
    assert row["in_use"] == 1 and row["holders"] == [] and leak["task"] not in service.names()
    assert leak["location"]["line"] == service.line("SEEN") and leak["location"]["function"] == "export"


@pytest.mark.parametrize(
    "script, server",
    [("redis_jobs.py", "redis"), ("sqlalchemy_orders.py", "postgres"), ("psycopg_bills.py", "postgres")],
)
def test_a_connection_that_a_task_forgot(run, request, script, server):
    service = run(script, request.getfixturevalue(server).port)
    service.tell("forget", "export")
    service.resource(lambda row: held_at(row, service.line("SEEN")), kind="pool")
    service.tell("go")
    row = service.resource(lambda row: row["leaked"], kind="pool")
    (leak,) = row["leaked"]
    assert row["in_use"] == 1 and row["holders"] == [] and leak["name"] == "export"
    assert leak["task"] not in service.names() and leak["location"]["line"] == service.line("SEEN")


def test_fetch_all_with_a_session_each(run, http):
    service = run("fetch_all.py", "http://127.0.0.1:%d" % http.port)
    connectors = {"type": "aiohttp.TCPConnector"}
    for name in ("first", "second"):
        service.tell("each", name)

    def full():
        rows = [row for row in service.all() if row["type"] == connectors["type"] and row["in_use"]]
        return rows if [row["in_use"] for row in rows] == [5, 5] else None

    rows = wait_for("two connectors with five connections", full, 30)
    assert all(held_at(row, service.line("HELD")) and row["limit"] == 100 for row in rows)
    service.tell("end", "first")
    service.tell("end", "second")


def test_fetch_all_with_one_session(run, http):
    service = run("fetch_all.py", "http://127.0.0.1:%d" % http.port)
    shared = {"type": "aiohttp.TCPConnector"}
    service.tell("together", "batch")
    names = ("in_use", "limit", "idle")
    row = service.resource(lambda row: row["in_use"] == 3 and len(row["waiting"]) == 2, **shared)
    numbers = service.tell("numbers")
    assert equal(row, numbers, *names) and numbers["waiting"] == 2
    assert held_at(row, service.line("HELD")) and "session" in row["name"]
    service.tell("end", "batch")
    service.resource(lambda row: row["in_use"] == 0 and equal(row, service.tell("numbers"), *names), **shared)
    service.tell("load", "load")
    check_under_load(service, **shared)


def test_a_worker_fleet(run, terminal):
    service = run("fleet.py")
    jobs = {"name": "Dispatcher.jobs"}
    service.tell("produce", "producer")
    row = service.resource(lambda row: row["depth"] == 100, **jobs)
    numbers = service.tell("numbers")
    assert equal(row, numbers, "depth", "limit") and (row["type"], row["kind"]) == ("asyncio.Queue", "queue")
    row = service.resource(lambda row: len(row["waiters"]) == 1, **jobs)
    assert service.names()[row["waiting"][0]] == "producer" and row["waiters"][0]["role"] == "put"
    service.tell("drain", "drain")
    service.resource(lambda row: sorted(w["role"] for w in row["waiters"]) == ["join", "put"], **jobs)
    shows(terminal, service, lambda screen: "Dispatcher.jobs" in screen and "100/100" in screen)
    service.tell("work", "worker")
    check_under_load(service, **jobs)


def test_a_crawler(run):
    service = run("crawler.py")
    for number in range(7):
        service.tell("crawl", "crawl-%d" % number)
    row = service.resource(lambda row: len(row["waiters"]) == 2 and len(row["holders"]) == 5, name="limit")
    assert row["value"] == service.tell("numbers")["value"] == 0 and held_at(row, service.line("HELD"))
    for number in range(3):
        service.tell("visit", "visit-%d" % number)
    row = service.resource(lambda row: len(row["waiters"]) == 1 and row["in_use"] == 2, name="bounded")
    assert row["limit"] == 2 and held_at(row, service.line("BOUNDED")) and row["held_by_unknown"] == 0
    for number in range(3):
        service.tell("end", "visit-%d" % number)
        service.tell("quick", "quick-%d" % number)
    check_under_load(service, name="bounded")


def test_a_lock_that_is_held_by_nobody_that_can_be_named(run):
    service = run("crawler.py")
    service.tell("read_robots", "first")
    service.tell("read_robots", "second")
    row = service.resource(lambda row: len(row["waiters"]) == 1, name="robots")
    assert row["holders"] == [] and row["held_by_unknown"] == row["in_use"] == 1


def test_redis(run, redis):
    service = run("redis_jobs.py", redis.port)
    pool = {"type": "redis.BlockingConnectionPool"}
    for number in range(4):
        service.tell("take", "take-%d" % number)
    row = service.resource(lambda row: len(row["holders"]) == row["in_use"] == 3 and len(row["waiters"]) == 1, **pool)
    assert equal(row, service.tell("numbers"), "in_use", "idle") and row["limit"] == 3
    assert held_at(row, service.line("HELD"))
    for number in range(4):
        service.tell("end", "take-%d" % number)
        service.tell("load", "load-%d" % number)
    check_under_load(service, **pool)


def test_sqlalchemy(run, postgres):
    service = run("sqlalchemy_orders.py", postgres.port)
    pool = {"type": "sqlalchemy.AsyncAdaptedQueuePool"}
    for number in range(4):
        service.tell("order", "order-%d" % number)
    row = service.resource(lambda row: len(row["holders"]) == row["in_use"] == 3 and len(row["waiters"]) == 1, **pool)
    assert equal(row, service.tell("numbers"), "in_use", "idle", "size") and row["limit"] == 3
    assert held_at(row, service.line("HELD"))
    for number in range(4):
        service.tell("end", "order-%d" % number)
    service.resource(lambda row: row["in_use"] == 0 and equal(row, service.tell("numbers"), "idle", "size"), **pool)
    for number in range(4):
        service.tell("load", "load-%d" % number)
    check_under_load(service, **pool)


def test_psycopg(run, postgres):
    service = run("psycopg_bills.py", postgres.port)
    pool = {"type": "psycopg_pool.AsyncConnectionPool"}
    for number in range(4):
        service.tell("bill", "bill-%d" % number)
    row = service.resource(lambda row: len(row["holders"]) == row["in_use"] == 3 and len(row["waiters"]) == 1, **pool)
    numbers = service.tell("numbers")
    assert (row["size"], row["idle"]) == (numbers["pool_size"], numbers["pool_available"])
    assert row["limit"] == numbers["pool_max"] and len(row["waiting"]) == numbers["requests_waiting"]
    assert held_at(row, service.line("HELD"))
    for number in range(4):
        service.tell("end", "bill-%d" % number)
        service.tell("load", "load-%d" % number)
    check_under_load(service, **pool)


def test_executors(run):
    service = run("crawler.py")
    for name in ("parse", "shrink"):
        for number in range(4):
            service.tell(name, "%s-%d" % (name, number))
    service.tell("resolve", "resolve")
    row = service.resource(lambda row: row["in_use"] == 2 and row["depth"] == 2, name="threads")
    numbers = service.tell("executors")
    assert (row["size"], row["depth"], row["limit"]) == (numbers["threads"], numbers["queued"], 2)
    row = service.resource(lambda row: row["in_use"] == 2, name="processes")
    assert (row["type"], row["limit"]) == ("concurrent.ProcessPoolExecutor", 2)
    assert row["size"] == service.tell("executors")["processes"]
    assert row["in_use"] + row["depth"] == service.tell("executors")["pending"] == 4
    service.resource(lambda row: row["in_use"] == 1, name="default executor")


def test_rates_of_a_queue(run):
    service = run("fleet.py")
    jobs = {"name": "Dispatcher.jobs"}
    service.tell("produce", "producer")
    row = service.resource(lambda row: row["stalled"] is not None and row["stalled"] > 2, **jobs)
    assert row["rates"]["gets"] == 0 and row["rates"]["exact"] and row["depth"] == 100
    began, before = time.monotonic(), service.tell("numbers")
    service.tell("work", "worker")
    time.sleep(3)  # what is measured is a rate
    service.all()
    row = service.resource(lambda row: row["rates"]["gets"] > 0, **jobs)
    took, after = time.monotonic() - began, service.tell("numbers")
    assert row["stalled"] is None and row["rates"]["gets"] <= (after["taken"] - before["taken"]) / took * 1.5
    assert service.tell("numbers")["unfinished"] - 100 <= row["unfinished"] - row["depth"] + 1


def test_janus(run):
    service = run("janus_bridge.py")
    for number in range(5):
        service.tell("put", "put-%d" % number)
    row = service.resource(lambda row: row["depth"] == 3 and len(row["waiters"]) == 2, type="janus.Queue")
    assert equal(row, service.tell("numbers"), "depth", "limit", "unfinished")
    assert {waiter["role"] for waiter in row["waiters"]} == {"put"}
    service.tell("get", "consumer")
    row = service.resource(lambda row: row["depth"] == 0 and len(row["waiters"]) == 1, type="janus.Queue")
    assert row["waiters"][0]["role"] == "get" and row["unfinished"] == service.tell("numbers")["unfinished"] == 5
    service.tell("end", "consumer")
    for _ in range(4):
        service.tell("thread")
    service.resource(lambda row: row["depth"] == 3 and not row["waiters"], type="janus.Queue")
    assert [row for row in service.all() if row["type"].startswith("asyncio.") and row["waiters"]] == []


def test_a_limiter_of_threads(run):
    service = run("janus_bridge.py")
    for number in range(3):
        service.tell("shrink", "shrink-%d" % number)
    row = service.resource(lambda row: row["in_use"] == 2 and len(row["waiters"]) == 1, type="anyio.CapacityLimiter")
    numbers = service.tell("numbers")
    assert (row["limit"], row["in_use"]) == (numbers["total"], numbers["borrowed"])
    assert {service.names()[holder["task"]] for holder in row["holders"]} == {"shrink-0", "shrink-1"}
