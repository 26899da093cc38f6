"""Between two slices of its work the agent holds nothing of the service: what ends then ends in its threads."""

import json

HELD = """
import asyncio, gc, json, sys, threading
import looptop, looptop.agent
from looptop.observer import observer
from looptop.reading import sliced
from looptop.tasks import scanner
from looptop.wire import client, deltas, resource_rows
from looptop.resources import census

class Item: pass
class Keeper:
    def __init__(self):
        self.queue = asyncio.Queue()
class Holder:
    def __init__(self, thing): self.thing = thing

planted, base, held, looked = {}, {}, {}, [0]

def check():
    # in the agent's thread, while the loop waits in its selector: what is there then is there by the service alone
    looked[0] += 1
    for name, holder in planted.items():
        if name in base and sys.getrefcount(holder.thing) > base[name]:
            held[name] = sys.getrefcount(holder.thing) - base[name]

sliced.SLICE = scanner.SLICE = census.SLICE = 0.0
for module in (sliced, observer, client, deltas, resource_rows):
    module.pause = check

def plant(name, thing):
    planted[name] = Holder(thing)
    return thing

async def wait(name, awaitable):
    mine = plant("a variable of " + name, Item())
    await awaitable

def new(name, awaitable):
    return plant("task " + name, asyncio.ensure_future(wait(name, awaitable)))

async def main():
    global keeper, table, items
    loop = asyncio.get_running_loop()
    keeper, table = plant("keeper", Keeper()), {"lock": plant("lock", asyncio.Lock())}
    items = plant("queue", asyncio.Queue())
    for number in range(70):
        items.put_nowait(plant("item %d" % number, Item()))
    await table["lock"].acquire()
    semaphore, event, condition = asyncio.Semaphore(0), asyncio.Event(), asyncio.Condition()
    futures = [plant("future %d" % number, loop.create_future()) for number in range(300)]
    several = plant("gather", asyncio.gather(*futures))
    tasks = [new("gather", several), new("get", keeper.queue.get()), new("lock", table["lock"].acquire()),
             new("semaphore", semaphore.acquire()), new("event", event.wait()),
             new("wait", asyncio.wait([plant("waited %d" % n, loop.create_future()) for n in range(100)])),
             new("sleep", asyncio.sleep(3600)), new("executor", loop.run_in_executor(None, threading.Event().wait))]
    await asyncio.sleep(0.2)
    lines = {"queue": keeper.queue._getters, "lock": table["lock"]._waiters,
             "semaphore": semaphore._waiters, "event": event._waiters}
    for name, line in lines.items():
        plant("who waits for the " + name, line[0])
    gc.collect()
    for name, holder in planted.items():
        base[name] = sys.getrefcount(holder.thing)
    looptop.start()
    while True:
        await asyncio.sleep(0.3)
        print(json.dumps([looked[0], held]))
asyncio.run(main())
"""


def test_nothing_is_held_between_two_slices(serve):
    service = serve(HELD)
    client = service.connect()
    client.subscribe(0.05, ["tasks", "vitals", "resources", "events", "requests", "slow"])
    client.until(lambda: client.resource("items"), "a resource")
    client.until(lambda: any(group["kind"] == "gather" for group in client.groups.values()), "a group")
    for id in list(client.tasks):
        client.get("task", id=id)
    looks = client.vitals["t"]
    client.until(lambda: client.vitals["t"] > looks + 2, "more looks")
    looked, held = 0, {}
    while looked < 200:
        looked, held = json.loads(service.hear())
    assert held == {}
