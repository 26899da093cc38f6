"""The line that a coroutine is suspended at, told with and without its frame."""

import asyncio

import pytest
from looptop.reading.await_chain import await_links
from looptop.reading.suspension import only_await, suspended_place


class Slow:
    """Everything about it waits."""

    def wait(self):
        return asyncio.sleep(3600)

    __aenter__ = __anext__ = wait

    def __aexit__(self, *error):
        return asyncio.sleep(3600)

    def __aiter__(self):
        return self


async def on_two_lines(slow):
    found = (
        1,
        await slow.wait(),
    )
    return found


async def in_a_loop(slow):
    for _ in range(3):
        async for _ in slow:
            pass


async def in_a_handler(slow):
    try:
        raise ValueError
    except ValueError:
        await slow.wait()


async def in_a_block(slow):
    async with slow:
        pass


async def after_another(slow):
    await asyncio.sleep(0)
    await slow.wait()


@pytest.mark.parametrize("function", [on_two_lines, in_a_loop, in_a_handler, in_a_block, after_another])
def test_the_line_is_that_of_the_frame(function):
    async def main():
        coroutine = function(Slow())
        task = asyncio.get_event_loop().create_task(coroutine)
        for _ in range(3):
            await asyncio.sleep(0)
        place = suspended_place(await_links(coroutine), True)
        assert place.line == coroutine.cr_frame.f_lineno and place.function == function.__name__
        assert only_await(coroutine.cr_code) in (None, place.line)
        task.cancel()

    asyncio.run(main())


def test_several_awaits_are_left_to_the_frame():
    assert only_await(in_a_block.__code__) is None
    assert only_await(after_another.__code__) is None
