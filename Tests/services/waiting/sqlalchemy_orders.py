"""Orders through SQLAlchemy's asynchronous sessions.

sqlalchemy_orders.py PORT POSTGRES-PORT
"""

import asyncio
import sys
from typing import Any, Dict

from asked import obey, told
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

try:
    from sqlalchemy.ext.asyncio import async_sessionmaker
except ImportError:  # in 1.4
    from functools import partial

    from sqlalchemy.orm import sessionmaker

    async_sessionmaker = partial(sessionmaker, class_=AsyncSession)

engine = create_async_engine(
    "postgresql+asyncpg://postgres@127.0.0.1:%s/postgres" % sys.argv[2], pool_size=2, max_overflow=1
)
sessions = async_sessionmaker(engine)
kept: Any = []


async def order() -> None:
    async with sessions() as session:  # HELD
        await session.execute(text("select pg_sleep(3600)"))


async def load() -> None:
    while True:
        async with sessions() as session:
            await session.execute(text("select 1"))


async def forget() -> None:
    session = AsyncSession(engine)
    kept.append(session)
    await session.execute(text("select 1"))
    await told().wait()  # SEEN


def numbers() -> Dict[str, Any]:
    pool: Any = engine.pool
    return {"in_use": pool.checkedout(), "idle": pool.checkedin(), "size": pool.checkedout() + pool.checkedin()}


asyncio.run(obey(int(sys.argv[1]), order=order, load=load, forget=forget, numbers=numbers))
