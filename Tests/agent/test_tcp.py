"""The TCP door: closed unless asked for, and opened only to who knows the token."""

import json
import socket

import pytest
from harness import Client, wait_for

SERVICE = """
    import looptop, sys
    looptop.start()
    sys.stdin.readline()
"""
TOKEN = "a secret of nobody else's"


@pytest.fixture
def token(folder):
    path = folder / "token"
    path.write_text(TOKEN + "\n")
    path.chmod(0o600)
    return path


def address(service):
    """Where its door is, as the file beside the socket says."""
    info = service.sockets / ("%d.json" % service.process.pid)
    wait_for(info.exists, "the file")
    text = json.loads(info.read_text()).get("tcp")
    return text and (text.rpartition(":")[0], int(text.rpartition(":")[2]))


@pytest.fixture
def door(serve, token):
    """The address of an open door, and its service."""
    service = serve(SERVICE, LOOPTOP_TCP="0", LOOPTOP_TOKEN_FILE=str(token))
    place = address(service)
    assert place[0] == "127.0.0.1"
    return place, service


def hello(connection, **params):
    """Says it; the answer, or None where the door is shut."""
    request = {"jsonrpc": "2.0", "id": 1, "method": "hello", "params": dict({"protocol": 1, "client": "t"}, **params)}
    connection.sendall(json.dumps(request).encode() + b"\n")
    line = connection.makefile("rb").readline()
    return json.loads(line) if line else None


def is_shut(connection):
    """Whether the other side has hung up."""
    try:
        return connection.recv(1) == b""
    except ConnectionError:
        return True


def test_with_the_token_everything_is_as_on_the_socket(door):
    place, service = door
    connection = socket.create_connection(place, timeout=10)
    assert hello(connection, token=TOKEN)["result"]["pid"] == service.process.pid
    connection.sendall(b'{"jsonrpc":"2.0","id":2,"method":"ping"}\n')
    assert b'"now"' in connection.recv(4096)
    connection.close()


@pytest.mark.parametrize("params", [{}, {"token": "wrong"}, {"token": None}, {"token": 7}, {"token": "ü" * 20}])
def test_without_it_nothing_is(door, params):
    connection = socket.create_connection(door[0], timeout=10)
    answer = hello(connection, **params)
    assert answer["error"]["code"] == -32014 and "token" in answer["error"]["message"]
    assert is_shut(connection)
    connection.close()


@pytest.mark.parametrize(
    "data", [b'{"jsonrpc":"2.0","id":1,"method":"snapshot"}\n', b"GET / HTTP/1.1\r\n\r\n", b"x" * 5000]
)
def test_anything_else_first_is_the_end(door, data):
    connection = socket.create_connection(door[0], timeout=10)
    connection.sendall(data)
    wait_for(lambda: is_shut(connection), "the end")
    connection.close()


def test_strangers_take_nobodys_place_and_have_little_time(door):
    place, service = door
    strangers = [socket.create_connection(place, timeout=15) for _ in range(40)]
    for stranger in strangers[-4:]:
        stranger.sendall(b'{"jsonrpc"')
    client = service.connect()
    client.close()
    friend = socket.create_connection(place, timeout=10)
    assert hello(friend, token=TOKEN)["result"]["pid"] == service.process.pid
    assert all(is_shut(stranger) for stranger in strangers)
    friend.sendall(b'{"jsonrpc":"2.0","id":2,"method":"ping"}\n')
    assert b'"now"' in friend.recv(4096)
    for connection in (friend, *strangers):
        connection.close()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda path: path.chmod(0o644), "chmod 600"),
        (lambda path: path.write_text("short"), "less than 16"),
        (lambda path: path.unlink(), "cannot be read"),
    ],
)
def test_a_token_that_is_none_keeps_the_door_shut(serve, token, change, words):
    change(token)
    service = serve(SERVICE, LOOPTOP_TCP="0", LOOPTOP_TOKEN_FILE=str(token))
    assert address(service) is None
    assert "no TCP" in service.stderr() and words in service.stderr()
    service.connect().close()


@pytest.mark.parametrize("text", ["nonsense", "127.0.0.1:99999", "host:"])
def test_a_wrong_address_is_said(serve, token, text):
    service = serve(SERVICE, LOOPTOP_TCP=text, LOOPTOP_TOKEN_FILE=str(token))
    assert address(service) is None and "not HOST:PORT" in service.stderr()


def test_it_is_shut_unless_asked_for(serve, token):
    service = serve(SERVICE, LOOPTOP_TOKEN_FILE=str(token))
    assert address(service) is None and service.stderr() == ""
    assert Client.open(service.socket) is not None
