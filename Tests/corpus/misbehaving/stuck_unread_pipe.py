"""A child process stands in its write to a pipe that nobody reads, and is waited for."""

import asyncio
import sys

CODE = "import sys; sys.stderr.write('x' * 1_000_000)"


async def main():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CODE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    await process.stdout.read()  # <- stuck-task


asyncio.run(main())
