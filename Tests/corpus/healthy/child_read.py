"""A child process that writes much, and is read while it runs for long."""

import asyncio
import sys

CODE = "import sys, time; sys.stdout.write('x' * 1_000_000); sys.stdout.flush(); time.sleep(1000)"


async def main():
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", CODE, stdout=asyncio.subprocess.PIPE)
    while await process.stdout.read(65536):
        pass
    await process.wait()


asyncio.run(main())
