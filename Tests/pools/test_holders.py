"""Ways to have a connection without having it in a local variable: none of them is a leak."""

from test_pools import ASYNCPG, ask, pool_of

WAYS = """
import collections, contextlib, contextvars, functools, types

current = contextvars.ContextVar("current")
table = {}

class Unit:
    async def __aenter__(self):
        self.connection = await pool.acquire()
        await self.connection.execute("select 1")
        return self

    async def __aexit__(self, *error):
        await pool.release(self.connection)

async def by_request():
    request = types.SimpleNamespace(state=types.SimpleNamespace())
    request.state.db = await pool.acquire()
    await request.state.db.execute("select pg_sleep(2.5)")
    await asyncio.sleep(3600)
    await pool.release(request.state.db)

async def by_unit():
    async with Unit() as unit:
        await asyncio.sleep(3600)

async def by_table():
    table["mine"] = await pool.acquire()
    await asyncio.sleep(3600)

async def by_context():
    current.set(await pool.acquire())
    await asyncio.sleep(3600)

async def by_stack():
    async with contextlib.AsyncExitStack() as stack:
        run = (await stack.enter_async_context(pool.acquire())).execute
        await asyncio.sleep(3600)

async def by_partial():
    query = functools.partial((await pool.acquire()).fetch, "select 1")
    await asyncio.sleep(3600)

async def by_closure():
    def keep(connection):
        return lambda: connection
    use = keep(await pool.acquire())
    await asyncio.sleep(3600)

async def by_queue():
    jobs = asyncio.Queue()
    async def put():
        await jobs.put(await pool.acquire())
    await asyncio.ensure_future(put())
    await asyncio.sleep(3600)

async def by_generator():
    async def rows():
        async with pool.acquire() as connection:
            yield 1
            await connection.execute("select 1")
    stream = rows()
    async for row in stream:
        await asyncio.sleep(3600)

async def by_timer():
    def later(connection):
        asyncio.ensure_future(pool.release(connection))
    asyncio.get_running_loop().call_later(3600, later, await pool.acquire())

async def by_listener():
    table["listener"] = await pool.acquire()
    await table["listener"].add_listener("news", print)
"""
WAY_NAMES = [
    "request", "unit", "table", "context", "stack", "partial", "closure", "queue", "generator", "timer", "listener"
]  # fmt: skip


def test_asyncpg(watch, postgres):
    """Beside two that are leaked, one after the other: once they are told, all others were searched for as well."""
    service, client = watch(WAYS + ASYNCPG.replace("max_size=3", "max_size=20"), postgres.port)
    for way in WAY_NAMES:
        ask(service, "spawn(%r, by_%s())" % (way, way))
    row = pool_of(client, in_use=len(WAY_NAMES))
    for name in ("leaks", "leaks too"):
        ask(service, "spawn(%r, leak())" % name)
        row = client.until(_leaking(client, name), "a leak by %s" % name, patience=20)
    assert sorted(leak["name"] for leak in row["leaked"]) == ["leaks", "leaks too"]
    # the task that was seen with one, lives and can get at it still holds it
    assert "request" in {client.name(holder["task"]) for holder in row["holders"]}


def _leaking(client, name):
    """Tells the row of the pool once the task of this name is said to have leaked a connection."""

    def look():
        row = pool_of(client)
        return row if name in [leak["name"] for leak in row["leaked"] or ()] else None

    return look
