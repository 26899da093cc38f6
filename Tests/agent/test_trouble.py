"""What fails in the agent costs what it came from alone, and is told."""

SERVICE = """
import asyncio, sys
import looptop, looptop.thread
from looptop import trouble
from looptop.tasks import scanner
from looptop.loops.heartbeat import Heartbeat
from looptop.resources import census, primitives
from looptop.resources.adapter import Adapter
from looptop.requests.in_flight import InFlight
from looptop.shutdown.methods import Shutdown
from looptop.observer.vitals import Vitals

def fails(*arguments, **options):
    raise KeyError("planted")

def fails_for(original, name):
    def method(self, record, task, *rest):
        if task.get_name() == name:
            raise LookupError("planted")
        return original(self, record, task, *rest)
    return method

class Odd(asyncio.Queue):
    pass

trouble.OFF = 3
looptop.thread.CENSUS = looptop.observer.observer.CENSUS = 0.05
planted = sys.argv[1]
if planted == "adapter":
    primitives.Queue.read = fails
elif planted == "task":
    scanner.Scanner.look = fails_for(scanner.Scanner.look, "strange")
elif planted == "steps":
    Heartbeat.beat = Vitals.second = census.Census.second = Shutdown.look = InFlight.look = fails
elif planted == "look":
    scanner.Scanner.scan = fails
elif planted == "rows":
    looptop.wire.client.columns = fails
looptop.start()

async def work():
    async with LOCK, MANY, SOME:
        await QUEUE.get()

async def main():
    global QUEUE, LOCK, MANY, SOME
    QUEUE, LOCK = Odd(), asyncio.Lock()
    MANY, SOME = asyncio.Semaphore(10**20), asyncio.BoundedSemaphore(10**30)
    asyncio.get_running_loop().slow_callback_duration = float("inf")
    tasks = [asyncio.ensure_future(work()) for _ in range(2)]
    tasks[0].set_name("strange")
    tasks[1].set_name("plain")
    await asyncio.gather(*tasks)
asyncio.run(main())
"""


def row(client, what):
    """What clients are told of this failure, or None."""
    trouble = (client.vitals or {}).get("trouble")
    return next((row for row in trouble["rows"] if row["what"] == what), None) if trouble else None


def watch(service):
    client = service.connect()
    client.get("subscribe", topics=["tasks", "vitals", "resources"], interval=0.05)
    return client


def test_an_adapter_that_fails_again_and_again_is_switched_off(serve):
    service = serve(SERVICE, "adapter")
    client = watch(service)
    told = client.until(lambda: (row(client, "the adapter of asyncio.queues") or {}).get("off") and client.vitals)
    failed = row(client, "the adapter of asyncio.queues")
    assert failed["error"] == "KeyError: planted" and failed["count"] == 3 and told["trouble"]["count"] == 3
    assert "adapter.py" in failed["at"]
    queue = client.until(lambda: client.resource("QUEUE"))
    assert queue["depth"] is None and queue["limit"] is None
    lock = client.until(lambda: client.resource("LOCK"))
    assert lock["in_use"] == 1
    assert client.until_task("plain")["wait"] == "lock"
    assert service.stderr() == ""


def test_numbers_that_nobody_can_read_are_unknown(serve):
    client = watch(serve(SERVICE, "nothing"))
    many, some = client.until(lambda: client.resource("MANY")), client.until(lambda: client.resource("SOME"))
    assert (many["value"], many["unlimited"]) == (None, True)
    assert (some["value"], some["limit"], some["unlimited"], some["in_use"]) == (None, None, True, 1)
    assert client.get("debug")["loops"][0]["slow"] is None
    client.until(lambda: client.vitals)
    assert client.vitals["trouble"] is None


def test_a_task_that_cannot_be_looked_at_is_there_and_unknown(serve):
    client = watch(serve(SERVICE, "task"))
    client.until_task("plain", wait="lock")
    strange = client.until(lambda: next((task for task in client.tasks.values() if task["wait"] == "unknown"), None))
    assert strange["location"] is None
    failed = client.until(lambda: row(client, "the look at a task"))
    assert failed["error"] == "LookupError: planted" and not failed["off"]


def test_steps_of_the_agent_fail_one_by_one(serve):
    service = serve(SERVICE, "steps")
    client = watch(service)
    client.until_task("plain", wait="lock")
    for what in ("the heartbeat of the loops", "the vital signs", "the use of resources", "the watch of a shutdown"):
        client.until(lambda what=what: row(client, what))
    assert client.until(lambda: client.resource("LOCK"))["in_use"] == 1
    assert client.get("threads")["threads"]
    assert service.stderr() == ""


def test_without_a_look_at_the_tasks_the_rest_goes_on(serve):
    service = serve(SERVICE, "look")
    client = watch(service)
    failed = client.until(lambda: row(client, "the look at the tasks"))
    assert not failed["off"] and client.get("threads")["threads"] and client.vitals["cpu"]
    assert service.stderr() == ""


def test_a_client_that_cannot_be_sent_anything_is_told_to_leave_and_others_may_come(serve):
    service = serve(SERVICE, "rows")
    client = watch(service)
    while client.receive() is not None:
        pass
    again = service.connect()
    again.get("subscribe", topics=["vitals"], interval=0.05)
    assert again.get("ping")["now"]
    assert service.process.poll() is None and service.stderr() == ""
