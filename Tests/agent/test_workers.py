"""Processes of one application: who belongs to it, who gets an agent, and who leaves no files."""

import json
import textwrap

import pytest
from harness import wait_for

WORKERS = """
    import asyncio, multiprocessing, sys
    import looptop.boot

    async def wait(end):
        while not end.is_set():
            await asyncio.sleep(0.01)

    def work(end):
        asyncio.run(wait(end))

    if __name__ == "__main__":
        looptop.boot.boot()
        context = multiprocessing.get_context(sys.argv[1])
        end = context.Event()
        workers = [context.Process(target=work, args=(end,)) for _ in range(2)]
        for worker in workers:
            worker.start()
        print(" ".join(str(worker.pid) for worker in workers), flush=True)
        sys.stdin.readline()
        end.set()
        for worker in workers:
            worker.join()
        print("joined", flush=True)
        sys.stdin.readline()
    else:
        looptop.boot.boot()
"""


def registered(service):
    """What agents have written into the directory."""
    found = {}
    for path in service.sockets.glob("*.json"):
        try:
            info = json.loads(path.read_text())
        except (OSError, ValueError):
            continue  # gone, or not yet whole
        found[info["pid"]] = info
    return found


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_workers_have_agents_and_their_master_has_none(serve, method):
    service = serve(WORKERS, method)
    pids = {int(pid) for pid in service.hear().split()}
    wait_for(lambda: set(registered(service)) == pids, "agents in the workers alone")
    infos = registered(service).values()
    assert {info["application"]["pid"] for info in infos} == {service.process.pid}
    assert {info["name"] for info in infos} == {"service"}
    assert all(info["loop"] for info in infos)
    service.say("end")
    assert service.hear() == "joined"
    assert list(service.sockets.iterdir()) == []


def test_the_first_agent_leaves_a_master_once_workers_run_loops(serve, folder):
    launcher = """
        import json, os, subprocess, sys
        os.environ["LOOPTOP_RUN"] = str(os.getpid())
        sys.exit(subprocess.call([sys.executable, sys.argv[1], "spawn"]))
    """
    script = folder / "service.py"
    script.write_text(textwrap.dedent(WORKERS))
    service = serve(launcher, str(script))
    pids = {int(pid) for pid in service.hear().split()}
    wait_for(lambda: set(registered(service)) == pids, "agents in the workers alone")
    (application,) = {info["application"]["pid"] for info in registered(service).values()}
    assert application not in pids and application != service.process.pid


def test_a_process_without_a_loop_says_so_until_it_has_one(serve):
    service = serve("""
        import asyncio, os, sys
        os.environ["LOOPTOP_RUN"] = str(os.getpid())
        import looptop.boot
        looptop.boot.boot()
        print("started", flush=True)
        sys.stdin.readline()
        asyncio.run(asyncio.sleep(60))
    """)
    service.hear()
    info = wait_for(lambda: registered(service).get(service.process.pid), "its agent")
    assert info["loop"] is False
    assert info["application"] == {"pid": info["pid"], "start_ticks": info["start_ticks"]}
    service.say("go on")
    wait_for(lambda: registered(service)[service.process.pid]["loop"], "word of its loop")


def test_another_program_is_another_application(serve):
    service = serve("""
        import subprocess, sys
        import looptop
        looptop.start()
        child = "import looptop, sys; looptop.start(); sys.stdin.readline()"
        process = subprocess.Popen([sys.executable, "-c", child], stdin=subprocess.PIPE)
        sys.stdin.readline()
        process.stdin.close()
        process.wait()
    """)
    both = wait_for(lambda: len(registered(service)) == 2 and registered(service), "both agents")
    assert {info["application"]["pid"] for info in both.values()} == set(both)
    service.say("end")
