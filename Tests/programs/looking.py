"""Everything that looptop tells of a program, asked for at once, and what must be so about the answers."""

import json
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Callable, Dict, List, Set

from program import Looptop, Result
from running import Running
from waiting import wait_for

Document = Dict[str, Any]
#: Commands beside each other, as of several people who look at the same service.
AT_ONCE = 3


class Watch:
    """`looptop findings --watch` for as long as a program is looked at: every finding that was ever true."""

    def __init__(self, looptop: Looptop, target: int, *options: str) -> None:
        """Begin; where an agent has to come in, it stays until `stop`."""
        self.options = options
        self.found: Dict[str, Document] = {}
        self.looks = 0
        self.workers: Set[int] = set()
        self.errors: List[str] = []
        self.ended = False
        self.process = subprocess.Popen(
            [str(looptop.binary), "findings", str(target), "--json", "--watch", *options],
            env=looptop.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()
        wait_for("the first look", lambda: self.looks or self.ended, 60, show=lambda: str(self.errors))
        assert not self.ended, self.errors

    def read(self) -> None:
        """Line by line."""
        assert self.process.stdout and self.process.stderr
        for line in self.process.stdout:
            document = json.loads(line)
            self.looks += 1
            self.found.update((row["id"], row) for row in document["findings"])
        self.errors += self.process.stderr.read().decode().splitlines()
        self.ended = True

    def rows(self, without: Set[str]) -> List[str]:
        """What was found, as a message tells it, but for some kinds."""
        return [
            "%s: %s (%s)" % (row["kind"], row["evidence"], place(row))
            for row in self.found.values()
            if row["kind"] not in without
        ]

    def stop(self) -> None:
        """Leave."""
        self.process.terminate()
        self.thread.join(20)
        self.process.kill()
        self.process.wait()


def place(row: Document) -> str:
    """`file:line` of a finding."""
    location = row["location"]
    return "%s:%s" % (location["file"], location["line"]) if location else "nowhere"


class Look:
    """Every command that looks, each with what it must say."""

    def __init__(self, looptop: Looptop, running: Running, *options: str) -> None:
        """Remember whom."""
        self.looptop = looptop
        self.running = running
        self.options = options

    def ask(self, *words: str, status: int = 0) -> Result:
        """One command, without a word of complaint."""
        command, *rest = words
        result = self.looptop.run(command, self.running.pid, *rest, *self.options)
        assert result.status == status, f"looptop {' '.join(words)}: {result}"
        assert "Fatal error" not in result.err, result
        return result

    def document(self, *words: str) -> Document:
        """A command's JSON: whole, and of the right processes."""
        document = json.loads(self.ask(*words, "--json").out)
        assert isinstance(document, dict)
        assert document["complete"] is True and document["dropped"] == 0, (words, document)
        return document

    def at_everything(self) -> None:
        """Several commands at a time."""
        workers = self.running.workers()
        looks: List[Callable[[], None]] = [
            partial(self.texts, "ps", "tree", "requests", "findings"),
            partial(self.texts, "overview", "waits", "slow"),
            partial(self.documents, "waits", "slow", "requests"),
            partial(self.tree),
            partial(self.overview),
            partial(self.tasks, workers),
            partial(self.events, workers),
            partial(self.dump),
            partial(self.task),
            partial(self.doctor),
            partial(self.list, workers),
        ]
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for done in [threads.submit(look) for look in looks]:
                done.result()

    def texts(self, *commands: str) -> None:
        """What people read."""
        for command in commands:
            result = self.ask(command)
            # An empty list is said to be empty beside it.
            assert result.out.strip() or result.err.strip(), command

    def documents(self, *commands: str) -> None:
        """What scripts read."""
        for command in commands:
            self.document(command)

    def tree(self) -> None:
        """Who waits for whom."""
        assert self.ask("tree", "--by", "await").out.strip()

    def overview(self) -> None:
        """Loops that run."""
        overview = self.document("overview")
        assert overview["loops"] and all(loop["running"] for loop in overview["loops"]), overview

    def events(self, workers: Set[int]) -> None:
        """What happens, in the right processes."""
        events = [json.loads(line) for line in self.ask("events", "--for", "1s", "--json").out.splitlines()]
        assert {event["worker"] for event in events} <= workers, (events[-5:], workers)

    def dump(self) -> None:
        """Everything in one document."""
        dump = json.loads(self.ask("dump", "--for", "300ms", "--out", "-").out)
        assert (dump["complete"], dump["dropped"]) == (True, 0) and {"ps", "waits", "events"} <= set(dump), {
            name: part if not isinstance(part, (dict, list)) else len(part) for name, part in dump.items()
        }

    def tasks(self, workers: Set[int]) -> None:
        """`ps`: those of the right workers, of all of them where each has some at every moment."""
        seen: Set[int] = set()

        def look() -> bool:
            seen.update(row["worker"] for row in self.document("ps")["tasks"])
            return seen == workers or not self.running.program.tasks

        wait_for("tasks of every worker", look, interval=0.3, show=lambda: f"{seen} of {workers}")
        assert seen <= workers, (seen, workers)

    def task(self) -> None:
        """`task` of one that is still there: others may end meanwhile."""

        def look() -> bool:
            tasks = sorted(self.document("ps")["tasks"], key=lambda row: row["created"] or 0.0)
            for row in tasks[:5]:
                result = self.looptop.run("task", row["worker"], row["id"], *self.options)
                if result.status == 0:
                    assert str(row["id"]) in result.out, result
                    return True
            return not self.running.program.tasks

        wait_for("a task that stays", look, interval=0.2)

    def doctor(self) -> None:
        """Nothing is wrong with any of the processes."""
        for pid in sorted(self.running.workers()):
            result = self.looptop.run("doctor", pid, "--json")
            document = json.loads(result.out)
            assert document["pid"] == pid and document["problems"] == 0, document

    def list(self, workers: Set[int]) -> None:
        """`ls`: the workers, below their master where they have one."""
        assert self.looptop.run("ls").status == 0
        document: Document = {}
        found: List[Document] = []

        def answered() -> bool:
            # On a busy machine one may not answer in the two seconds that ls waits for it.
            nonlocal document, found
            document = self.looptop.json("ls")
            found = [row for row in document["services"] if row["pid"] in self.running.processes()]
            return not any(row["problem"] for row in found)

        wait_for("an answer of each", answered, interval=0.5, show=lambda: str(found))
        rows = {row["pid"]: row for row in found if row["application"] == self.running.pid}
        others = set(rows) - workers
        assert workers <= set(rows) and len(others) <= self.running.program.beside_it, (rows, workers)
        # What it started besides, as Jupyter its kernels, is a service of its own.
        strangers = [row for row in found if row["pid"] not in rows]
        assert all(row["application"] == row["pid"] for row in strangers), strangers
        for application in document["applications"]:
            if application["pid"] == self.running.pid:
                assert set(application["workers"]) == set(rows), (application, workers)
        if self.running.program.workers:
            assert self.running.pid in {row["pid"] for row in document["applications"]}, document["applications"]
