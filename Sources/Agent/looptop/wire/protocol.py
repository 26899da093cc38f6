"""Lines in, lines out: the JSON-RPC shape, its limits and its errors (PROTOCOL.md)."""

import json
from typing import Any, Dict

VERSION = 1
TOPICS = ("tasks", "vitals", "slow", "events", "requests", "resources", "shutdown")
"""What a client may subscribe to, in the order in which it is sent."""

MAX_LINE = 1 << 20
"""Bytes of a line."""
MAX_CLIENTS = 16
MAX_REQUESTS = 100
"""Requests a second of one client."""
MAX_BAD_LINES = 10
"""Lines in a row that are no requests, after which a client is left."""

NOT_JSON = -32700
NOT_A_REQUEST = -32600
NO_METHOD = -32601
BAD_PARAMETERS = -32602
FAILED = -32603
OTHER_VERSION = -32010
TOO_MANY = -32011
READ_ONLY = -32012
NO_TASK = -32013
NO_TOKEN = -32014


class Refusal(Exception):
    """An answer that is an error: a code, what is wrong, and what to do next."""

    def __init__(self, code: int, message: str, hint: str, **data: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data: Dict[str, Any] = {"hint": hint, **data}


_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False, allow_nan=False).encode


def line(message: Dict[str, Any]) -> bytes:
    """One message as it goes over the wire."""
    try:
        return _encode(message).encode("ascii") + b"\n"
    except ValueError:
        return _encode(_readable(message)).encode("ascii") + b"\n"


def _readable(value: Any) -> Any:
    """The same without numbers that others cannot read: what is infinite, or endless, is unknown."""
    if type(value) is dict:
        return {key: _readable(inner) for key, inner in value.items()}
    if type(value) is list or type(value) is tuple:
        return [_readable(inner) for inner in value]
    if type(value) is float:
        return value if value - value == 0 else None
    return value if type(value) is not int or -(1 << 63) <= value < 1 << 63 else None


def result_line(request: Any, result: Any) -> bytes:
    """The answer to a request."""
    return line({"jsonrpc": "2.0", "id": request, "result": result})


def error_line(request: Any, refusal: Refusal) -> bytes:
    """The error that answers a request; `request` is None where its id is not known."""
    error = {"code": refusal.code, "message": refusal.message, "data": refusal.data}
    return line({"jsonrpc": "2.0", "id": request, "error": error})


class Request:
    """A line that is a request."""

    __slots__ = ("id", "method", "params")

    def __init__(self, id: Any, method: str, params: Dict[str, Any]) -> None:
        self.id = id
        self.method = method
        self.params = params


def parse(raw: bytes) -> Request:
    """Reads a line; raises `Refusal` if it is not a request."""
    try:
        message = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refusal(NOT_JSON, "the line is not JSON", "send one JSON object a line, in UTF-8") from None
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise Refusal(NOT_A_REQUEST, "not a JSON-RPC 2.0 request", 'send {"jsonrpc":"2.0","id":1,"method":...}')
    id, method, params = message.get("id"), message.get("method"), message.get("params", {})
    if not isinstance(method, str) or not _is_id(id):
        raise Refusal(NOT_A_REQUEST, "a request has a method and an id", "the id is an integer or a string")
    if not isinstance(params, dict):
        raise Refusal(NOT_A_REQUEST, "params is not an object", "name the parameters")
    return Request(id, method, params)


def _is_id(id: Any) -> bool:
    return (isinstance(id, (int, str)) and not isinstance(id, bool)) and len(str(id)[:65]) <= 64
