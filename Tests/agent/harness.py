"""Runs small services as processes of their own, and talks to their agents."""

import json
import os
import pathlib
import select
import signal
import socket
import subprocess
import sys
import textwrap
import time

AGENT = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Agent"
PATIENCE = 30.0
#: The end of a service that has the agent from its start, says `up`, and then executes the lines that it is given.
OBEYING = """
async def main():
    looptop.start()
    loop = asyncio.get_running_loop()
    commands = asyncio.Queue()

    def read():
        for line in sys.stdin:
            loop.call_soon_threadsafe(commands.put_nowait, line)

    threading.Thread(target=read, daemon=True).start()
    print("up")
    while True:
        exec(json.loads(await commands.get()), globals())

asyncio.run(main())
"""


def wait_for(condition, what="the condition", patience=PATIENCE):
    """The first true value of a condition."""
    ends = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < ends, "%s did not come true in %g s" % (what, patience)
        time.sleep(0.01)


def interruptible():
    """Whoever runs tests in the background has them ignore Ctrl-C, and services would inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Service:
    """A Python process that runs some source, with the agent importable and a socket directory of its own."""

    def __init__(self, folder, source, *arguments, python_options=(), cwd=None, **environment):
        self.folder = pathlib.Path(folder)
        self.sockets = self.folder / "s"
        self.script = self.folder / "service.py"
        self.script.write_text(textwrap.dedent(source))
        variables = dict(os.environ, PYTHONPATH=str(AGENT), LOOPTOP_DIR=str(self.sockets), PYTHONUNBUFFERED="1")
        variables.update(environment)
        command = [sys.executable, *python_options, str(self.script), *arguments]
        self.errors = open(str(self.folder / "stderr"), "w+")
        self.process = subprocess.Popen(
            command, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
            universal_newlines=True, cwd=cwd, preexec_fn=interruptible,
        )  # fmt: skip

    @property
    def socket(self):
        return self.sockets / ("%d.sock" % self.process.pid)

    def connect(self, **hello):
        """A client that has said hello."""
        client = self.connect_raw()
        client.hello(**hello)
        return client

    def connect_raw(self, path=None):
        """A client that has said nothing."""
        target = path or self.socket
        return wait_for(lambda: Client.open(target), "a socket at %s (%s)" % (target, self.stderr()))

    def say(self, line):
        """Writes a line to the service."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def run(self, code):
        """Has a service that executes lines run some code."""
        self.say(json.dumps(code))

    def hear(self):
        """The next line that the service prints."""
        line = self.process.stdout.readline()
        assert line, "the service said nothing more: " + self.stderr()
        return line.rstrip("\n")

    def stderr(self):
        """What it has written to standard error."""
        self.errors.flush()
        return (self.folder / "stderr").read_text()

    def end(self):
        """Waits for its end; the exit status."""
        self.process.stdin.close()
        return self.process.wait(PATIENCE)

    def close(self):
        """Kills it, if it lives."""
        self.process.kill()
        self.process.wait()
        for file in (self.process.stdin, self.process.stdout, self.errors):
            file.close()


class Client:
    """Speaks the protocol, and keeps the picture as the Swift side would."""

    def __init__(self, connection):
        self.connection = connection
        self.buffer = b""
        self.last_id = 0
        self.seq = 0
        self.received = 0
        self.seen = []
        self.strings = {}
        self.heard, self.once = 0, []
        self.locations = []
        self.tasks = {}
        self.ended = {}
        self.loops = []
        self.vitals = None
        self.complete = False
        self.resources = {}
        self.waits = {}
        self.slow = {}
        self.groups = {}
        self.events = []
        self.down = None

    @classmethod
    def open(cls, path):
        """A connected client, or None if there is no such socket."""
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(str(path))
        except OSError:
            connection.close()
            return None
        return cls(connection)

    def close(self):
        self.connection.close()

    def send(self, message):
        self.connection.sendall(json.dumps(message).encode() + b"\n")

    def receive(self, patience=PATIENCE):
        """The next message, or None at the end of the connection."""
        ends = time.monotonic() + patience
        while b"\n" not in self.buffer:
            ready, _, _ = select.select([self.connection], [], [], max(0.0, ends - time.monotonic()))
            assert ready, "no message in %g s" % patience
            try:
                data = self.connection.recv(1 << 16)
            except ConnectionResetError:
                data = b""
            if not data:
                return None
            self.buffer += data
            self.received += len(data)
        line, _, self.buffer = self.buffer.partition(b"\n")
        assert len(line) < 1 << 20
        message = json.loads(line.decode())
        if "method" in message:
            self.apply(message["method"], message["params"])
        return message

    def ask(self, method, **params):
        """A request; its whole answer."""
        self.last_id += 1
        self.send({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params})
        return self.answer(self.last_id)

    def answer(self, id):
        while True:
            message = self.receive()
            assert message is not None, "the connection was closed"
            if message.get("id") == id and "method" not in message:
                return message

    def get(self, method, **params):
        """A request; its result."""
        answer = self.ask(method, **params)
        assert "result" in answer, answer
        return answer["result"]

    def error(self, method, **params):
        """A request; the code of its error."""
        answer = self.ask(method, **params)
        assert answer["error"]["message"] and answer["error"]["data"]["hint"]
        return answer["error"]["code"]

    def hello(self, **params):
        self.greeting = self.get("hello", protocol=1, client="test", **params)

    def subscribe(self, interval=0.1, topics=("tasks", "vitals")):
        self.get("subscribe", topics=list(topics), interval=interval)
        self.until(lambda: self.complete, "a snapshot")

    def until(self, condition, what="the condition", patience=PATIENCE):
        """Reads on until the picture satisfies a condition; its value."""
        ends = time.monotonic() + patience
        while True:
            value = condition()
            if value:
                return value
            assert time.monotonic() < ends, "%s did not come true; tasks: %.2000r" % (what, self.tasks)
            assert self.receive(patience) is not None, "the connection was closed"

    def task(self, name):
        """The task of this name, or None."""
        return next((task for task in self.tasks.values() if task["name"] == name), None)

    def hear(self):
        """Takes in what has come, without waiting for more."""
        while b"\n" in self.buffer or select.select([self.connection], [], [], 0)[0]:
            if self.receive() is None:
                return

    def until_task(self, name, **expected):
        """The task of this name, once it is as expected."""

        def matching():
            task = self.task(name)
            return task if task and all(task[key] == value for key, value in expected.items()) else None

        return self.until(matching, "%s with %r" % (name, expected))

    def apply(self, method, params):
        assert params["seq"] == self.seq + 1, "a gap in seq"
        self.seq = params["seq"]
        self.seen.append(method)
        name = "on_" + method.replace(".", "_")
        getattr(self, name)(params)

    def on_strings(self, params):
        assert params["start"] == self.heard
        # What was said to be spoken of once is gone: who speaks of it again fails.
        for index in self.once:
            del self.strings[index]
        self.once = [self.heard + row for row in params.get("once", ())]
        for value in params["values"]:
            self.strings[self.heard] = value
            self.heard += 1

    def on_locations(self, params):
        assert params["start"] == len(self.locations)
        rows = zip(params["file"], params["line"], params["function"], params["user"])
        self.locations += [(self.strings[f], line, self.strings[fn], user) for f, line, fn, user in rows]

    def on_snapshot_begin(self, params):
        self.tasks, self.loops, self.complete, self.reason = {}, [], False, params["reason"]
        self.groups = {}
        self.promised = params["tasks"]

    def on_working(self, params):
        assert params["since"] <= params["t"]

    def on_snapshot_end(self, params):
        self.complete = params["complete"]

    def on_loops(self, params):
        self.loops, self.no_loop = params["rows"], params["none"]

    def rows(self, params):
        columns = {key: value for key, value in params.items() if key not in ("seq", "t")}
        assert len({len(values) for values in columns.values()}) == 1
        for values in zip(*columns.values()):
            row = dict(zip(columns, values))
            for key in ("name", "coroutine", "wait", "on", "peer"):
                if row.get(key) is not None:
                    row[key] = self.strings[row[key]]
            for key in ("location", "created_at"):
                if row.get(key) is not None:
                    row[key] = self.locations[row[key]]
            yield row

    def on_tasks_new(self, params):
        assert len(params["id"]) <= 500
        for row in self.rows(params):
            assert row["id"] not in self.tasks
            self.tasks[row["id"]] = row

    def on_tasks_changed(self, params):
        for row in self.rows(params):
            if row["name"] is None:
                del row["name"]
            self.tasks[row["id"]].update(row)

    def on_tasks_ended(self, params):
        columns = [params[key] for key in ("id", "outcome", "ended", "error", "failed_at")]
        for id, outcome, ended, error, place in zip(*columns):
            task = self.tasks.pop(id)
            error = None if error is None else self.strings[error]
            place = None if place is None else self.locations[place]
            self.ended[task["name"]] = dict(task, outcome=outcome, ended=ended, error=error, failed_at=place)

    def on_vitals(self, params):
        self.vitals = params

    def on_groups(self, params):
        for row in self.rows(params):
            row["kind"] = self.strings[row["kind"]]
            self.groups[row["id"]] = row

    def on_groups_ended(self, params):
        for id in params["id"]:
            self.groups.pop(id, None)

    def on_slow(self, params):
        self.slow.update((row["id"], row) for row in params["rows"])

    def on_events(self, params):
        assert len(params["n"]) <= 500
        columns = {key: value for key, value in params.items() if key not in ("seq", "t", "since")}
        for values in zip(*columns.values()):
            event = dict(zip(columns, values))
            event["kind"] = self.strings[event["kind"]]
            if event["location"] is not None:
                event["location"] = self.locations[event["location"]]
            self.events.append(event)

    def event(self, kind, name):
        """The first event of this kind with a task of this name, or None."""
        return next((event for event in self.events if (event["kind"], event["name"]) == (kind, name)), None)

    def on_resources(self, params):
        self.resources.update((row["id"], row) for row in params["rows"])

    def on_resources_gone(self, params):
        for id in params["id"]:
            self.resources.pop(id, None)

    def on_waits(self, params):
        for task, resource, role in zip(params["task"], params["resource"], params["role"]):
            if resource is None:
                self.waits.pop(task, None)
            else:
                self.waits[task] = (resource, self.strings[role])

    def resource(self, name):
        """The row of the resource of this name, or None."""
        return next((row for row in self.resources.values() if row["name"] == name), None)

    def name(self, task):
        """The name of a task, or None."""
        return self.tasks.get(task, {}).get("name")

    def waiting(self, resource):
        """Who waits for a resource: name and role."""
        found = {}
        for task, (id, role) in self.waits.items():
            if id == resource["id"]:
                found[self.name(task)] = role
        return found

    def on_shutdown(self, params):
        self.down = params

    def on_bye(self, params):
        self.bye = params["reason"]
