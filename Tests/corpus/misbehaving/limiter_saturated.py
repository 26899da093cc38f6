"""More calls than anyio has threads for, all of them slow: how FastAPI runs synchronous endpoints."""
# needs: anyio

import time

import anyio


def ask_vendor():
    time.sleep(4)  # <- executor-saturated


async def main():
    anyio.to_thread.current_default_thread_limiter().total_tokens = 3
    async with anyio.create_task_group() as group:
        for _ in range(60):
            group.start_soon(anyio.to_thread.run_sync, ask_vendor)


anyio.run(main)
