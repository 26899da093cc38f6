"""Looks at a service that does everything at once, as often and as closely as it can, to see whether it dies of it.

    torture.py [--seconds N] [--seed N] [PYTHON]

The last line says how much was looked at; the exit status is 0 if the service ended by itself, and well, and nothing of
the agent's was complained about.
"""

import argparse
import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "agent"))

from harness import AGENT, Client  # noqa: E402

TOPICS = ("tasks", "vitals", "resources", "slow", "events", "requests")
#: Seconds that the service may take to end, once it is time.
GRACE = 120


COMPLAINT = re.compile(r'^looptop: the agent has failed|File "[^"]*/looptop/', re.M)


class Onlooker(Client):
    """A client that minds a crash alone: whether what it is told is right is the business of other tests."""

    def on_tasks_ended(self, params):
        for id in params["id"]:
            self.tasks.pop(id, None)


class Looker:
    """A client that subscribes to everything, and asks for everything else all the time."""

    def __init__(self, client, chance):
        self.client = client
        self.chance = chance
        self.asked = 0
        self.seen = set()

    def look(self):
        """One round."""
        client, chance = self.client, self.chance
        some = chance.sample(sorted(client.tasks), min(40, len(client.tasks)))
        self.seen.update(client.tasks)
        for task in some:
            client.ask("task", id=task, source=chance.random() < 0.2)
        client.ask("threads")
        client.ask("ping")
        self.asked += len(some) + 2
        if chance.random() < 0.2:
            client.ask("shutdown.plan")
            self.asked += 1
        if chance.random() < 0.2:
            client.ask("look", tasks=some[:5])


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python", nargs="?", default=sys.executable)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--bare", action="store_true", help="without the agent: does the service end well by itself?")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="lt") as folder:
        variables = dict(os.environ, PYTHONPATH=str(AGENT), LOOPTOP_DIR=folder + "/s", PYTHONUNBUFFERED="1")
        code = "import looptop, runpy, sys; assert looptop.start(); sys.argv.pop(0); runpy.run_path(sys.argv[0])"
        service_file = str(HERE / "service.py")
        command = [options.python, "-X", "faulthandler", *(["-c", code] if not options.bare else []), service_file]
        with open(folder + "/errors", "w+") as errors, open(folder + "/said", "w+") as said:
            service = subprocess.Popen(
                [*command, str(options.seconds), str(options.seed)], env=variables, stdout=said, stderr=errors
            )
            asked, seen, connections = (0, 0, 0) if options.bare else watch(service, folder, chance, options.seconds)
            try:
                status = service.wait(GRACE)
            except subprocess.TimeoutExpired:
                status = end(service)
            said.seek(0)
            errors.seek(0)
            words, complaints = said.read(), errors.read()
    lines = words.splitlines()
    if status or not lines or COMPLAINT.search(complaints):
        print(words[-2000:], shortened(complaints), sep="\n")
        print("torture of %s, seed %d: the service ended with %d" % (options.python, options.seed, status))
        return 1
    counts = json.loads(lines[-1])
    did = ", ".join("%d %s" % (counts[what], what) for what in sorted(counts))
    print(
        "torture of %s, %g s, seed %d: well; %d requests on %d connections, %d tasks seen; %s"
        % (options.python, options.seconds, options.seed, asked, connections, seen, did)
    )
    return 0


def end(service):
    """Ends a service that hangs, and its children; faulthandler writes where each of their threads stands."""
    for pid in [*children(service.pid), service.pid]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGABRT)
    try:
        return service.wait(30)
    except subprocess.TimeoutExpired:
        service.kill()
        return service.wait()


def children(pid):
    """Those that it has forked and that are still there."""
    found = set()
    for path in Path("/proc/%d/task" % pid).glob("*/children"):
        with contextlib.suppress(OSError):
            found.update(map(int, path.read_text().split()))
    return sorted(found)


def shortened(trace):
    """Its last lines; what is said many times is said once."""
    lines = trace.splitlines()
    return "\n".join(line for number, line in enumerate(lines) if lines[number - 1 : number] != [line])[-8000:]


def watch(service, folder, chance, seconds):
    """Looks until the service ends; how many requests, tasks and connections there were."""
    asked, connections, seen = 0, 0, 0
    path = "%s/s/%d.sock" % (folder, service.pid)
    ends = time.monotonic() + seconds + GRACE
    while service.poll() is None and time.monotonic() < ends:
        client = Onlooker.open(path)
        if client is None:
            time.sleep(0.01)
            continue
        connections += 1
        looker = Looker(client, chance)
        leaves = time.monotonic() + 2 + chance.random() * 8
        try:
            client.hello()
            client.subscribe(interval=0.1, topics=TOPICS)
            while time.monotonic() < leaves:
                looker.look()
        except (AssertionError, OSError):
            try:
                service.wait(10)
            except subprocess.TimeoutExpired:
                end(service)  # the agent has given up, or does not answer: its last words are told
                traceback.print_exc()
        finally:
            client.close()
            asked += looker.asked
            seen += len(looker.seen)
    return asked, seen, connections


if __name__ == "__main__":
    sys.exit(main())
