"""Jobs from Redis through a pool that lets tasks wait.

redis_jobs.py PORT REDIS-PORT
"""

import asyncio
import sys
from typing import Any, Dict

import redis.asyncio
from asked import obey, told

KEPT: Any = []


async def main() -> None:
    where: Dict[str, Any] = {"host": "127.0.0.1", "port": int(sys.argv[2]), "socket_timeout": None}
    pool: Any = redis.asyncio.BlockingConnectionPool(max_connections=3, timeout=None, **where)
    cache = redis.asyncio.Redis(connection_pool=pool)

    async def take() -> None:
        await cache.blpop(["nothing"], timeout=0)  # HELD

    async def load() -> None:
        while True:
            await cache.incr("count")

    async def forget() -> None:
        connection = await pool.get_connection("BLPOP")
        KEPT.append(connection)
        await told().wait()  # SEEN

    def numbers() -> Dict[str, Any]:
        if hasattr(pool, "_condition"):
            return {"in_use": len(pool._in_use_connections), "idle": len(pool._available_connections)}
        return {"in_use": 3 - pool.pool.qsize(), "idle": sum(one is not None for one in pool.pool._queue)}

    await obey(int(sys.argv[1]), take=take, load=load, forget=forget, numbers=numbers)


asyncio.run(main())
