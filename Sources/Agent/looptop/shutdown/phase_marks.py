"""Where a shutdown stands: told by the code that tasks and the main thread are in."""

import sys
from types import CodeType
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from ..reading.await_chain import Links
from ..reading.futures import futures
from ..reading.stacks import thread_chain
from ..reading.thread_frames import top_of
from ..reading.threads import main_ident
from ..reading.wait_kinds import code_of
from ..safe import class_module, exact, field_in_c, qualified_name

PHASES = ("listeners", "connections", "requests", "tasks", "cleanup", "executor", "threads")
"""In the order in which services pass them; not every service has each."""

# coroutines that a shutdown waits in: (module, path): (phase, words)
_MARKS = {
    ("uvicorn.server", "Server.shutdown"): ("connections", "uvicorn closes its connections"),
    ("uvicorn.server", "Server._wait_tasks_to_complete"): ("requests", "uvicorn waits for its requests"),
    ("uvicorn.lifespan.on", "LifespanOn.shutdown"): ("cleanup", "uvicorn waits for the end of the lifespan"),
    ("hypercorn.asyncio.lifespan", "Lifespan.wait_for_shutdown"): ("cleanup", "hypercorn waits for the lifespan's end"),
    ("asyncio.base_events", "Server.wait_closed"): ("wait-closed", "Server.wait_closed() waits for every connection"),
    ("asyncio.base_events", "BaseEventLoop.shutdown_default_executor"): (
        "executor",
        "the loop waits for its executor's threads",
    ),
    ("asyncio.base_events", "BaseEventLoop.shutdown_asyncgens"): ("cleanup", "asynchronous generators are closed"),
    ("asyncio.queues", "Queue.join"): ("queue-join", "Queue.join() waits for every item's task_done()"),
    ("asyncpg.pool", "Pool.close"): ("pool", "Pool.close() waits for its connections to come back"),
    ("psycopg_pool.pool_async", "AsyncConnectionPool.close"): ("pool", "AsyncConnectionPool.close() waits"),
    ("aiohttp.web_runner", "BaseRunner.cleanup"): ("requests", "aiohttp.web stops its sites"),
    ("aiohttp.web_server", "Server.shutdown"): ("requests", "aiohttp.web waits for its handlers"),
    ("aiohttp.web_protocol", "RequestHandler.shutdown"): ("requests", "aiohttp.web waits for its handlers"),
    ("aiohttp.web_app", "Application.shutdown"): ("cleanup", "aiohttp.web runs on_shutdown"),
    ("aiohttp.web_app", "Application.cleanup"): ("cleanup", "aiohttp.web runs on_cleanup"),
    ("tornado.httpserver", "HTTPServer.close_all_connections"): ("connections", "tornado closes its connections"),
    ("gunicorn.workers.gasgi", "ASGIWorker._shutdown"): ("requests", "the gunicorn worker waits for its requests"),
}

# functions on the main thread's stack: (module, path): (phase, words)
_STACK = {
    ("asyncio.runners", "_cancel_all_tasks"): ("tasks", "asyncio.run has cancelled all tasks and waits for their ends"),
    ("threading", "_shutdown"): ("threads", "the interpreter waits for threads that are no daemons"),
    ("concurrent.futures.thread", "_python_exit"): ("threads", "the interpreter waits for the threads of executors"),
    ("sanic.server.runners", "_serve_http_1.<locals>._cleanup"): ("requests", "Sanic waits for its connections"),
    ("sanic.app", "Sanic.shutdown_tasks"): ("tasks", "Sanic waits for its tasks"),
    ("sanic.server.runners", "_run_shutdown_coro"): ("cleanup", "Sanic runs its server_stop listeners"),
}


class Mark(NamedTuple):
    """Something that a shutdown waits in; `serial` names the task, None the main thread."""

    phase: str
    words: str
    serial: Optional[int]
    link: Any


class Marks:
    """Knows the code above of what is imported."""

    def __init__(self) -> None:
        self.modules = 0
        self.codes: Dict[int, Tuple[CodeType, str, str]] = {}
        self.stack: Dict[int, Tuple[CodeType, str, str]] = {}

    def learn(self) -> None:
        """Looks again, if modules were imported since."""
        if len(sys.modules) == self.modules:
            return
        self.modules = len(sys.modules)
        for table, codes in ((_MARKS, self.codes), (_STACK, self.stack)):
            for (module, path), (phase, words) in table.items():
                code = code_of(module, path)
                if code is not None:
                    codes[id(code)] = (code, phase, words)

    def of_links(self, serial: int, links: Links) -> List[Mark]:
        """What of it a task is suspended in, the innermost first."""
        found = []
        for code, link in reversed(links):
            known = self.codes.get(id(code))
            if known is not None:
                found.append(Mark(known[1], known[2], serial, link))
        return found

    def of_main_thread(self) -> List[Mark]:
        """What of it the main thread is in, the innermost first."""
        top = top_of(main_ident())
        chain = thread_chain(top)
        del top
        found = []
        for code, _ in reversed(chain):
            known = self.stack.get(id(code))
            if known is not None:
                found.append(Mark(known[1], known[2], None, None))
        return found


def main_thread_is_in(*functions: str) -> bool:
    """True while one of these functions (`asyncio/runners.py:run`) is on the main thread's stack."""
    chain = thread_chain(top_of(main_ident()))
    wanted = [tuple(function.split(":")) for function in functions]
    return any(code.co_filename.endswith(file) and code.co_name == name for code, _ in chain for file, name in wanted)


def is_main(task: Any) -> bool:
    """True for the task that `run_until_complete` waits for: its end is the loop's."""
    ends = ("_run_until_complete_cb", "run_until_complete.<locals>.done_cb")
    return any(_name(callback) in ends for callback in futures.callbacks(task))


def _name(callback: Any) -> str:
    """The qualified name of a function, of uvloop's too, which are in C."""
    return qualified_name(callback) or exact(field_in_c(callback, class_module(type(callback)), "__qualname__")) or ""
