"""Fetches a page with the standard library's client, which blocks, from a server that takes its time."""

import asyncio
import http.server
import threading
import time
import urllib.request


class Slowly(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.3)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slowly)
threading.Thread(target=server.serve_forever, daemon=True).start()


async def fetch():
    with urllib.request.urlopen("http://127.0.0.1:%d/" % server.server_port) as reply:  # <- blocking-call
        return reply.status


async def main():
    while True:
        await fetch()
        await asyncio.sleep(0.3)


asyncio.run(main())
