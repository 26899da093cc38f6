"""PostgreSQL, Redis and an HTTP server of our own, each on a free port or a socket in a folder, and gone afterwards."""

import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import time

PATIENCE = 60.0

HTTP = """
import asyncio, sys

async def serve(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            if b"GET /slow" in head:
                await asyncio.sleep(3600)
            body = b"x" * (1 << 20) if b"GET /large" in head else b"ok"
            writer.write(b"HTTP/1.1 200 OK\\r\\ncontent-length: %d\\r\\n\\r\\n" % len(body) + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]))
    await server.serve_forever()

asyncio.run(main())
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port, process):
    """Returns once somebody listens."""
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert process.poll() is None, "the server ended with %s" % process.returncode
            assert time.monotonic() < ends, "no server on port %d in %g s" % (port, PATIENCE)
            time.sleep(0.05)


def postgres_program(name):
    """A program of the newest PostgreSQL that is installed."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = shutil.which(name) or (folders and str(folders[-1] / name))
    assert found, "PostgreSQL is not installed: make packages"
    return found


class Server:
    """A server process; `stop` ends it."""

    def __init__(self, process, port):
        self.process = process
        self.port = port

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def postgres(folder):
    """A fresh cluster; it does not run as root, so root hands it to another user."""
    data = folder / "data"
    data.mkdir()
    become = []
    if os.geteuid() == 0:
        user = next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
        account = pwd.getpwnam(user)
        for path in (folder, data):
            os.chown(str(path), account.pw_uid, account.pw_gid)
        become = ["setpriv", "--reuid=%d" % account.pw_uid, "--regid=%d" % account.pw_gid, "--clear-groups"]
    command = [postgres_program("initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync"]
    subprocess.run(become + command, check=True, stdout=subprocess.DEVNULL, cwd="/")
    port = free_port()
    options = ["-p", str(port), "-k", str(data), "-h", "127.0.0.1", "-c", "fsync=off", "-c", "max_connections=40"]
    log = open(str(folder / "log"), "w")
    process = subprocess.Popen(
        become + [postgres_program("postgres"), "-D", str(data)] + options, stdout=log, stderr=log, cwd="/"
    )
    log.close()
    wait_for_port(port, process)
    ready = [postgres_program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    ends = time.monotonic() + PATIENCE
    while subprocess.call(ready) != 0:
        assert time.monotonic() < ends, "PostgreSQL does not accept connections"
        time.sleep(0.05)
    return Server(process, port)


def redis(folder):
    port = free_port()
    program = shutil.which("redis-server")
    assert program, "Redis is not installed: make packages"
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    wait_for_port(port, process)
    return Server(process, port)


def http(folder):
    script = folder / "http.py"
    script.write_text(HTTP)
    port = free_port()
    process = subprocess.Popen([sys.executable, str(script), str(port)])
    wait_for_port(port, process)
    return Server(process, port)
