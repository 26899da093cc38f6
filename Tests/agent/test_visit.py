"""An agent that was let in leaves with its last client, and may come again."""

import os

from harness import wait_for

VISITED = """
import asyncio, json, os, sys, threading
import looptop.thread
from looptop.agent import agent
looptop.thread.FIRST = looptop.thread.GRACE = 0.3
directory = os.environ["LOOPTOP_DIR"]
os.mkdir(directory, 0o700)
left = threading.Event()
def facts():
    return [
        threading.active_count(), len(os.listdir("/proc/self/fd")), os.listdir(directory), len(sys.meta_path),
        repr(asyncio._set_running_loop), repr(asyncio.get_event_loop().get_task_factory()),
        repr(getattr(asyncio.get_event_loop()._selector, "select").__qualname__),
    ]
async def main():
    before = facts()
    for line in iter(sys.stdin.readline, ""):
        left.clear()
        agent.visit(directory, left.set)
        print("visited", flush=True)
        while not left.is_set():
            await asyncio.sleep(0.01)
        print("the same" if facts() == before else "%s %s" % (before, facts()), flush=True)
asyncio.run(main())
"""


def test_it_leaves_with_the_last_client_and_comes_again(serve):
    service = serve(VISITED)
    for _ in range(3):
        service.say("come")
        assert service.hear() == "visited"
        first, second = service.connect(), service.connect()
        first.close()
        second.subscribe()
        second.until(lambda client=second: client.complete and client.tasks)
        second.close()
        assert service.hear() == "the same"
    assert service.end() == 0 and service.stderr() == ""


def test_it_leaves_where_nobody_comes_and_who_only_knocks_is_nobody(serve):
    service = serve(VISITED)
    service.say("come")
    assert service.hear() == "visited"
    knock = service.connect_raw()
    assert service.hear() == "the same"
    knock.close()
    assert service.end() == 0 and service.stderr() == ""


def test_it_stays_while_somebody_is_there(serve):
    service = serve(VISITED)
    service.say("come")
    client = service.connect()
    client.subscribe()
    begun = client.vitals
    wait_for(lambda: client.receive() and client.seen and client.vitals is not begun, "vitals")
    for _ in range(20):
        client.receive()
    assert os.path.exists(str(service.socket))
    client.close()
    assert [service.hear(), service.hear()] == ["visited", "the same"]


def test_the_child_of_a_visited_process_is_visited_too(serve):
    service = serve("""
import asyncio, os, sys
import looptop.thread
from looptop.agent import agent
looptop.thread.FIRST = looptop.thread.GRACE = 0.5
directory = os.environ["LOOPTOP_DIR"]
os.mkdir(directory, 0o700)
async def before():
    agent.visit(directory, lambda: None)
asyncio.run(before())
sys.stdin.readline()
pid = os.fork()
if pid == 0:
    asyncio.run(asyncio.sleep(3600))
print(pid, flush=True)
asyncio.run(asyncio.sleep(3600))
""")
    client = service.connect()
    service.say("fork")
    child = int(service.hear())
    place = service.sockets / ("%d.sock" % child)
    other = service.connect_raw(place)
    other.hello()
    assert other.greeting["pid"] == child
    other.close()
    wait_for(lambda: not place.exists(), "the agent's leave from the child")
    assert service.socket.exists()
    client.close()
    wait_for(lambda: not service.socket.exists(), "its leave from the parent")
    os.kill(child, 9)
    assert "Traceback" not in service.stderr()  # later versions may warn of a fork beside a thread


GREEN = """
import _thread, asyncio, os, sys
import looptop
own = _thread.start_new_thread
def start_new_thread(*arguments):
    print("a green thread", flush=True)
    return own(*arguments)
start_new_thread.__module__ = "gevent.thread"
_thread.start_new_thread = start_new_thread
folder = sys.argv[1]
exec(open(os.path.join(os.path.dirname(looptop.__file__), "boot", "attach.py")).read())
print(open(folder + "/error").read(), os.listdir(folder), flush=True)
assert looptop.start() == ""
"""


def test_it_does_not_come_into_green_threads(serve, tmp_path):
    """They would be switched to in the midst of what the service does."""
    (tmp_path / "green").mkdir()
    service = serve(GREEN, str(tmp_path / "green"))
    assert service.hear() == "its threads are those of gevent, and an agent needs a real one ['error']"
    assert service.end() == 0 and "threads are those of gevent here" in service.stderr()
