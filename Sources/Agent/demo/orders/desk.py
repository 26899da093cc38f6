"""The order desk: puts the parts together and keeps the references to its tasks."""

import asyncio
from typing import Any, Coroutine, Optional, Set

from . import batch, customers, trouble
from .api import Api
from .cache import Cache
from .payments import Payments
from .worker import work


class Desk:
    """Everything that the service owns."""

    def __init__(self) -> None:
        self.jobs: "asyncio.Queue[int]" = asyncio.Queue(maxsize=100)
        self.cache = Cache()
        self.payments = Payments()
        self.server: Optional[asyncio.AbstractServer] = None
        self.tasks: "Set[asyncio.Task[None]]" = set()

    async def open(self, requests_per_second: float) -> int:
        """Start to serve; the port."""
        api = Api(self.jobs, self.cache)
        self.server = await asyncio.start_server(api.connected, "127.0.0.1", 0)
        port: int = self.server.sockets[0].getsockname()[1]
        for number in range(4):
            self.start(work(self.jobs, self.payments), "worker-%d" % number)
        self.start(heartbeat(), "heartbeat")
        self.start(self.cache.keep_fresh(), "cache-refresh")
        self.start(batch.nightly_import(self.jobs), "import")
        self.start(customers.visit(port, requests_per_second), "customers")
        self.start(trouble.by_schedule(self), "trouble")
        return port

    def start(self, coroutine: "Coroutine[Any, Any, None]", name: str) -> "asyncio.Task[None]":
        """Start a task and keep it until it has ended."""
        task = asyncio.get_running_loop().create_task(coroutine)
        task.set_name(name)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def close(self) -> None:
        """Take no more connections."""
        if self.server:
            self.server.close()


async def heartbeat() -> None:
    """Tick, as every service does."""
    while True:
        await asyncio.sleep(1)
