"""Tornado's chat demo in short: new messages are posted, and waited for by long polling."""

import asyncio
import contextlib
import sys
import time

import tornado.web


class Messages:
    def __init__(self):
        self.changed = asyncio.Condition()
        self.texts = []


class Home(tornado.web.RequestHandler):
    async def get(self):
        await asyncio.sleep(0.002)
        self.write("answer")


class New(tornado.web.RequestHandler):
    def initialize(self, messages):
        self.messages = messages

    async def get(self):
        async with self.messages.changed:
            self.messages.texts.append("hello")
            self.messages.changed.notify_all()
        self.write("answer")


class Updates(New):
    async def get(self):
        async with self.messages.changed:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self.messages.changed.wait(), 1)
        self.write("answer")


class Block(tornado.web.RequestHandler):
    async def get(self):
        time.sleep(0.4)  # planted
        self.write("answer")


async def main():
    messages = {"messages": Messages()}
    routes = [("/", Home), ("/new", New, messages), ("/updates", Updates, messages), ("/block", Block)]
    tornado.web.Application(routes).listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
