"""A pool that cannot close while a task has one of its connections: the holder is named, with its line."""

import textwrap

ASYNCPG = """
import asyncpg, signal

async def held(pool):
    async with pool.acquire() as conn:
        await conn.fetch("select pg_sleep(3600)")  # PLANTED

async def main():
    pool = await asyncpg.create_pool(host="127.0.0.1", port=int(sys.argv[1]), user="postgres", min_size=1, max_size=2)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    looptop.start()
    task = asyncio.create_task(held(pool), name="held")
    print("up", flush=True)
    await stop.wait()
    await pool.close()

asyncio.run(main())
"""


def test_who_keeps_an_asyncpg_pool_open_is_named(watch, postgres):
    service, client = watch(textwrap.dedent(ASYNCPG), postgres.port)
    client.subscribe(topics=("tasks", "resources", "shutdown"))
    held = client.until_task("held", state=2)
    client.until(lambda: any(row["kind"] == "pool" and row["held"] for row in client.resources.values()))
    client.get("shutdown.begin")

    def blocker():
        rows = client.down["blockers"] if client.down else []
        return next((row for row in rows if row["kind"] == "pool"), None)

    row = client.until(blocker, "the pool")
    line = 1 + next(n for n, text in enumerate(service.script.read_text().split("\n")) if "pool.acquire()" in text)
    assert row["task"] == held["id"] and "task #%d held holds one" % held["id"] in row["reason"]
    assert row["location"]["file"] == str(service.script) and row["location"]["line"] in (line, line + 1)
    assert client.down["blockers"][0] == row
