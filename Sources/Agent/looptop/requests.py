"""The requests of the protocol, and their answers."""

import time
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional

from . import protocol
from .client import Client
from .details import task_in_full, threads
from .effort import MOST, Look
from .pictures import picture
from .protocol import Refusal
from .servers import recognise
from .stacks import frames, shown_place
from .tcp import FIRST_LINE

if TYPE_CHECKING:
    from .server import Server

TOPICS = ("tasks", "vitals", "slow", "events", "requests", "resources", "shutdown")


class Handlers:
    """Answers requests; runs in the agent's thread."""

    def __init__(self, server: "Server", about: Dict[str, Any]) -> None:
        self.server = server
        self.about = about
        self.methods: Dict[str, Callable[[Client, Any, Dict[str, Any]], Optional[Dict[str, Any]]]] = {
            "hello": self.hello,
            "subscribe": self.subscribe,
            "unsubscribe": self.unsubscribe,
            "snapshot": self.snapshot,
            "task": self.task,
            "threads": self.threads,
            "look": self.look,
            "ping": self.ping,
            "shutdown.plan": server.shutdown.plan,
            "shutdown.begin": server.shutdown.begin,
            "shutdown.cancel": server.shutdown.cancel,
            "debug": server.debug.debug,
        }

    def receive(self, client: Client, data: bytes) -> None:
        """Takes bytes in, and answers the lines that they complete."""
        client.incoming += data
        while not client.closing:
            end = client.incoming.find(b"\n")
            if client.stranger is not None and (end > FIRST_LINE or len(client.incoming) > FIRST_LINE > end):
                client.closing = True
                return
            if end < 0:
                if len(client.incoming) > protocol.MAX_LINE:
                    if not client.skipping:
                        self.too_long(client)
                    client.skipping = True
                    client.incoming.clear()
                return
            line = bytes(client.incoming[:end])
            del client.incoming[: end + 1]
            if client.skipping:
                client.skipping = False
            elif len(line) > protocol.MAX_LINE:
                self.too_long(client)
            elif line.strip():
                self.answer(client, line)

    def too_long(self, client: Client) -> None:
        """A line over the limit; what remains of it is skipped."""
        self.refuse(client, None, Refusal(protocol.NOT_JSON, "the line is longer than 1 MiB", "send shorter lines"))

    def refuse(self, client: Client, id: Any, refusal: Refusal) -> None:
        """Sends an error, and closes after too many lines that were none of ours."""
        client.send(protocol.error_line(id, refusal))
        if client.stranger is not None:
            client.closing = True
            return
        if refusal.code in (protocol.NOT_JSON, protocol.NOT_A_REQUEST):
            client.bad_lines += 1
            client.closing = client.bad_lines >= protocol.MAX_BAD_LINES

    def answer(self, client: Client, line: bytes) -> None:
        """Answers one line."""
        id: Any = None
        try:
            allowed = client.may_ask()
            request = protocol.parse(line)
            id = request.id
            if not allowed:
                hint = "at most %d a second; wait, then ask again" % protocol.MAX_REQUESTS
                raise Refusal(protocol.TOO_MANY, "too many requests", hint)
            if not client.greeted and request.method != "hello":
                raise Refusal(protocol.NOT_A_REQUEST, "hello comes first", 'send {"method":"hello",...}')
            handler = self.methods.get(request.method)
            if handler is None:
                hint = "known: " + ", ".join(self.methods)
                raise Refusal(protocol.NO_METHOD, "no such method", hint)
            client.bad_lines = 0
            result = handler(client, id, request.params)
        except Refusal as refusal:
            self.refuse(client, id, refusal)
        except Exception as error:
            hint = "please report it, with the message"
            text = "the agent failed: %s: %s" % (type(error).__name__, protocol.text(str(error)))
            self.refuse(client, id, Refusal(protocol.FAILED, text, hint))
        else:
            if result is not None:
                client.send(protocol.result_line(id, result))

    def hello(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        version = params.get("protocol")
        if type(version) is not int:
            raise Refusal(protocol.BAD_PARAMETERS, "protocol is missing", "say which version you speak: 1")
        if version != protocol.VERSION:
            hint = "use a looptop that speaks protocol %d" % protocol.VERSION
            raise Refusal(
                protocol.OTHER_VERSION, "protocol %d is not spoken" % version, hint, protocols=[protocol.VERSION]
            )
        if client.stranger is not None and self.server.reception.door is not None:
            self.server.reception.door.check(params)
            client.stranger = None
        client.greeted = True
        client.read_only = params.get("read_only") is True
        read_only = self.server.shutdown.is_read_only(client)
        return dict(self.about, server=recognise(), now=time.time(), read_only=read_only)

    def subscribe(self, client: Client, id: Any, params: Dict[str, Any]) -> None:
        topics = _topics(params)
        interval = params.get("interval", 0.2)
        if isinstance(interval, bool) or not isinstance(interval, (int, float)) or not 0.05 <= interval <= 10:
            raise Refusal(protocol.BAD_PARAMETERS, "interval is not from 0.05 to 10", "give seconds, such as 0.2")
        client.send(protocol.result_line(id, {"topics": topics, "interval": interval}))
        client.topics, client.interval, client.overflowed = topics, float(interval), False
        client.due = time.monotonic()
        client.pictures.clear()
        if topics:
            client.pictures.append(picture(self.server, client, "subscribe", topics))

    def unsubscribe(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        client.topics = []
        client.pictures.clear()
        client.forget_pending()
        return {}

    def snapshot(self, client: Client, id: Any, params: Dict[str, Any]) -> None:
        if len(client.pictures) >= 4:
            raise Refusal(protocol.TOO_MANY, "snapshots are under way", "wait for their results")
        client.pictures.append(picture(self.server, client, "snapshot", _topics(params), id))

    def task(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        serial = params.get("id")
        if type(serial) is not int:
            raise Refusal(protocol.BAD_PARAMETERS, "id is not an integer", "give the id of a task")
        record = self.server.scanner.find(serial)
        found = None if record is None else task_in_full(self.server, record, params.get("source", True) is True)
        if found is None:
            raise Refusal(protocol.NO_TASK, "no task %d" % serial, "it may have ended")
        return found

    def threads(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        return {"threads": threads(self.server)}

    def look(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        tasks, steps = params.get("tasks", []), params.get("steps", "looked")
        if not isinstance(tasks, list) or not all(type(task) is int for task in tasks) or len(tasks) > MOST:
            raise Refusal(protocol.BAD_PARAMETERS, "tasks is not a list of ids", "give up to %d ids of tasks" % MOST)
        if steps not in ("looked", "all"):
            raise Refusal(protocol.BAD_PARAMETERS, "steps is neither looked nor all", 'give "looked" or "all"')
        client.look = Look(frozenset(tasks), steps == "all")
        self.server.follow_looks()
        return {"tasks": len(client.look.tasks), "accounting": self.server.effort.accounting()}

    def ping(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        return {"now": time.time()}

    def blocked(self) -> Optional[Dict[str, Any]]:
        """The field `blocked` of `vitals`."""
        blocked = self.server.heartbeat.blocked
        if blocked is None:
            return None
        seconds = time.perf_counter() - blocked.since
        place = shown_place(blocked.chain)
        return {
            "loop": blocked.loop,
            "since": round(time.time() - seconds, 4),
            "seconds": round(seconds, 4),
            "late": blocked.late,
            "stack": frames(blocked.chain, source=True),
            "location": None if place is None else place.wire(),
            "task": blocked.task,
        }


def _topics(params: Dict[str, Any]) -> List[str]:
    topics = params.get("topics", list(TOPICS))
    if not isinstance(topics, list):
        raise Refusal(protocol.BAD_PARAMETERS, "topics is not a list", 'give ["tasks", "vitals"]')
    return [topic for topic in TOPICS if topic in topics]
