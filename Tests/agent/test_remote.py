"""The other side of a wait: addresses, child processes, names; and the line at which a task has failed."""

import pytest
from test_tasks import SERVICE

MORE = """
import functools, socket
from concurrent.futures import ThreadPoolExecutor

async def mute(reader, writer):
    KEEP['mute'] = asyncio.current_task()  # asyncio itself holds it weakly
    await asyncio.Event().wait()

async def ask(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reader.readline()

async def fill(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"x" * 50_000_000)
    await writer.drain()

async def child(code, wait):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    print(process.pid)
    await (process.wait() if wait else process.stdout.read())

async def look_up(release):
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(1))
    busy = loop.run_in_executor(None, lambda: release.wait())
    await loop.getaddrinfo("db.example", 5432)

async def fail(event):
    await event.wait()
    {}["kind"]

asyncio.run(main())
"""


@pytest.fixture
def pair(serve, loop):
    """A service that executes lines, and a subscribed client."""
    service = serve(loop + SERVICE.replace("asyncio.run(main())\n", MORE))
    client = service.connect()
    client.subscribe(topics=("tasks", "resources"))
    yield service, client
    client.close()


def listen(service):
    """The port of a server that never answers."""
    service.run(
        "async def start():\n"
        "    KEEP['server'] = await asyncio.start_server(mute, '127.0.0.1', 0)\n"
        "    print(KEEP['server'].sockets[0].getsockname()[1])\n"
        "spawn('start', start())"
    )
    return int(service.hear())


@pytest.mark.parametrize("what, direction", [("ask", "read"), ("fill", "write")])
def test_the_address_of_who_does_not_go_on(pair, what, direction):
    service, client = pair
    port = listen(service)
    service.run("spawn('one', %s(%d)); print(1)" % (what, port))
    service.hear()
    task = client.until_task("one", wait="socket", peer="127.0.0.1:%d" % port)
    assert task["on"] == direction


def test_a_child_that_is_waited_for(pair):
    service, client = pair
    service.run("spawn('one', child('import time; time.sleep(3600)', True))")
    pid = service.hear()
    task = client.until_task("one", wait="process", on="process end")
    client.until(lambda: (client.task("one")["peer"] or "").startswith("process %s (" % pid))
    # of a command only the beginning is told
    assert "/bin/python" in client.task("one")["peer"] and task["on"] == "process end"


def test_a_child_that_waits_for_us(pair):
    service, client = pair
    service.run("spawn('one', child(\"import sys; sys.stderr.write('x' * 1000000)\", False))")
    pid = service.hear()
    task = client.until_task("one", wait="pipe")
    assert task["peer"].startswith("process %s (" % pid) and "whose stderr is full" in task["peer"]


def test_a_name_that_waits_for_a_thread(pair, loop):
    if "uvloop" in loop:
        pytest.skip("uvloop looks names up by itself")
    service, client = pair
    service.run("KEEP['release'] = threading.Event(); spawn('one', look_up(KEEP['release'])); print(1)")
    service.hear()
    client.until_task("one", on="name look-up", peer="db.example")
    pool = client.until(lambda: client.resource("default executor"))
    client.until(lambda: client.waiting(client.resource("default executor")))
    assert pool["kind"] == "executor"
    service.run("KEEP['release'].set()")


def test_where_a_task_has_failed(pair):
    service, client = pair
    service.run("KEEP['event'] = asyncio.Event(); spawn('one', fail(KEEP['event'])); print(1)")
    service.hear()
    client.until_task("one", wait="event")
    service.run("KEEP['event'].set()")
    end = client.until(lambda: client.ended.get("one"))
    assert end["outcome"] == 1 and end["failed_at"][2] == "fail"
