"""Bills through psycopg's pool.

psycopg_bills.py PORT POSTGRES-PORT
"""

import asyncio
import sys
from typing import Any, Dict

import psycopg_pool
from asked import obey, told

KEPT: Any = []


async def main() -> None:
    url = "host=127.0.0.1 port=%s user=postgres dbname=postgres" % sys.argv[2]
    async with psycopg_pool.AsyncConnectionPool(url, min_size=1, max_size=3, timeout=3600, open=False) as pool:
        await pool.wait()

        async def bill() -> None:
            async with pool.connection() as connection:  # HELD
                await connection.execute("select pg_sleep(3600)")

        async def load() -> None:
            while True:
                async with pool.connection() as connection:
                    await connection.execute("select 1")

        async def forget() -> None:
            connection = await pool.getconn()
            KEPT.append(connection)
            await told().wait()  # SEEN

        def numbers() -> Dict[str, Any]:
            return dict(pool.get_stats())

        await obey(int(sys.argv[1]), bill=bill, load=load, forget=forget, numbers=numbers)


asyncio.run(main())
