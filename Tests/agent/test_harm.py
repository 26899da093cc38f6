"""A service full of objects that notice whatever is asked of them: the agent asks for nothing."""

import pathlib
import sys

import pytest

HERE = str(pathlib.Path(__file__).parent)

SERVICE = """
import sys
sys.path.insert(0, %r)
import asyncio, collections, concurrent.futures, contextvars, functools, logging, queue, signal, threading, types
import looptop
import loud
from loud import LOUD, Loud, LoudDict, LoudList, LoudMeta, LoudNumber, LoudText, asked, calls, note, noting

TASK = ("done", "cancelled", "get_name", "cancelling", "get_coro", "get_loop", "exception", "result", "__hash__",
        "__eq__", "__repr__", "__getattribute__")
LOOP = ("get_debug", "is_running", "is_closed", "get_task_factory", "call_soon_threadsafe", "call_soon", "time",
        "__hash__", "__eq__", "__repr__", "__getattribute__", "__setattr__")
LOCK = ("locked", "__repr__", "__hash__", "__eq__", "__getattribute__", "__bool__", "__len__")
QUEUE = LOCK + ("qsize", "empty", "full")
THREAD = ("is_alive", "isDaemon", "getName", "__hash__", "__eq__", "__repr__", "__getattribute__")


def loudly(base, names, **more):
    "A class derived from this one, whose methods note who calls them."
    own = {name: noting(name, getattr(base, name)) for name in names if getattr(base, name, None) is not None}
    return LoudMeta("Loud" + base.__name__, (base,), dict(own, **more))


Task = loudly(asyncio.Task, TASK, **{name: asked(name) for name in ("_fut_waiter", "_coro", "_loop", "_must_cancel",
              "_callbacks", "_exception", "_state")})
Future = loudly(asyncio.Future, TASK)
Lock, Semaphore = loudly(asyncio.Lock, LOCK), loudly(asyncio.Semaphore, LOCK)
Event, Condition = loudly(asyncio.Event, LOCK), loudly(asyncio.Condition, LOCK)
Queue = loudly(asyncio.Queue, QUEUE)
Thread = loudly(threading.Thread, THREAD, name=asked("name"), daemon=asked("daemon"), ident=asked("ident"),
                native_id=asked("native_id"))
Pool = loudly(concurrent.futures.ThreadPoolExecutor, ("__hash__", "__repr__", "__getattribute__"))
Module = loudly(types.ModuleType, ("__getattribute__", "__repr__"), __file__=asked("__file__"))

lazy = Module("lazy")
lazy.__dict__["__file__"] = __file__
sys.modules["lazy"] = lazy
sys.modules["odd"] = LOUD()
globals().update({1: 2, LoudText("odd"): LOUD(), "module": lazy, "proxy": LOUD(), "table": LoudDict(a=LOUD()),
                  "row": LoudList([LOUD()]), "number": LoudNumber(3), "word": LoudText("word"), "kind": Loud,
                  "partial": functools.partial(LOUD(), LOUD()), "space": types.SimpleNamespace(loud=LOUD())})
sys.argv[:] = ["service.py", LoudText("argument")]
threading.current_thread().loud = LOUD()


class Holder:
    "An object of the service's own with everything in it."

    def __init__(self):
        self.__dict__[LoudText("held")] = LOUD()
        self.__dict__[LOUD()] = LOUD()
        self.queue, self.lock, self.loud, self._locked = Queue(), Lock(), LOUD(), LOUD()


class Strange:
    "What is awaited, and is neither a future nor a coroutine."

    def __init__(self, future):
        self.future = future

    def __await__(self):
        return Iterator(self.future)


class Iterator(metaclass=LoudMeta):
    def __init__(self, future):
        self.future, self.asked = future, False

    def __iter__(self):
        return self

    def __next__(self):
        if self.asked:
            raise StopIteration
        self.asked = self.future._asyncio_future_blocking = True
        return self.future

    __getattr__ = loud.methods["__getattr__"]
    __hash__ = loud.methods["__hash__"]
    __eq__ = loud.methods["__eq__"]


class Odd(Exception):
    __str__ = __repr__ = loud.methods["__str__"]
    args = asked("args")


variable = contextvars.ContextVar("variable")


async def fail():
    raise Odd(LOUD())


async def hold(lock):
    async with lock:
        local = LOUD()
        await asyncio.sleep(1000)


async def inside(thing):
    inner = LOUD()

    def closure():
        return inner, thing

    variable.set(LOUD())
    await thing


async def generate():
    item = LOUD()
    yield item
    await asyncio.sleep(1000)


async def iterate():
    async for item in generate():
        pass


async def come_and_go():
    while True:
        await asyncio.sleep(0.05)
        await asyncio.gather(asyncio.sleep(0.01), fail(), return_exceptions=True)


def work(thing):
    local = LOUD()
    threading.Event().wait()


def make(loop, coroutine, **options):
    return Task(coroutine, loop=loop, **options)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(make)
    keep = holder = Holder()
    lock, queue, semaphore = Lock(), Queue(maxsize=1), Semaphore(1)
    condition, event = Condition(), Event()
    queue.put_nowait(LOUD())
    future = Future(loop=loop)
    future.add_done_callback(functools.partial(LOUD(), LOUD()))
    future.add_done_callback(LOUD())
    loop.set_exception_handler(lambda loop, context: None)
    loop.call_exception_handler({"message": LoudText("odd"), "exception": Odd(LOUD()), "task": LOUD(), LOUD(): 1})
    loop.add_signal_handler(signal.SIGTERM, LOUD())
    signal.signal(signal.SIGINT, LOUD())
    pool = Pool(2)
    loop.run_in_executor(pool, work, LOUD())
    thread = Thread(target=work, args=(LOUD(),), daemon=True)
    thread.start()

    async def named(coroutine, name):
        return asyncio.ensure_future(coroutine)

    tasks = [
        hold(lock), hold(lock), hold(semaphore), hold(semaphore), queue.put(LOUD()), queue.join(), event.wait(),
        inside(Strange(future)), inside(asyncio.shield(future)), inside(asyncio.wait_for(Event().wait(), 1000)),
        inside(asyncio.gather(asyncio.sleep(1000), iterate())), inside(asyncio.wait({loop.create_future()})),
        inside(future), iterate(), come_and_go(), inside(asyncio.ensure_future(fail())), inside(holder.queue.get()),
    ]
    tasks = [loop.create_task(each) for each in tasks]
    for position, task in enumerate(tasks):
        task.set_name(LoudText("task %%d" %% position))
    strange = inside(Strange(future))
    print("ready", flush=True)
    while True:
        await asyncio.sleep(0.1)
        if len(sys.stdin_lines):
            print(repr(calls[:20]), len(calls), flush=True)
            sys.stdin_lines.clear()


def listen():
    for line in sys.stdin:
        sys.stdin_lines.append(line)


sys.stdin_lines = []
threading.Thread(target=listen, daemon=True, name="listener").start()
"""

ASYNCIO = """
base = asyncio.SelectorEventLoop
"""
UVLOOP = """
import uvloop
base = uvloop.Loop
"""
RUN = """
loop = loudly(base, LOOP)()
asyncio.set_event_loop(loop)
if "late" in sys.argv or %r:
    loop.call_later(1, looptop.start)
else:
    looptop.start()
loop.run_until_complete(main())
"""


def unlisted(vitals):
    """Whether it is told that tasks could not be listed."""
    rows = ((vitals or {}).get("trouble") or {"rows": []})["rows"]
    return any(row["what"] == "the search for tasks from before the agent" for row in rows)


@pytest.mark.parametrize("late", [False, True], ids=["before", "late"])
@pytest.mark.parametrize("kind", ["asyncio", "uvloop"])
def test_nothing_of_the_service_is_asked(serve, kind, late):
    if kind == "uvloop":
        pytest.importorskip("uvloop")
    service = serve(SERVICE % HERE + {"asyncio": ASYNCIO, "uvloop": UVLOOP}[kind] + RUN % late)
    service.hear()
    client = service.connect()
    topics = ("tasks", "vitals", "slow", "events", "requests", "resources", "shutdown")
    client.subscribe(interval=0.05, topics=topics)
    # From 3.14 on asyncio lists tasks in a set alone, which would ask each for its hash: those from before the hook
    # stay unlisted, and so does what they wait for. (uvloop is hooked by the first look here: it was imported before.)
    listed = sys.version_info < (3, 14) or (kind == "asyncio" and not late)
    client.until(
        lambda: len(client.events) >= 20 and (not listed or len(client.tasks) >= 15 and client.resources), "the service"
    )
    if late and sys.version_info >= (3, 14):
        client.until(lambda: unlisted(client.vitals), "a word about those")
    for id in list(client.tasks):
        client.ask("task", id=id)
    client.ask("look", tasks=list(client.tasks)[:50], steps="all")
    client.get("threads")
    client.get("shutdown.plan")
    client.get("debug")
    client.get("shutdown.begin", way="watch")
    seen = len(client.seen)
    client.until(lambda: client.down is not None and len(client.seen) > seen + 30, "a picture of the shutdown")
    client.get("snapshot")
    service.say("tell")
    assert service.hear() == "[] 0"
    assert service.stderr() == ""
