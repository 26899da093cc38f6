"""The socket: hello, errors, limits, and clients that behave badly."""

import json
import os
import socket
import stat
import subprocess
import sys
import time

import pytest
from harness import wait_for

IDLE = """
import asyncio, looptop
async def stay():
    await asyncio.sleep(3600)
async def main():
    looptop.start("the name")
    await asyncio.gather(*(stay() for _ in range(20)))
asyncio.run(main())
"""

CHURN = """
import asyncio, looptop
async def brief():
    await asyncio.sleep(0.15)
async def main():
    looptop.start()
    number = 0
    while True:
        for _ in range(50):
            number += 1
            asyncio.ensure_future(brief()).set_name("%s-%d" % ("n" * 180, number))
        await asyncio.sleep(0.01)
asyncio.run(main())
"""


@pytest.fixture
def service(serve):
    return serve(IDLE)


def test_hello(service):
    client = service.connect()
    hello = client.greeting
    assert hello["pid"] == service.process.pid and hello["ppid"] == os.getpid() and hello["uid"] == os.geteuid()
    assert hello["protocol"] == 1 and hello["name"] == "the name" and hello["implementation"] == "CPython"
    assert hello["python"] == "%d.%d.%d" % sys.version_info[:3] and hello["argv"][1:] == [str(service.script)]
    assert hello["started"] <= hello["agent_started"] <= hello["now"] <= time.time() + 1
    assert hello["late"] is True and hello["server"] is None and hello["read_only"] is False
    assert {"tasks", "vitals", "task", "threads"} <= set(hello["capabilities"])


def test_the_files(service):
    service.connect()
    info = json.loads((service.sockets / ("%d.json" % service.process.pid)).read_text())
    assert info["pid"] == service.process.pid and info["socket"] == str(service.socket) and info["protocol"] == 1
    assert info["name"] == "the name" and info["instance"] and info["start_ticks"] > 0
    assert stat.S_IMODE(service.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(service.sockets.stat().st_mode) == 0o700


def test_hello_comes_first_and_in_a_version_that_is_spoken(service):
    client = service.connect_raw()
    assert client.error("ping") == -32600
    answer = client.ask("hello", protocol=2, client="test")
    assert answer["error"]["code"] == -32010 and answer["error"]["data"]["protocols"] == [1]
    assert client.error("hello", client="test") == -32602
    client.hello(read_only=True)
    assert client.greeting["read_only"] is True and client.get("ping")["now"] > 0


def test_bad_lines_are_answered_and_ten_in_a_row_close(service):
    client = service.connect()
    client.connection.sendall(b"\xff\n[]\n{}\n" + b"[" * 100000 + b"\n")
    assert [client.receive()["error"]["code"] for _ in range(4)] == [-32700, -32600, -32600, -32700]
    assert client.error("no such thing") == -32601
    assert client.error("subscribe", interval=0) == -32602
    assert client.error("subscribe", topics="tasks") == -32602
    client.connection.sendall(b"nonsense\n" * 10)
    assert [client.receive()["error"]["code"] for _ in range(10)] == [-32700] * 10
    assert client.receive() is None


def test_a_line_that_is_too_long_is_skipped(service):
    client = service.connect()
    client.connection.sendall(b"x" * (3 << 20) + b"\n")
    assert client.receive()["error"]["code"] == -32700
    assert client.get("ping")


def test_at_most_16_clients(service):
    clients = [service.connect() for _ in range(16)]
    extra = service.connect_raw()
    assert extra.receive()["error"]["code"] == -32011 and extra.receive() is None
    clients.pop().close()

    def admitted():
        client = service.connect_raw()
        client.send({"jsonrpc": "2.0", "id": 1, "method": "hello", "params": {"protocol": 1}})
        return "result" in client.receive()

    wait_for(admitted, "a free place")


def test_at_most_100_requests_a_second(service):
    client = service.connect()
    client.connection.sendall(b'{"jsonrpc":"2.0","id":5,"method":"ping"}\n' * 300)
    answers = [client.receive() for _ in range(300)]
    refused = [answer for answer in answers if "error" in answer]
    assert 100 <= len(refused) <= 220 and all(answer["error"]["code"] == -32011 for answer in refused)
    wait_for(lambda: "result" in client.ask("ping"), "a new allowance")


def test_subscriptions(service):
    client = service.connect()
    assert client.get("subscribe", topics=["vitals", "other"], interval=0.05) == {
        "topics": ["vitals"],
        "interval": 0.05,
    }
    client.until(lambda: client.complete and client.seen.count("vitals") > 3)
    assert not client.tasks and client.reason == "subscribe"
    assert client.vitals["tasks"] == 21 and client.vitals["rss"] > 0 and client.vitals["fds"] > 0
    client.subscribe(0.05)
    client.until(lambda: len(client.tasks) == 21)
    assert client.get("unsubscribe") == {}
    count = len(client.seen)
    assert client.get("ping") and client.get("snapshot", topics=["tasks"])["complete"] is True
    told = {"snapshot.begin", "loops", "tasks.new", "groups", "snapshot.end", "strings", "locations"}
    assert set(client.seen[count:]) <= told
    assert client.reason == "snapshot" and len(client.tasks) == 21


def test_history_comes_with_the_snapshot(service):
    client = service.connect()
    wait_for(lambda: client.get("snapshot")["complete"] and len(client.vitals["history"]["t"]) >= 2, "two seconds")
    history = client.vitals["history"]
    expected = {"t", "tasks", "created", "ended", "lag", "cpu", "rss", "callbacks", "busy"}
    assert set(history) == expected | {"steps", "ready_queue", "blocked"}
    assert len({len(column) for column in history.values()}) == 1
    assert history["tasks"][-1] == 21 and 0.5 < history["t"][-1] - history["t"][-2] < 10


def test_a_slow_client_loses_deltas_gets_a_new_snapshot_and_disturbs_nobody(serve):
    service = serve(CHURN)
    slow, quick = service.connect(), service.connect()
    slow.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.subscribe(0.05)
    quick.subscribe(0.1)
    # the slow one reads nothing until far more has been sent than its buffer and the socket's hold
    quick.until(lambda: quick.received > 3 << 20, "3 MB", patience=60)
    assert quick.vitals["dropped"] == 0 and quick.reason == "subscribe"
    slow.until(lambda: slow.reason == "overflow" and slow.complete, "a new snapshot", patience=60)
    slow.until(lambda: slow.vitals["dropped"] > 0)
    slow.until(lambda: slow.seen[-1] == "tasks.new")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user to knock with")
def test_other_users_are_turned_away(service):
    service.connect()
    for path in (service.folder.parent, service.folder, service.sockets, service.socket):
        os.chmod(str(path), 0o777)
    code = (
        "import os, socket, sys; os.setgid(65534); os.setuid(65534); s = socket.socket(socket.AF_UNIX);"
        "s.connect(sys.argv[1]); print(s.recv(100))"
    )
    said = subprocess.check_output([sys.executable, "-c", code, str(service.socket)])
    assert said.strip() == b"b''"


def test_an_open_directory_is_refused_and_the_service_goes_on(serve, folder):
    unsafe = folder / "unsafe"
    unsafe.mkdir()
    os.chmod(str(unsafe), 0o755)
    link = folder / "link"
    link.symlink_to(folder)
    for path, word in ((unsafe, "chmod 700"), (link, "not a directory"), ("relative", "absolute")):
        service = serve("import looptop; print(repr(looptop.start()))", LOOPTOP_DIR=str(path))
        assert service.hear() == "''"
        assert service.end() == 0
        said = service.stderr()
        assert said.startswith("looptop: not started: ") and word in said and said.count("\n") == 1


def test_names_that_do_not_come_back_are_said_once(service):
    """A client that watches for days remembers what comes again, not every task that ever was."""
    client = service.connect()
    client.subscribe()
    client.until(lambda: len(client.tasks) >= 21, "all tasks")
    once = {client.strings[index] for index in client.once}
    assert once >= {name for name in client.strings.values() if name.startswith("Task-")} and len(once) >= 20
    assert all(name.startswith("Task-") for name in once)
