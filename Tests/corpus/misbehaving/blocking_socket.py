"""Talks to another machine with a client that blocks."""

import asyncio
import socket
import threading
import time

listener = socket.create_server(("127.0.0.1", 0))


def answer_slowly():
    while True:
        connection, _ = listener.accept()
        time.sleep(0.3)
        connection.sendall(b"ok")
        connection.close()


async def price():
    with socket.create_connection(listener.getsockname()) as connection:
        return connection.recv(100)  # <- blocking-call


async def main():
    threading.Thread(target=answer_slowly, daemon=True).start()
    while True:
        await price()
        await asyncio.sleep(0.2)


asyncio.run(main())
