"""What tells one use of a connection from the next: asked of the adapter, beside the real library."""

import asyncio

import aiohttp
from looptop.resources.pools.aiohttp import AiohttpConnector


def test_an_aiohttp_connection_between_two_replies_is_no_leak(http):
    async def look():
        connector = aiohttp.TCPConnector(limit=1)
        reader = AiohttpConnector()
        url = "http://127.0.0.1:%d" % http.port
        async with aiohttp.ClientSession(connector=connector) as session:
            async with session.get(url + "/quick") as reply:
                assert await reply.read() == b"ok"
            assert reader.read(connector).held == {}
            reply = await session.get(url + "/large")
            kept = reader.read(connector)
            assert len(kept.held) == 1 and kept.resting == set(), "a reply that is kept and not read may be a leak"
            reply.close()
            async with session.get(url + "/quick") as reply:
                await reply.read()
            waits = asyncio.ensure_future(session.get(url + "/slow"))
            while not connector._acquired:
                await asyncio.sleep(0)
            now = reader.read(connector)
            assert set(now.held) == now.resting, "no head has come: the body is that of the reply before"
            waits.cancel()
            await asyncio.gather(waits, return_exceptions=True)

    asyncio.run(look())
