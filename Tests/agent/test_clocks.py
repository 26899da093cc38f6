"""Services that stop the clocks, or forbid what blocks, and the agent that goes on."""

import functools

import pytest

#: What freezegun does: the functions are replaced in `time`, and in the globals of every module that has them.
STOPPED = """
import asyncio, datetime, sys, time
names = "time", "monotonic", "perf_counter", "time_ns", "monotonic_ns", "perf_counter_ns"
real = {id(getattr(time, name)): name for name in names}
def stopped(name):
    value = 1_000_000_000 if name.endswith("_ns") else 1.0
    return lambda: value
fakes = {name: stopped(name) for name in names}
def stop_the_clocks():
    for module in list(sys.modules.values()):
        if module is None or module.__name__.startswith(("asyncio", "threading", "selectors", "__main__")):
            continue
        for key, value in list(vars(module).items()):
            if id(value) in real:
                setattr(module, key, fakes[real[id(value)]])
async def main():
    asyncio.ensure_future(asyncio.sleep(3600)).set_name("before")
    %s
    asyncio.ensure_future(asyncio.sleep(3600)).set_name("after")
    while True:
        await asyncio.sleep(0)
asyncio.run(main())
"""


@pytest.mark.parametrize("first", ["stop_the_clocks()", "looptop.start()"])
def test_an_agent_goes_on_where_the_clocks_stand_still(serve, first):
    both = ["import looptop; looptop.start()", "stop_the_clocks()"]
    both.sort(key=lambda line: first not in line)
    service = serve(STOPPED % "; ".join(both))
    client = service.connect()
    client.subscribe(0.05)
    for name in ("before", "after"):
        client.until_task(name, state=2)
    began = client.vitals["t"]
    client.until(lambda: client.vitals["t"] > began + 1)
    assert client.task("after")["created"] > 1_500_000_000
    assert service.stderr() == ""


#: What blockbuster does, for what an agent needs at its start, at its end and for a fork.
FORBIDDEN = """
import asyncio, functools, os, sys, warnings
warnings.simplefilter("ignore")  # of a fork beside a thread: that of the executor
def forbid(owner, name):
    original = getattr(owner, name)
    @functools.wraps(original)
    def guarded(*arguments, **options):
        if asyncio._get_running_loop() is not None:
            raise RuntimeError("a blocking call in the loop's thread: %s" % name)
        return original(*arguments, **options)
    setattr(owner, name, guarded)
async def main():
    for name in "readlink", "listdir", "scandir", "mkdir", "unlink", "rename", "stat", "read", "write":
        forbid(os, name)
    import looptop
    for name in "first", "second":
        path = looptop.start()
        asyncio.ensure_future(asyncio.sleep(3600)).set_name(name)
        print(path, flush=True)
        for _ in range(5):
            pid = os.fork()
            if pid == 0:
                os._exit(0)
            os.waitpid(pid, 0)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        looptop.stop()
    print("stopped", flush=True)
asyncio.run(main())
"""


def said_bye(client):
    return client.seen[-1] == "bye"


def test_an_agent_starts_and_ends_in_a_loop_that_forbids_what_blocks(serve):
    service = serve(FORBIDDEN)
    for name in ("first", "second"):
        assert service.hear() == str(service.socket)
        client = service.connect()
        client.subscribe(0.05)
        client.until_task(name, state=2)
        service.say("go on")
        client.until(functools.partial(said_bye, client), "word of its end")
    assert service.hear() == "stopped"
    assert service.end() == 0 and service.stderr() == ""
