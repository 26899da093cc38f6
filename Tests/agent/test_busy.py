"""An agent that is at work on one thing answers others meanwhile."""

import os

SLOW = """
import asyncio, time
import looptop
from looptop.tasks.scanner import Scanner

look = Scanner.look
def slowly(*arguments):
    time.sleep(0.002)
    return look(*arguments)
Scanner.look = slowly

async def main():
    tasks = [asyncio.ensure_future(asyncio.sleep(3600)) for _ in range(1000)]
    looptop.start()
    print(tasks and "ready")
    while True:
        await asyncio.sleep(0.1)
        time.sleep(0.4)
asyncio.run(main())
"""
VITALS = {"topics": ["vitals"], "interval": 0.1}


def test_clients_are_answered_while_a_look_is_under_way(serve):
    service = serve(SLOW)
    service.hear()
    watching = service.connect()
    watching.subscribe(0.05, ["vitals"])
    asking = service.connect()
    before = watching.seen.count("vitals")
    id = asking.last_id = asking.last_id + 1
    asking.send({"jsonrpc": "2.0", "id": id, "method": "snapshot", "params": {"topics": ["tasks"]}})
    watching.until(lambda: watching.seen.count("vitals") > before + 3, "figures while others wait")
    watching.until(lambda: watching.vitals["blocked"], "a blocked loop while others wait")
    came = service.connect()
    assert came.greeting["thread"] in map(int, os.listdir("/proc/%d/task" % service.process.pid))
    for _ in range(5):
        assert came.get("ping")["now"]
    assert came.get("subscribe", **VITALS) == VITALS
    gone = service.connect()
    gone.close()
    asking.hear()
    assert "snapshot.begin" not in asking.seen
    assert asking.answer(id)["result"]["tasks"] >= 1000
    assert asking.seen.count("working") >= 1 and asking.seen.index("working") < asking.seen.index("snapshot.begin")
    came.until(lambda: came.complete, "the snapshot of the one who came meanwhile")


def test_what_needs_a_whole_look_is_answered_after_it(serve):
    service = serve(SLOW)
    service.hear()
    client, other = service.connect(), service.connect()
    for number, method in enumerate(("snapshot", "debug", "shutdown.plan", "ping")):
        client.send({"jsonrpc": "2.0", "id": 100 + number, "method": method, "params": {}})
    other.get("ping")
    answers = [client.answer(100 + number) for number in (1, 2, 3)]
    assert answers[0]["result"]["loops"] and answers[1]["result"]["pid"] == service.process.pid
    assert answers[2]["result"]["now"]
    client.until(lambda: client.complete, "the snapshot")
