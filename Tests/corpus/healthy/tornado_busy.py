"""Tornado with four clients that ask all the time."""
# needs: tornado

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import tornado.httpserver
import tornado.web


class Root(tornado.web.RequestHandler):
    async def get(self):
        await asyncio.sleep(0.01)
        self.write("ok")


async def main():
    server = tornado.httpserver.HTTPServer(tornado.web.Application([("/", Root)]))
    listener.setblocking(False)
    server.add_sockets([listener])
    await asyncio.Event().wait()


listener = socket.create_server(("127.0.0.1", 0))
subprocess.Popen([sys.executable, str(Path(__file__).parents[1] / "load.py"), str(listener.getsockname()[1]), "/"])
asyncio.run(main())
