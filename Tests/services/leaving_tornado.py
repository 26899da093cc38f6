"""Tornado handles no signals: this service does. `LEAVE=thread`: a thread of an executor is at work."""

import asyncio
import os
import signal
import sys
import time

import tornado.web
from tornado.httpserver import HTTPServer


class Slow(tornado.web.RequestHandler):
    async def get(self) -> None:
        await asyncio.sleep(3)
        self.write("the whole answer")


def resize() -> None:
    time.sleep(3600)


async def main() -> None:
    server = HTTPServer(tornado.web.Application([("/slow", Slow)]))
    server.listen(int(sys.argv[1]), "127.0.0.1")
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    works = os.environ.get("LEAVE") == "thread"
    if works:
        asyncio.get_running_loop().run_in_executor(None, resize)
    await stop.wait()
    server.stop()
    if not works:  # what is asked already shall be answered
        await asyncio.sleep(3.2)
    await server.close_all_connections()


asyncio.run(main())
