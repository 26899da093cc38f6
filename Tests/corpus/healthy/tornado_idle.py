"""Tornado that nobody asks."""
# needs: tornado

import asyncio
import socket

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
asyncio.run(main())
