"""Pools of real libraries on real servers: the numbers equal the library's own, and the holder is the planted one."""

import json

import pytest

PLANTED = """
async def held():
    async with {take} as conn:
        await {work}  # PLANTED

async def waits():
    async with {take} as conn:
        pass
"""

ASYNCPG = (
    PLANTED.format(take="pool.acquire()", work="conn.fetch('select pg_sleep(3600)')")
    + """
import asyncpg

async def leak():
    conn = await pool.acquire()
    await asyncio.sleep(2.5)
    return bool(conn)  # and it is not released

async def main():
    db = await asyncpg.create_pool(host="127.0.0.1", port=int(sys.argv[1]), user="postgres", min_size=2, max_size=3)
    await obey(pool=db)

asyncio.run(main())
"""
)


def ask(service, code):
    """What an expression is in the service."""
    service.run(code)
    return json.loads(service.hear())


def planted(service):
    return next(n for n, line in enumerate(service.script.read_text().splitlines(), 1) if "# PLANTED" in line)


def pool_of(client, **expected):
    """The row of the one pool, once it is as expected."""

    def matching():
        rows = [row for row in client.resources.values() if row["kind"] == "pool"]
        return next((row for row in rows if all(row[key] == value for key, value in expected.items())), None)

    try:
        return client.until(matching, "a pool with %r" % expected, patience=20)
    except AssertionError:
        raise AssertionError("no pool with %r among %r" % (expected, client.resources)) from None


def check_holder(service, client, row, line):
    """The holder is the task `held`, at the planted line."""
    (holder,) = [holder for holder in row["holders"] if client.name(holder["task"]) == "held"]
    assert holder["location"]["line"] == line and holder["location"]["file"] == str(service.script)


def check_waiting(client, row, expected):
    """Who waits is told right after the row."""
    client.until(lambda: client.waiting(row) == expected, "%r waiting, not %r" % (expected, client.waiting(row)))


def test_asyncpg(watch, postgres):
    service, client = watch(ASYNCPG, postgres.port)
    row = pool_of(client, in_use=0)
    assert (row["type"], row["limit"]) == ("asyncpg.Pool", 3)
    assert (row["size"], row["idle"]) == (ask(service, "pool.get_size()"), ask(service, "pool.get_idle_size()"))
    for name in ("held", "held-2", "held-3"):
        ask(service, "spawn(%r, held())" % name)
    ask(service, "spawn('waits', waits())")
    row = pool_of(client, in_use=3, waiting=1, held=3, idle=0)
    assert (row["size"], row["idle"]) == (ask(service, "pool.get_size()"), ask(service, "pool.get_idle_size()"))
    check_holder(service, client, row, planted(service) - 1)
    check_waiting(client, row, {"waits": "acquire"})
    assert not any(other["kind"] == "queue" and "Lifo" in other["type"] for other in client.resources.values())
    ask(service, "KEEP['held'].cancel()")
    pool_of(client, in_use=2, waiting=0)


def test_asyncpg_leak(watch, postgres):
    service, client = watch(ASYNCPG, postgres.port)
    ask(service, "spawn('leaks', leak())")
    row = pool_of(client, in_use=1, held=1)
    assert client.name(row["holders"][0]["task"]) == "leaks"
    assert not pool_of(client, in_use=1, held=0)["leaked"]  # not before that is certain
    (leak,) = client.until(lambda: pool_of(client, in_use=1, held=0)["leaked"], "a leak", patience=20)
    assert leak["name"] == "leaks"


PAGES = (
    ASYNCPG.replace("asyncio.run(main())", "")
    + """
cursors = {}

async def rows():
    async with pool.acquire() as connection:  # TAKEN
        async with connection.transaction():
            async for row in connection.cursor("select generate_series(1, 100)"):
                yield row[0]

async def first_page():
    pages = cursors[len(cursors)] = rows()
    return await pages.__anext__()

asyncio.run(main())
"""
)


def test_what_a_generator_keeps_that_nobody_runs_is_leaked_once_others_starve(watch, postgres):
    service, client = watch(PAGES, postgres.port)
    for _ in range(3):
        ask(service, "spawn('first', first_page())")
    pool_of(client, in_use=3, held=0)
    ask(service, "spawn('waits', waits())")
    row = client.until(lambda: len(pool_of(client, in_use=3)["leaked"]) == 3 and pool_of(client, in_use=3), patience=30)
    taken = next(n for n, line in enumerate(service.script.read_text().splitlines(), 1) if "# TAKEN" in line)
    assert [(leak["name"], leak["location"]["line"]) for leak in row["leaked"]] == [("rows", taken)] * 3


SQLALCHEMY = (
    PLANTED.format(take="engine.connect()", work="conn.execute(text('select pg_sleep(3600)'))")
    + """
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

async def session():
    async with AsyncSession(engine) as s:
        await s.execute(text("select 1"))
        await asyncio.sleep(3600)

async def main():
    url = "postgresql+asyncpg://postgres@127.0.0.1:%s/postgres" % sys.argv[1]
    await obey(engine=create_async_engine(url, pool_size=1, max_overflow=1))

asyncio.run(main())
"""
)


def test_sqlalchemy(watch, postgres):
    service, client = watch(SQLALCHEMY, postgres.port)
    row = pool_of(client, in_use=0)
    assert (row["type"], row["limit"]) == ("sqlalchemy.AsyncAdaptedQueuePool", 2)
    ask(service, "spawn('held', held())")
    row = pool_of(client, in_use=1, held=1)
    assert ask(service, "engine.pool.checkedout()") == 1
    check_holder(service, client, row, planted(service) - 1)
    ask(service, "spawn('session', session())")
    row = pool_of(client, in_use=2, held=2)
    assert {client.name(holder["task"]) for holder in row["holders"]} == {"held", "session"}
    ask(service, "spawn('waits', waits())")
    row = pool_of(client, waiting=1)
    check_waiting(client, row, {"waits": "acquire"})
    ask(service, "KEEP['session'].cancel()")
    pool_of(client, waiting=0, in_use=1)
    assert ask(service, "engine.pool.checkedout()") == 1


SCOPED = """
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_scoped_session, async_sessionmaker, create_async_engine

async def report():
    await Session.execute(text("select 1"))  # and no Session.remove()

async def main():
    global Session
    url = "postgresql+asyncpg://postgres@127.0.0.1:%s/postgres" % sys.argv[1]
    engine = create_async_engine(url, pool_size=1, max_overflow=1)
    Session = async_scoped_session(async_sessionmaker(engine), scopefunc=asyncio.current_task)
    await obey(engine=engine)

asyncio.run(main())
"""


def test_what_the_sessions_of_ended_tasks_have_is_leaked(watch, postgres):
    service, client = watch(SCOPED, postgres.port)
    ask(service, "spawn('report', report())")
    ask(service, "spawn('report-2', report())")
    client.until(lambda: len(pool_of(client, in_use=2)["leaked"] or ()) == 2, "two leaks", patience=30)


THREADS = """
from concurrent.futures import ThreadPoolExecutor
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

class Request:
    def __init__(self):
        self.values = {"session": Session(engine)}

def ask_for_user(request):
    return request.values["session"].execute(text("select 1")).scalar()  # ASKS

async def serve():
    request = Request()
    await asyncio.get_running_loop().run_in_executor(threads, ask_for_user, request)
    await turn.wait()
    await asyncio.get_running_loop().run_in_executor(threads, ask_for_user, request)

async def main():
    global turn
    turn = asyncio.Event()
    url = "postgresql+psycopg://postgres@127.0.0.1:%s/postgres" % sys.argv[1]
    await obey(engine=create_engine(url, pool_size=1, max_overflow=0, pool_timeout=3600), threads=ThreadPoolExecutor(1))

asyncio.run(main())
"""


def test_a_task_whose_thread_waits_for_a_pool_stands_in_its_line(watch, postgres):
    service, client = watch(THREADS, postgres.port)
    ask(service, "spawn('has', serve())")
    pool_of(client, in_use=1)
    ask(service, "spawn('wants', serve())")
    row = pool_of(client, in_use=1, waiting=1, held=1)
    assert row["type"] == "sqlalchemy.QueuePool" and row["leaked"] == []
    assert client.name(row["holders"][0]["task"]) == "has"
    check_waiting(client, row, {"wants": "acquire"})
    (threads,) = [each for each in client.resources.values() if each["kind"] == "executor"]
    (job,) = threads["jobs"]
    assert client.name(job["task"]) == "wants"


PSYCOPG = (
    PLANTED.format(take="pool.connection()", work="conn.execute('select pg_sleep(3600)')")
    + """
import psycopg_pool

async def main():
    url = "host=127.0.0.1 port=%s user=postgres dbname=postgres" % sys.argv[1]
    async with psycopg_pool.AsyncConnectionPool(url, min_size=1, max_size=2, open=False) as db:
        await db.wait()
        await obey(pool=db)

asyncio.run(main())
"""
)


def test_psycopg(watch, postgres):
    service, client = watch(PSYCOPG, postgres.port)
    row = pool_of(client, in_use=0)
    assert (row["type"], row["limit"]) == ("psycopg_pool.AsyncConnectionPool", 2)
    for name in ("held", "held-2"):
        ask(service, "spawn(%r, held())" % name)
    ask(service, "spawn('waits', waits())")
    row = pool_of(client, in_use=2, held=2, waiting=1)
    stats = ask(service, "pool.get_stats()")
    assert (row["size"], row["idle"]) == (stats["pool_size"], stats["pool_available"])
    assert row["waiting"] == stats["requests_waiting"]
    assert (row["acquires"], row["opened"]) == (stats["requests_num"], stats["connections_num"])
    check_holder(service, client, row, planted(service) - 1)
    check_waiting(client, row, {"waits": "acquire"})


REDIS = """
import redis.asyncio

async def held():
    await cache.blpop("nothing", timeout=0)  # PLANTED

async def take():
    connection = await taken.get_connection("PING")
    await asyncio.sleep(3600)
    await taken.release(connection)

async def one_by_one():
    for number in range(300):
        spawn("take-%d" % number, take())
        await asyncio.sleep(0.015)

def in_use():
    pool = cache.connection_pool
    return len(pool._in_use_connections) if hasattr(pool, "_condition") else 2 - pool.pool.qsize()

async def main():
    where = {"host": "127.0.0.1", "port": int(sys.argv[1]), "socket_timeout": None}
    pool = redis.asyncio.BlockingConnectionPool(max_connections=2, timeout=None, **where)
    many = redis.asyncio.BlockingConnectionPool(max_connections=300, timeout=None, **where)
    await obey(cache=redis.asyncio.Redis(connection_pool=pool), taken=many)

asyncio.run(main())
"""


def test_redis(watch, redis):
    service, client = watch(REDIS, redis.port)
    pool_of(client, in_use=0, limit=2)
    for name in ("held", "held-2", "held-3"):
        ask(service, "spawn(%r, held())" % name)
    row = pool_of(client, in_use=2, held=2, waiting=1)
    assert row["type"] == "redis.BlockingConnectionPool"
    assert ask(service, "in_use()") == 2
    check_holder(service, client, row, planted(service))
    check_waiting(client, row, {"held-3": "acquire"})


def test_connections_are_held_by_those_that_took_them_between_any_two_looks(watch, redis):
    """Neither a connection nor its task tells the pool: what was taken since the pool was read is not known yet."""
    service, client = watch(REDIS, redis.port)
    pool_of(client, limit=300)
    service.run("spawn('one by one', one_by_one())")
    row = pool_of(client, limit=300, in_use=300, held=300)
    assert row["leaked"] == []


AIOHTTP = (
    PLANTED.format(take="session.get(url + '/large')", work="asyncio.sleep(3600)")
    + """
import aiohttp

async def slow():
    async with session.get(url + "/slow"):
        pass

async def main():
    url = "http://127.0.0.1:%s" % sys.argv[1]
    connector = aiohttp.TCPConnector(limit=3, limit_per_host=2)
    async with aiohttp.ClientSession(connector=connector) as session:
        await obey(session=session, url=url)

asyncio.run(main())
"""
)


def test_aiohttp(watch, http):
    service, client = watch(AIOHTTP, http.port)
    row = pool_of(client, in_use=0, limit=3)
    assert row["type"] == "aiohttp.TCPConnector" and row["facts"]["limit per host"] == "2"
    ask(service, "spawn('held', held())")
    row = pool_of(client, in_use=1, held=1)
    check_holder(service, client, row, planted(service) - 1)
    ask(service, "spawn('slow', slow())")
    ask(service, "spawn('waits', waits())")
    row = pool_of(client, in_use=2, held=2, waiting=1)
    assert ask(service, "len(session.connector._acquired)") == 2
    check_waiting(client, row, {"waits": "acquire"})
    assert row["facts"]["127.0.0.1:%d" % http.port] == "2 in use, 1 wait"


HTTPX = (
    PLANTED.format(take="web.stream('GET', url + '/large')", work="asyncio.sleep(3600)")
    + """
import httpx

async def slow():
    await web.get(url + "/slow")

async def main():
    url = "http://127.0.0.1:%s" % sys.argv[1]
    limits = httpx.Limits(max_connections=2)
    async with httpx.AsyncClient(limits=limits, timeout=None, trust_env=False) as web:
        await obey(web=web, url=url)

asyncio.run(main())
"""
)


def test_httpx(watch, http):
    service, client = watch(HTTPX, http.port)
    pool_of(client, in_use=0, limit=2)
    ask(service, "spawn('held', held())")
    row = pool_of(client, in_use=1, held=1)
    check_holder(service, client, row, planted(service) - 1)
    ask(service, "spawn('slow', slow())")
    ask(service, "spawn('waits', waits())")
    row = pool_of(client, in_use=2, held=2, waiting=1)
    check_waiting(client, row, {"waits": "acquire"})


@pytest.mark.parametrize("library", ["asyncpg", "sqlalchemy", "psycopg_pool", "redis", "aiohttp", "httpx"])
def test_a_library_that_is_not_imported_stays_so(watch, library):
    service, client = watch("asyncio.run(obey())\n")
    assert ask(service, "%r in sys.modules" % library) is False
