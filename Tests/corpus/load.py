"""Asks a server on this machine for pages, from four threads, until it is gone: load.py PORT PATH."""

import http.client
import sys
import threading
import time


def client(port, path):
    """Ask on one connection, kept alive."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while True:
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return
        time.sleep(0.03)


if __name__ == "__main__":
    time.sleep(1)
    for _ in range(4):
        threading.Thread(target=client, args=(int(sys.argv[1]), sys.argv[2])).start()
