"""Resources as a client sees them: what they are called, how full they are, who waits, who holds, and where."""

import sys

import pytest

BEFORE = """
import asyncio, contextlib, json, sys, threading, time
import looptop

class Desk:
    def __init__(self):
        self.jobs = asyncio.Queue(maxsize=2)
        self.lock = asyncio.Lock()
        self.ready = asyncio.Condition()

    async def fill(self):
        for number in range(9):
            await self.jobs.put(number)

    async def keep(self):
        async with self.lock:
            await asyncio.sleep(3600)  # HELD

    async def want(self):
        async with self.lock:
            pass

    async def get_ready(self):
        async with self.ready:
            await self.ready.wait()

async def crawl():
    async with limit:
        await asyncio.sleep(3600)

@contextlib.asynccontextmanager
async def session(lock):
    async with lock:
        yield

async def within(lock):
    async with session(lock):
        await asyncio.sleep(3600)

async def by_hand(lock):
    await lock.acquire()
    await asyncio.sleep(3600)

def work():
    time.sleep(3600)

KEEP = {}

def spawn(name, coroutine):
    KEEP[name] = asyncio.ensure_future(coroutine)
    if hasattr(KEEP[name], "set_name"):
        KEEP[name].set_name(name)

async def main():
    global desk, limit, manual, outer
    loop = asyncio.get_running_loop()
    desk, limit, manual, outer = Desk(), asyncio.BoundedSemaphore(2), asyncio.Lock(), asyncio.Lock()
    spawn("fill", desk.fill())
    spawn("keep", desk.keep())
    spawn("want", desk.want())
    spawn("get-ready", desk.get_ready())
    for number in range(3):
        spawn("crawl-%d" % number, crawl())
    spawn("within", within(outer))
    spawn("by-hand", by_hand(manual))
    await asyncio.sleep(0.05)
    LATE
    commands = asyncio.Queue()

    def read():
        for line in sys.stdin:
            loop.call_soon_threadsafe(commands.put_nowait, line)

    threading.Thread(target=read, daemon=True).start()
    print("up")
    while True:
        exec(json.loads(await commands.get()), globals())

EARLY
asyncio.run(main())
"""


@pytest.fixture(params=["from the start", "late"])
def pair(request, serve, loop):
    """A service with one of each, watched from its start or attached to later, and a subscribed client."""
    early = request.param == "from the start"
    source = BEFORE.replace("LATE", "pass" if early else "looptop.start()")
    service = serve(loop + source.replace("EARLY", "looptop.start()" if early else ""))
    assert service.hear() == "up"
    client = service.connect()
    client.subscribe(topics=("tasks", "resources"))
    yield service, client
    client.close()


def resource(client, name):
    """The row of the resource that is called so."""
    return client.until(lambda: client.resource(name), "a resource %s among %r" % (name, client.resources))


def held(client, name, count):
    """The same once so many hold it: a look may come between a resource and its tasks."""
    resource(client, name)
    client.until(lambda: client.resource(name)["held"] == count, "%d holders of %s" % (count, name))
    return client.resource(name)


def line_of(service, text):
    return next(n for n, line in enumerate(service.script.read_text().splitlines(), 1) if text in line)


BORROWED = """
class Clerk:
    def __init__(self, owner):
        self.jobs = owner.jobs
        self.lock = owner.lock

class Attic:
    def __init__(self, lock):
        self.kept = lock

a_clerk = Clerk(desk)
z_clerk = Clerk(desk)
spare = asyncio.Lock()
attic, below = Attic(spare), Attic(spare)
print("lent")
"""


def test_what_several_objects_have_is_called_by_the_one_that_made_it(pair):
    service, client = pair
    service.run(BORROWED)
    assert service.hear() == "lent"
    # the walk that finds it nearest to the module meets the others too
    client.until(lambda: client.resource("spare"))
    assert client.resource("Desk.jobs") and client.resource("Desk.lock")
    assert not any(client.resource(name) for name in ("Clerk.jobs", "Clerk.lock", "Attic.kept"))


def test_names_have_an_order_whatever_is_met_first():
    from looptop.resources.choosing import rank
    from looptop.resources.naming import Found

    class Maker:
        def __init__(self):
            self.jobs = Queue()

    class Heir:
        def __init__(self, jobs):
            self.jobs = jobs

    class Queue:
        pass

    thing = Queue()
    made = rank(Found(thing, "Maker.jobs", Maker(), "jobs"), ())
    lent = rank(Found(thing, "Heir.jobs", Heir(thing), "jobs"), ())
    near = rank(Found(thing, "jobs", sys.modules[__name__], "jobs"), ())
    item = rank(Found(thing, "all_jobs[0]", None, None), ())
    assert made < near < lent < item


def test_a_search_goes_on_from_what_it_met_first_at_its_end():
    from looptop.resources.adapter import Adapter
    from looptop.resources.search import DEEPEST, Search
    from looptop.resources.table import Meaning

    class Connection:
        pass

    class Pools(Adapter):
        kind = "pool"

        def resource_of(self, thing):
            return Connection

    class Table:
        internals = {}

        def meaning(self, thing):
            return Meaning(Pools(), "connection") if type(thing) is Connection else None

    near = [Connection()]
    far = near
    for _ in range(DEEPEST):
        far = [far]
    search = Search(Table())
    search.walk([far])
    assert not search.found
    search.walk([near])
    assert len(search.found) == 1


def test_a_line_is_known_by_who_stands_in_it_not_by_where_that_lies():
    from looptop.resources.adapter import Reading

    class Future:
        pass

    for _ in range(1000):
        one, before = Future(), Reading()
        sign, address = before.sign([(one, "get")]), id(one)
        assert Reading().sign([(one, "get")]) == sign
        del one
        other = Future()
        if id(other) == address:
            assert Reading().sign([(other, "get")]) != sign
            return
    raise AssertionError("no address was used again")


def test_who_waits_with_a_time_limit_waits_itself(pair):
    """Before 3.12 `wait_for` runs what it waits for in a task of its own."""
    service, client = pair
    jobs = resource(client, "Desk.jobs")
    service.run("KEEP['fill'].cancel(); [desk.jobs.get_nowait() for _ in range(2)]; print(1)")
    assert service.hear() == "1"
    client.until(lambda: not client.waiting(jobs))
    service.run("spawn('patient', asyncio.wait_for(desk.jobs.get(), 3600)); print(2)")
    assert service.hear() == "2"
    client.until(lambda: client.waiting(jobs) == {"patient": "get"}, "the waiter")


def test_a_full_queue_says_how_full_and_who_is_blocked(pair):
    service, client = pair
    jobs = resource(client, "Desk.jobs")
    assert (jobs["kind"], jobs["type"]) == ("queue", "asyncio.Queue")
    assert (jobs["depth"], jobs["limit"], jobs["unlimited"], jobs["unfinished"]) == (2, 2, False, 2)
    client.until(lambda: client.waiting(jobs) == {"fill": "put"}, "the waiter")
    service.run("desk.jobs.get_nowait(); print('got')")
    assert service.hear() == "got"
    client.until(lambda: client.resource("Desk.jobs")["unfinished"] == 3)
    service.run("KEEP['fill'].cancel(); print('cancelled')")
    assert service.hear() == "cancelled"
    client.until(lambda: not client.waiting(jobs))
    assert client.until(lambda: client.resource("Desk.jobs")["waiting"] == 0)


def test_a_lock_names_its_holder_and_the_line_of_the_block(pair):
    service, client = pair
    lock = held(client, "Desk.lock", 1)
    assert (lock["kind"], lock["in_use"], lock["limit"], lock["held"]) == ("lock", 1, 1, 1)
    (holder,) = lock["holders"]
    client.until(lambda: client.name(holder["task"]) == "keep", "the holder's name")
    assert holder["location"]["line"] == line_of(service, "# HELD") - 1
    assert holder["location"]["file"] == str(service.script)
    client.until(lambda: client.waiting(lock) == {"want": "acquire"}, "the waiter")


def test_a_lock_that_changes_hands(pair):
    service, client = pair
    lock = resource(client, "Desk.lock")
    service.run("KEEP['keep'].cancel(); spawn('next', desk.keep()); print('let go')")
    assert service.hear() == "let go"
    holders = client.until(
        lambda: [h for h in client.resource("Desk.lock")["holders"] if client.name(h["task"]) == "next"]
    )
    assert holders[0]["exact"] is True
    client.until(lambda: not client.waiting(lock))


def test_a_semaphore_has_as_many_holders_as_are_in_its_block(pair):
    service, client = pair
    limit = held(client, "limit", 2)
    assert (limit["kind"], limit["in_use"], limit["limit"], limit["value"]) == ("semaphore", 2, 2, 0)
    assert sorted(client.name(holder["task"]) for holder in limit["holders"]) == ["crawl-0", "crawl-1"]
    client.until(lambda: client.waiting(limit) == {"crawl-2": "acquire"}, "the waiter")


def test_a_block_inside_of_a_context_manager_function_counts(pair):
    service, client = pair
    (holder,) = held(client, "outer", 1)["holders"]
    assert client.name(holder["task"]) == "within"


def test_a_lock_that_was_acquired_by_hand_is_held_by_somebody_unknown(pair):
    service, client = pair
    manual = resource(client, "manual")
    assert (manual["in_use"], manual["held"], manual["holders"]) == (1, 0, [])


def test_who_waits_for_a_condition_does_not_hold_its_lock(pair):
    service, client = pair
    ready = resource(client, "Desk.ready")
    assert (ready["kind"], ready["in_use"], ready["held"]) == ("condition", 0, 0)
    client.until(lambda: client.waiting(ready) == {"get-ready": "wait"}, "the waiter")


def test_a_resource_that_the_service_drops_is_gone(pair):
    service, client = pair
    resource(client, "manual")
    service.run("KEEP['by-hand'].cancel(); del KEEP['by-hand']; del globals()['manual']; print('dropped')")
    assert service.hear() == "dropped"
    service.run("import gc; gc.collect(); print('collected')")  # a cancelled task is in a cycle with its traceback
    assert service.hear() == "collected"
    client.until(lambda: client.resource("manual") is None, patience=20)


def test_the_default_executor_says_what_its_threads_run(serve, loop):
    service = serve(loop + BEFORE.replace("LATE", "looptop.start()").replace("EARLY", ""))
    assert service.hear() == "up"
    client = service.connect()
    client.subscribe(topics=("tasks", "resources"))
    service.run("asyncio.get_running_loop().run_in_executor(None, work); print('working')")
    assert service.hear() == "working"
    row = client.until(lambda: (client.resource("default executor") or {}).get("in_use") and client.resources)
    executor = client.resource("default executor")
    assert row and executor["kind"] == "executor"
    (job,) = executor["jobs"]
    assert job["function"] == "work" and job["location"]["line"] == line_of(service, "def work") + 1
    client.close()


def test_the_agent_keeps_no_resource_alive(serve, loop):
    source = """
        import asyncio, gc, weakref, looptop
        from looptop.agent import agent

        class Desk:
            pass

        async def main():
            looptop.start()
            desk = Desk()
            desk.jobs = asyncio.Queue()
            waiter = asyncio.ensure_future(desk.jobs.get())
            gone = weakref.ref(desk.jobs)
            observer = agent.thread.observer
            while not any(r.type == "asyncio.Queue" for r in list(observer.census.ledger.resources.values())):
                observer.census_due = 0
                await asyncio.sleep(0.01)
            waiter.cancel()
            await asyncio.sleep(0.01)
            del desk, waiter
            for _ in range(100):
                gc.collect()
                if gone() is None:
                    break
                await asyncio.sleep(0.05)
            print("gone" if gone() is None else "kept")
            looptop.stop()

        asyncio.run(main())
    """
    assert serve(loop + __import__("textwrap").dedent(source)).hear() == "gone"


@pytest.mark.skipif(sys.version_info < (3, 11), reason="barriers came with 3.11")
def test_a_barrier_counts_those_at_it(serve):
    service = serve(BEFORE.replace("LATE", "looptop.start()").replace("EARLY", ""))
    assert service.hear() == "up"
    client = service.connect()
    client.subscribe(topics=("tasks", "resources"))
    service.run("global gate; gate = asyncio.Barrier(3); spawn('first', gate.wait()); print('waits')")
    assert service.hear() == "waits"
    client.until(lambda: client.resource("gate") and client.resource("gate")["waiting"] == 1, patience=20)
    gate = client.resource("gate")
    assert (gate["kind"], gate["depth"], gate["limit"]) == ("barrier", 1, 3)
    client.close()
