"""Tornado on asyncio's loop."""

import asyncio
import sys

import tornado.web


class Slow(tornado.web.RequestHandler):
    async def get(self) -> None:
        await asyncio.sleep(2)
        self.write("slow")


async def send_digest() -> None:
    while True:
        await asyncio.sleep(1)


async def main(port: int) -> None:
    app = tornado.web.Application([("/slow", Slow)])
    server = app.listen(port, "127.0.0.1")
    digest = asyncio.create_task(send_digest(), name="send-digest")
    (socket,) = server._sockets.values()
    print("ready", socket.getsockname()[1], flush=True)
    await digest


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
