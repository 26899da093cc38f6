"""Graceful shutdown: what an end would mean, the act, and what holds the exit up."""

import os
import re
import signal
import socket
import ssl
import sys
import time

import pytest
from harness import wait_for

COUNTS = sys.version_info >= (3, 11)
WAITS_FOR_CONNECTIONS = sys.version_info >= (3, 12, 1)


def needs_to_be_found(loop):
    """Skips where the agent cannot find the loop: imported before it, and run without a frame of asyncio's around."""
    if loop and sys.version_info >= (3, 14):
        pytest.skip("from 3.14 on, run_forever() of an uvloop that was imported before the agent is not seen")


STUBBORN = """
async def stubborn():
    while True:
        try:
            await asyncio.sleep(0.05)
        except BaseException:
            continue
"""

ORDERLY = """
import asyncio, looptop, signal, sys, threading, time
from concurrent.futures import ThreadPoolExecutor
KEEP = []
def spawn(coroutine, name):
    task = asyncio.ensure_future(coroutine)
    task.set_name(name)
    KEEP.append(task)
    return task
async def main():
    looptop.start()
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    await prepare()
    print("ready", flush=True)
    await stop.wait()
    await leave()
async def prepare():
    pass
async def leave():
    pass
"""


def line_of(service, text):
    """The number of the first line with this text."""
    lines = service.script.read_text().split("\n")
    return 1 + next(at for at, line in enumerate(lines) if text in line)


def watch(service, **hello):
    """A client that hears of shutdowns."""
    client = service.connect(**hello)
    client.subscribe(0.1, topics=("tasks", "resources", "shutdown"))
    return client


def begin(service, **params):
    """A client that has told the service to end."""
    assert service.hear() == "ready"
    client = watch(service)
    client.get("shutdown.begin", **params)
    return client


def blocker(client, kind):
    """What blocks the exit, of this kind, once it is told."""

    def found():
        rows = client.down["blockers"] if client.down else []
        return next((row for row in rows if row["kind"] == kind), None)

    return client.until(found, "a blocker %s" % kind)


def end_of(service):
    """The exit status."""
    return service.process.wait(10)


# What an end would mean.


def test_without_a_handler_the_signal_is_death(serve, loop):
    service = serve(
        loop
        + """
import asyncio, looptop
async def main():
    looptop.start()
    print("ready", flush=True)
    await asyncio.sleep(3600)
asyncio.run(main())
"""
    )
    assert service.hear() == "ready"
    client = service.connect()
    plan = client.get("shutdown.plan")
    terminate, interrupt = plan["signals"]
    assert (terminate["signal"], terminate["action"]) == ("SIGTERM", "default")
    assert "dies at once" in terminate["effect"]
    assert interrupt["action"] in ("handler", "interrupt")
    assert plan["ways"][0]["way"] == "main" and plan["ways"][0]["graceful"]
    assert [way["graceful"] for way in plan["ways"] if way["signal"] == "SIGTERM"] == [False]
    assert any("nobody handles SIGTERM" in words for words in plan["warnings"])
    assert plan["pid"] == service.process.pid and plan["parent"] is None and plan["in_flight"]["tasks"] == 1
    assert service.process.poll() is None, "the plan acts on nothing"


def test_the_loops_own_handler_is_found(serve, loop):
    service = serve(loop + ORDERLY + "asyncio.run(main())\n")
    assert service.hear() == "ready"
    terminate = service.connect().get("shutdown.plan")["signals"][0]
    assert (terminate["action"], terminate["by"]) == ("handler", "loop.add_signal_handler")
    assert terminate["name"] == "Event.set" and terminate["location"]["file"].endswith("asyncio/locks.py")


def test_a_plain_handler_and_a_loop_that_runs_for_ever(serve, loop):
    needs_to_be_found(loop)
    service = serve(
        loop
        + """
import asyncio, looptop, signal
def on_term(number, frame):
    raise SystemExit
signal.signal(signal.SIGTERM, on_term)
signal.signal(signal.SIGINT, signal.SIG_IGN)
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
looptop.start()
loop.call_soon(lambda: print("ready", flush=True))
task = loop.create_task(asyncio.sleep(3600))
loop.run_forever()
"""
    )
    assert service.hear() == "ready"
    client = service.connect()
    wait_for(lambda: client.get("shutdown.plan")["in_flight"]["tasks"] == 1)
    plan = client.get("shutdown.plan")
    terminate, interrupt = plan["signals"]
    assert (terminate["name"], terminate["location"]["line"]) == ("on_term", line_of(service, "def on_term"))
    assert interrupt["action"] == "ignored"
    assert [way["way"] for way in plan["ways"]] == ["signal", "all"]


# The act.


def test_the_services_own_handler_runs(serve, loop):
    service = serve(loop + ORDERLY + "asyncio.run(main())\nprint('left', flush=True)\n")
    begin(service)
    assert service.hear() == "left" and end_of(service) == 0
    assert "SIGTERM sent to process %d by uid %d (pid %d)" % (service.process.pid, os.geteuid(), os.getpid()) in (
        service.stderr()
    )
    # Which process that was can be told from the line alone.
    described = r": process %d, .*service\.py, started \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC" % service.process.pid
    assert re.search(described, service.stderr())


def test_an_order_for_another_process_is_refused(serve, loop):
    service = serve(loop + ORDERLY + "asyncio.run(main())\nprint('left', flush=True)\n")
    assert service.hear() == "ready"
    client = watch(service)
    plan = client.get("shutdown.plan")
    assert plan["pid"] == service.process.pid and service.script.name in plan["command"]
    assert abs(plan["started"] - time.time()) < 3600
    for way in ("signal", "main"):
        assert client.error("shutdown.begin", way=way, start_ticks=plan["start_ticks"] + 1) == -32602
    client.get("shutdown.begin", start_ticks=plan["start_ticks"])
    assert service.hear() == "left" and end_of(service) == 0


def test_the_main_task_is_cancelled_as_asyncio_run_does(serve, loop):
    service = serve(
        loop
        + """
import asyncio, looptop
async def main():
    looptop.start()
    print("ready", flush=True)
    try:
        await asyncio.sleep(3600)
    finally:
        print("cleaned up", flush=True)
try:
    asyncio.run(main())
except asyncio.CancelledError:
    print("cancelled", flush=True)
"""
    )
    begin(service, way="main", deadline=5)
    assert service.hear() == "cleaned up" and service.hear() == "cancelled" and end_of(service) == 0


def test_a_loop_that_runs_for_ever_is_ended_the_articles_way(serve, loop):
    needs_to_be_found(loop)
    service = serve(
        loop
        + """
import asyncio, looptop
async def job(name):
    try:
        await asyncio.sleep(3600)
    finally:
        await asyncio.sleep(0.01)
        print("ended " + name, flush=True)
async def fails():
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        raise ValueError("while stopping")
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
looptop.start()
KEEP = [loop.create_task(job("a")), loop.create_task(fails())]
loop.call_soon(lambda: print("ready", flush=True))
loop.run_forever()
print("stopped, %s" % all(task.done() for task in KEEP), flush=True)
loop.close()
"""
    )
    assert service.hear() == "ready"
    client = watch(service)
    client.until(lambda: len(client.tasks) == 2)
    client.get("shutdown.begin", way="all", deadline=5)
    assert service.hear() == "ended a" and service.hear() == "stopped, True" and end_of(service) == 0


ARTICLE = """
# The shutdown code of the article; the least harness that makes it run: it is given a loop and jobs, and the loop is
# started, which the article's code never does.
import asyncio, looptop, signal
async def shutdown(sig, loop):
    print("caught " + sig.name, flush=True)
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print("finished awaiting cancelled tasks, results: %d" % len(results), flush=True)
    loop.stop()
async def job():
    await asyncio.sleep(3600)
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
looptop.start()
loop.add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(shutdown(signal.SIGTERM, loop), loop=loop))
KEEP = [loop.create_task(job()) for _ in range(3)]
"""


def test_the_articles_own_handler_is_driven_to_its_end(serve, loop):
    service = serve(loop + ARTICLE + "loop.call_soon(lambda: print('ready', flush=True))\nloop.run_forever()\n")
    begin(service)
    assert service.hear() == "caught SIGTERM"
    assert service.hear() == "finished awaiting cancelled tasks, results: 3"
    assert end_of(service) == 0


def test_instant_death(serve):
    service = serve(
        """
import asyncio, looptop
async def main():
    looptop.start()
    print("ready", flush=True)
    await asyncio.sleep(3600)
asyncio.run(main())
"""
    )
    begin(service)
    assert end_of(service) == -signal.SIGTERM


@pytest.mark.parametrize("how", ["client", "service"])
def test_who_only_reads_never_acts(serve, how):
    variables = {"LOOPTOP_READ_ONLY": "1"} if how == "service" else {}
    service = serve(ORDERLY + "asyncio.run(main())\n", **variables)
    assert service.hear() == "ready"
    client = watch(service, **({"read_only": True} if how == "client" else {}))
    assert client.greeting["read_only"] is True and client.get("shutdown.plan")["read_only"] is True
    assert client.error("shutdown.begin") == -32012
    assert client.error("shutdown.begin", way="main") == -32012
    assert client.error("shutdown.cancel", task=min(client.tasks)) == -32012
    assert client.get("ping") and service.process.poll() is None and "SIGTERM" not in service.stderr()


def test_wrong_orders_are_refused_and_do_nothing(serve):
    service = serve(ORDERLY + "asyncio.run(main())\n")
    assert service.hear() == "ready"
    client = watch(service)
    for wrong in (
        {"way": "magic"}, {"signal": "SIGUSR1"}, {"signal": 15}, {"process": "init"}, {"process": "parent"},
        {"way": "main", "deadline": -1}, {"way": "main", "deadline": "soon"}, {"way": ["signal"]},
    ):  # fmt: skip
        assert client.error("shutdown.begin", **wrong) == -32602, wrong
    assert client.error("shutdown.cancel", task="1") == -32602
    assert client.error("shutdown.cancel", task=10**9) == -32013
    assert service.process.poll() is None and service.stderr() == ""


def test_the_master_is_signalled_only_while_it_is_the_same_process(serve):
    service = serve(
        """
import asyncio, looptop, os, signal, sys
def on_term(number, frame):
    print("master", flush=True)
    os.kill(child, signal.SIGKILL)
    os._exit(7)
signal.signal(signal.SIGTERM, on_term)
child = os.fork()
if child:
    signal.pause()
async def main():
    looptop.start()
    print(os.getpid(), flush=True)
    await asyncio.sleep(3600)
asyncio.run(main())
"""
    )
    client = service.connect_raw(service.sockets / ("%s.sock" % service.hear()))
    client.hello()
    plan = client.get("shutdown.plan")
    assert plan["parent"]["pid"] == service.process.pid
    assert plan["ways"][0]["process"] == "parent" and str(service.process.pid) in plan["warnings"][0]
    ticks = plan["parent"]["start_ticks"]
    assert client.error("shutdown.begin", process="parent", start_ticks=ticks + 1) == -32602
    assert service.process.poll() is None
    client.get("shutdown.begin", process="parent", start_ticks=ticks)
    assert service.hear() == "master" and end_of(service) == 7


# What holds the exit up.


def test_a_task_that_swallows_its_cancellation(serve, loop):
    service = serve(
        loop
        + ORDERLY
        + STUBBORN
        + """
async def prepare():
    spawn(stubborn(), "stubborn")
asyncio.run(main())
"""
    )
    if loop and not COUNTS:
        pytest.skip("who was cancelled is known from 3.11 on, or from asyncio's own frames")
    client = begin(service)
    row = blocker(client, "swallowed")
    assert row["name"] == "stubborn" and row["location"]["line"] == line_of(service, "except BaseException")
    assert row["source"] == "except BaseException: continue" and "swallowed" in row["reason"]
    assert client.down["blockers"][0]["kind"] == "swallowed" and client.down["left"]["tasks"] == 1
    (task,) = client.down["tasks"]
    assert (task["state"], task["requests"]) == ("ignores", 1)
    assert service.process.poll() is None


def test_a_task_that_cleans_up_is_not_said_to_swallow(serve, loop):
    service = serve(
        loop
        + ORDERLY
        + """
async def tidy():
    try:
        await asyncio.sleep(3600)
    finally:
        await asyncio.sleep(3600)  # rollback
async def prepare():
    spawn(tidy(), "tidy")
asyncio.run(main())
"""
    )
    if loop and not COUNTS:
        pytest.skip("who was cancelled is known from 3.11 on, or from asyncio's own frames")
    row = blocker(begin(service), "cancelling")
    assert row["name"] == "tidy" and row["location"]["line"] == line_of(service, "# rollback")


def test_an_executors_thread(serve, loop):
    service = serve(
        loop
        + ORDERLY
        + """
def resize():
    time.sleep(3600)
async def prepare():
    asyncio.get_running_loop().run_in_executor(None, resize)
asyncio.run(main())
"""
    )
    client = begin(service)
    row = blocker(client, "executor")
    assert row["location"]["line"] == line_of(service, "time.sleep(3600)") and "resize" in row["name"]
    client.until(lambda: client.down["blockers"][0]["kind"] == "executor")


def test_a_thread_that_is_no_daemon(serve, loop):
    service = serve(
        loop
        + ORDERLY
        + """
def endless():
    while True:
        time.sleep(0.01)
async def prepare():
    threading.Thread(target=endless, name="indexer").start()
asyncio.run(main())
"""
    )
    client = begin(service)
    row = blocker(client, "thread")
    assert row["name"] == "indexer" and row["location"]["line"] in (
        line_of(service, "while True"),
        line_of(service, "time.sleep(0.01)"),
    )
    client.until(lambda: [phase["state"] for phase in client.down["phases"]][-1] == "now")


@pytest.mark.skipif(not WAITS_FOR_CONNECTIONS, reason="before 3.12.1 wait_closed() returns at once")
def test_wait_closed_waits_for_connections(serve):
    service = serve(
        ORDERLY
        + """
async def serve(reader, writer):
    await reader.read()
    writer.close()
async def prepare():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    KEEP.append(server)
    print(server.sockets[0].getsockname()[1], flush=True)
async def leave():
    KEEP[0].close()
    await KEEP[0].wait_closed()
asyncio.run(main())
"""
    )
    with socket.create_connection(("127.0.0.1", int(service.hear()))):
        client = begin(service)
        row = blocker(client, "wait-closed")
        assert "1 open connection" in row["reason"] and "3.12.1" in row["reason"]
        assert row["location"]["line"] == line_of(service, "wait_closed()")
        assert client.down["blockers"][0]["kind"] == "wait-closed"
    assert end_of(service) == 0, "the connection is closed: it goes on by itself"


def test_a_queue_that_is_not_done(serve, loop):
    service = serve(
        loop
        + ORDERLY
        + """
async def prepare():
    queue = asyncio.Queue()
    for number in range(3):
        queue.put_nowait(number)
    KEEP.append(queue)
async def leave():
    await KEEP[0].join()
asyncio.run(main())
"""
    )
    client = begin(service)
    row = blocker(client, "queue-join")
    assert "3 items" in row["reason"] and "no task waits in get()" in row["reason"]
    assert row["location"]["line"] == line_of(service, ".join()") and client.down["blockers"][0] == row


def test_a_loop_that_stands_still(serve, loop):
    service = serve(
        loop
        + ORDERLY
        + """
async def leave():
    time.sleep(3600)
asyncio.run(main())
"""
    )
    row = blocker(begin(service), "blocked")
    assert row["location"]["line"] == line_of(service, "time.sleep(3600)") and row["source"] == "time.sleep(3600)"


def test_a_handler_that_does_nothing(serve, loop):
    service = serve(
        loop
        + """
import asyncio, looptop, signal
def deaf():
    pass
async def main():
    looptop.start()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, deaf)
    print("ready", flush=True)
    await asyncio.sleep(3600)
asyncio.run(main())
"""
    )
    row = blocker(begin(service), "no-reaction")
    assert row["name"] == "deaf" and row["location"]["line"] == line_of(service, "def deaf")


def test_what_the_main_task_waits_for(serve, loop):
    service = serve(
        loop
        + ORDERLY
        + """
async def worker():
    await asyncio.sleep(3600)
async def prepare():
    spawn(worker(), "worker")
async def leave():
    await KEEP[0]
asyncio.run(main())
"""
    )
    assert service.hear() == "ready"
    client = watch(service)
    client.until_task("worker", state=2)
    client.get("shutdown.begin")
    row = blocker(client, "task")
    assert row["name"] == "worker" and row["location"]["line"] == line_of(service, "asyncio.sleep(3600)")


# One task.


def test_one_task_is_cancelled(serve, loop):
    service = serve(
        loop
        + ORDERLY
        + STUBBORN
        + """
async def polite():
    await asyncio.sleep(3600)
async def prepare():
    spawn(polite(), "polite")
    spawn(stubborn(), "stubborn")
asyncio.run(main())
"""
    )
    assert service.hear() == "ready"
    client = service.connect()
    client.subscribe(0.1, topics=("tasks", "events", "shutdown"))
    polite = client.until_task("polite", state=2)
    client.get("shutdown.cancel", task=polite["id"])
    client.until(lambda: "polite" in client.ended)
    assert client.ended["polite"]["outcome"] == 2
    stubborn = client.until_task("stubborn", state=2) if not COUNTS else client.task("stubborn")
    assert client.get("shutdown.cancel", task=stubborn["id"])["requests"] == 1
    who = "cancel requested by uid %d (pid %d)" % (os.geteuid(), os.getpid())
    client.until(lambda: [event for event in client.events if event["kind"] == "act"][1:])
    client.until(lambda: any("swallowed" in (event["text"] or "") for event in client.events))
    assert service.stderr().count(who) == 2 and client.task("stubborn") is not None


def test_a_circle_of_tasks_cannot_be_cancelled(serve, loop):
    service = serve(
        loop
        + ORDERLY
        + """
async def follow(name):
    while len(KEEP) < 3:
        await asyncio.sleep(0)
    await KEEP[{"a": 1, "b": 0, "outside": 0}[name]]
async def prepare():
    for name in ("a", "b", "outside"):
        spawn(follow(name), name)
asyncio.run(main())
"""
    )
    assert service.hear() == "ready"
    client = watch(service)
    tasks = [client.until_task(name, wait="task") for name in ("a", "b", "outside")]
    for task in tasks:
        answer = client.ask("shutdown.cancel", task=task["id"])
        assert answer["error"]["code"] == -32602 and "circle" in answer["error"]["message"]
    assert service.process.poll() is None and client.get("ping")


# Debug mode.


def test_debug_mode_lasts_as_long_as_its_client(serve, loop):
    service = serve(loop + ORDERLY + "asyncio.run(main())\n")
    assert service.hear() == "ready"
    looker, switcher = service.connect(), service.connect()
    (row,) = looker.get("debug")["loops"]
    assert row["debug"] is False and row["slow"] == 0.1
    switcher.get("debug", debug=True, slow=0.05)
    wait_for(lambda: looker.get("debug")["loops"] == [dict(row, debug=True, slow=0.05)])
    cost = wait_for(lambda: looker.get("debug")["cpu_now"] is not None)
    assert cost and looker.get("debug")["keep"] is False
    switcher.close()
    wait_for(lambda: looker.get("debug")["loops"] == [row])
    assert "debug mode on, slow_callback_duration 0.05 s by uid" in service.stderr()
    assert "as it was before" in service.stderr()


def test_debug_mode_may_be_kept_and_is_not_for_those_who_read(serve):
    service = serve(ORDERLY + "asyncio.run(main())\n")
    assert service.hear() == "ready"
    looker, switcher = service.connect(read_only=True), service.connect()
    assert looker.error("debug", debug=True) == -32012
    for wrong in ({"debug": 1}, {"slow": 0}, {"slow": "fast"}):
        assert switcher.error("debug", **wrong) == -32602
    switcher.get("debug", debug=True, keep=True)
    switcher.close()
    wait_for(lambda: looker.get("debug")["loops"][0]["debug"])
    looker.get("ping")
    assert looker.get("debug")["loops"][0]["debug"] is True


def test_debug_mode_breaks_no_handshake_that_is_under_way(serve):
    service = serve("""
import asyncio, looptop, ssl
async def greet(reader, writer):
    writer.write(b"hello")
    await writer.drain()
async def main():
    looptop.start()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("aNULL:@SECLEVEL=0")
    server = await asyncio.start_server(greet, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1])
    while True:
        await asyncio.sleep(0.05)
        transports = list(asyncio.get_running_loop()._transports.values())
        if transports:
            print("connected")
            await asyncio.sleep(3600)
asyncio.run(main())
""")
    with socket.create_connection(("127.0.0.1", int(service.hear()))) as plain:
        assert service.hear() == "connected"
        switcher = service.connect()
        switcher.get("debug", debug=True)
        wait_for(lambda: switcher.get("debug")["loops"][0]["debug"])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers("aNULL:@SECLEVEL=0")
        plain.settimeout(30)
        with context.wrap_socket(plain) as secure:
            assert secure.recv(5) == b"hello"


# What is not so.


def test_the_plan_speaks_of_asyncio_run_only_where_it_runs(serve, loop):
    needs_to_be_found(loop)
    service = serve(
        loop
        + """
import asyncio, looptop
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
looptop.start()
async def main():
    print("ready", flush=True)
    await asyncio.sleep(3600)
loop.run_until_complete(main())
"""
    )
    assert service.hear() == "ready"
    plan = service.connect().get("shutdown.plan")
    assert "asyncio.run" not in str(plan["timeouts"]) + str(plan["ways"]) and plan["timeouts"]


def test_a_handler_in_c_is_seen(serve):
    service = serve(
        """
import asyncio, faulthandler, looptop, signal
async def main():
    looptop.start()
    faulthandler.register(signal.SIGTERM, chain=True)
    print("ready", flush=True)
    await asyncio.sleep(3600)
asyncio.run(main())
"""
    )
    assert service.hear() == "ready"
    terminate = service.connect().get("shutdown.plan")["signals"][0]
    assert (terminate["action"], terminate["by"]) == ("handler", "C code")


def test_a_descriptor_is_no_handler(serve):
    uvloop = pytest.importorskip("uvloop")
    service = serve(
        """
import asyncio, functools, looptop, signal, socket, uvloop
sockets = {one.fileno(): one for one in [socket.socket(type=socket.SOCK_DGRAM) for _ in range(20)]}
async def main():
    looptop.start()
    loop = asyncio.get_running_loop()
    loop.add_reader(sockets[int(signal.SIGTERM)], print)
    loop.add_signal_handler(signal.SIGTERM, functools.partial(end, loop))
    print("ready", flush=True)
    await asyncio.sleep(3600)
def end(loop):
    loop.stop()
asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
asyncio.run(main())
"""
    )
    assert uvloop and service.hear() == "ready"
    terminate = service.connect().get("shutdown.plan")["signals"][0]
    assert terminate["name"] == "end", terminate


def test_a_task_that_blocks_its_loop_runs_and_waits_for_nothing(serve):
    service = serve(
        """
import asyncio, looptop, signal, time
async def main():
    looptop.start()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    print("ready", flush=True)
    await stop.wait()
    time.sleep(20)
asyncio.run(main())
"""
    )
    client = begin(service, signal="SIGTERM", process="self")
    row = blocker(client, "blocked")
    line = line_of(service, "time.sleep(20)")
    assert row["location"]["line"] == line and row["task"] == 1
    client.until(lambda: client.down["tasks"][0]["state"] == "running", "the state of the task")
    task = client.down["tasks"][0]
    assert (task["wait"], task["on_task"], task["location"]["line"]) == (None, None, line), task
    assert all("waits for" not in one["reason"] for one in client.down["blockers"]), client.down["blockers"]
    service.process.kill()


def test_requests_that_nobody_counts_are_unknown(serve):
    service = serve(ORDERLY + STUBBORN + "async def leave():\n    await stubborn()\nasyncio.run(main())\n")
    client = begin(service, signal="SIGTERM", process="self")
    client.until(lambda: client.down, "a picture")
    assert client.down["at_begin"]["requests"] is None
    assert all("0 requests" not in text for _, text in client.down["happened"])
    service.process.kill()


REFUSES = """
import asyncio, looptop

class Loop(asyncio.SelectorEventLoop):
    def set_debug(self, enabled):
        if self.is_running():
            raise NotImplementedError
        super().set_debug(enabled)

async def main():
    loop = asyncio.get_event_loop()
    loop.set_exception_handler(lambda loop, context: print(context, flush=True))
    looptop.start()
    while loop.slow_callback_duration == 0.1:
        await asyncio.sleep(0.01)
    print("as before", flush=True)
    await asyncio.sleep(3600)

loop = Loop()
loop.run_until_complete(main())
"""


def test_a_loop_that_refuses_debug_mode_does_not_hear_of_it(serve):
    service = serve(REFUSES)
    client = service.connect()
    client.subscribe()
    client.get("debug", debug=True)
    client.get("debug", slow=0.05)
    assert service.hear() == "as before"
    assert [row["debug"] for row in client.get("debug")["loops"]] == [False]
