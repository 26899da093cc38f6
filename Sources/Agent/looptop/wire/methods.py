"""The requests of the protocol, and their answers."""

import threading
from typing import Any, Callable, Dict, List, Optional

from ..observer.observer import Observer
from ..observer.task_in_full import task_in_full, threads
from ..process.command_line import recognise
from ..real_time import time
from ..tasks.accounting import MOST, Look
from ..trouble import troubles, words_of
from . import protocol
from .client import Client
from .clients import Clients
from .deltas import Deltas
from .listeners import Listeners
from .protocol import Refusal
from .snapshot import picture
from .tcp import FIRST_LINE

AT_ONCE = ("hello", "ping", "threads", "look")
"""Methods that are answered while a look at the service is under way."""
PICTURES = ("subscribe", "unsubscribe", "snapshot")
"""Those that are too, but for the one who is just being sent a picture."""


Method = Callable[["Client", Any, Dict[str, Any]], Optional[Dict[str, Any]]]
"""Takes who asks, the id of the request and its parameters; the result, or None where it has answered itself."""


class Methods:
    """Answers requests; runs in the agent's thread. `acts` are those methods that do something to the service."""

    def __init__(
        self,
        observer: Observer,
        clients: Clients,
        deltas: Deltas,
        listeners: Listeners,
        about: Dict[str, Any],
        is_read_only: Callable[[Client], bool],
        acts: Dict[str, Method],
    ) -> None:
        self.observer = observer
        self.clients = clients
        self.deltas = deltas
        self.listeners = listeners
        self.about = about
        self.is_read_only = is_read_only
        self.is_between = False
        """True in the midst of other work of the agent."""
        self.methods: Dict[str, Method] = {
            "hello": self.hello,
            "subscribe": self.subscribe,
            "unsubscribe": self.unsubscribe,
            "snapshot": self.snapshot,
            "task": self.task,
            "threads": self.threads,
            "look": self.look,
            "ping": self.ping,
            **acts,
        }

    def receive(self, client: Client, data: bytes) -> None:
        """Takes bytes in, and answers the lines that they complete."""
        client.incoming += data
        self.go_on(client)

    def go_on(self, client: Client) -> None:
        """Answers what has been asked; what has to wait for the end of a look is held, and with it what came later."""
        held, client.held = client.held, None
        if held is not None:
            self.carry_out(client, held)
        while not client.closing and client.held is None:
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
            if request.method not in self.methods:
                hint = "known: " + ", ".join(self.methods)
                raise Refusal(protocol.NO_METHOD, "no such method", hint)
            client.bad_lines = 0
        except Refusal as refusal:
            self.refuse(client, id, refusal)
        else:
            self.carry_out(client, request)

    def carry_out(self, client: Client, request: protocol.Request) -> None:
        """Answers a request that can be understood, or holds it until the look under way is over."""
        client.asked = time.monotonic()
        if not self.may_now(client, request.method):
            client.held = request
            return
        id = request.id
        client.is_asking = True
        try:
            result = self.methods[request.method](client, id, request.params)
        except Refusal as refusal:
            self.refuse(client, id, refusal)
        except Exception as error:
            troubles.note("the answer to a request", error)
            hint = "please report it, with the message"
            text = "the agent failed: %s" % words_of(error)
            self.refuse(client, id, Refusal(protocol.FAILED, text, hint))
        else:
            if result is not None:
                client.send(protocol.result_line(id, result))
        finally:
            client.is_asking = False

    def may_now(self, client: Client, method: str) -> bool:
        """False of what needs a whole look, while one is under way; and of what would change the picture that is just
        being sent to this client."""
        if not self.is_between:
            return True
        if method == "task":
            return self.observer.scanner.is_whole and not self.observer.is_grouping
        return method in AT_ONCE or (method in PICTURES and self.deltas.feeding is not client)

    def hello(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        version = params.get("protocol")
        if type(version) is not int:
            raise Refusal(protocol.BAD_PARAMETERS, "protocol is missing", "say which version you speak: 1")
        if version != protocol.VERSION:
            hint = "use a looptop that speaks protocol %d" % protocol.VERSION
            raise Refusal(
                protocol.OTHER_VERSION, "protocol %d is not spoken" % version, hint, protocols=[protocol.VERSION]
            )
        if client.stranger is not None and self.listeners.door is not None:
            self.listeners.door.check(params)
            client.stranger = None
        client.greeted = True
        client.read_only = params.get("read_only") is True
        read_only = self.is_read_only(client)
        thread = threading.get_native_id()
        return dict(self.about, server=recognise(), now=time.time(), read_only=read_only, thread=thread)

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
            client.pictures.append(picture(self.observer, self.clients, client, "subscribe", topics))

    def unsubscribe(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        client.topics = []
        client.pictures.clear()
        client.forget_pending()
        return {}

    def snapshot(self, client: Client, id: Any, params: Dict[str, Any]) -> None:
        if len(client.pictures) >= 4:
            raise Refusal(protocol.TOO_MANY, "snapshots are under way", "wait for their results")
        client.pictures.append(picture(self.observer, self.clients, client, "snapshot", _topics(params), id))

    def task(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        serial = params.get("id")
        if type(serial) is not int:
            raise Refusal(protocol.BAD_PARAMETERS, "id is not an integer", "give the id of a task")
        record = self.observer.scanner.find(serial)
        found = None if record is None else task_in_full(self.observer, record, params.get("source", True) is True)
        if found is None:
            raise Refusal(protocol.NO_TASK, "no task %d" % serial, "it may have ended")
        return found

    def threads(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        return {"threads": threads(self.observer.loops)}

    def look(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        tasks, steps = params.get("tasks", []), params.get("steps", "looked")
        if not isinstance(tasks, list) or not all(type(task) is int for task in tasks) or len(tasks) > MOST:
            raise Refusal(protocol.BAD_PARAMETERS, "tasks is not a list of ids", "give up to %d ids of tasks" % MOST)
        if steps not in ("looked", "all"):
            raise Refusal(protocol.BAD_PARAMETERS, "steps is neither looked nor all", 'give "looked" or "all"')
        client.look = Look(frozenset(tasks), steps == "all")
        self.clients.follow_looks()
        return {"tasks": len(client.look.tasks), "accounting": self.observer.effort.accounting()}

    def ping(self, client: Client, id: Any, params: Dict[str, Any]) -> Dict[str, Any]:
        return {"now": time.time()}


def _topics(params: Dict[str, Any]) -> List[str]:
    topics = params.get("topics", list(protocol.TOPICS))
    if not isinstance(topics, list):
        raise Refusal(protocol.BAD_PARAMETERS, "topics is not a list", 'give ["tasks", "vitals"]')
    return [topic for topic in protocol.TOPICS if topic in topics]
