"""Workers put what failed back into the queue that they take from: once it is full, nobody takes any more."""

import asyncio


async def work(pages):
    while True:
        page = await pages.get()
        await asyncio.sleep(0.01)
        for link in range(3):
            await pages.put((page, link))  # <- deadlock


async def main():
    pages = asyncio.Queue(maxsize=20)
    workers = [asyncio.create_task(work(pages)) for _ in range(3)]
    await asyncio.sleep(12)  # quiet until then
    pages.put_nowait("index")
    await asyncio.gather(*workers)


asyncio.run(main())
