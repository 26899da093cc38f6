"""What passes through queues, told from looks alone."""

from collections import deque

from looptop.resources.adapter import Reading
from looptop.resources.rates import Flow


def look(flow, items, at, waiters=(), same_line=False, **fields):
    reading = Reading(**fields)
    reading.contents, reading.waiters, reading.same_line = items, list(waiters), same_line
    flow.see(reading, at)
    assert reading.contents is None


def rates(flow):
    found = flow.rates()
    return found["puts"], found["gets"], found["exact"]


class Job:
    pass


ITEMS = [1000 + number for number in range(200)]


def numbered(*numbers):
    return deque(ITEMS[number] for number in numbers)


def test_while_the_newest_item_still_lies_there_all_is_known():
    for make in (lambda n: 1000 + n, lambda n: (n, "tuple"), lambda n: [n]):
        flow, every = Flow(), [make(n) for n in range(40)]
        look(flow, deque(every[:10]), 0.0)
        look(flow, deque(every[4:13]), 1.0)
        assert rates(flow) == (3, 4, True), make(0)


def test_objects_are_known_again_and_not_kept():
    flow, items = Flow(), deque(Job() for _ in range(5))
    look(flow, items, 0.0)
    items.popleft()
    items.append(Job())
    look(flow, items, 1.0)
    assert rates(flow) == (1, 1, True)
    last = flow.last
    items.clear()
    assert last() is None


def test_after_all_has_changed_it_was_at_least_so_much():
    flow = Flow()
    look(flow, numbered(1, 2, 3), 0.0)
    look(flow, numbered(4, 5), 2.0)
    assert rates(flow) == (1, 1.5, False)


def test_an_empty_queue_tells_little_unless_the_same_task_still_waits():
    flow, line = Flow(), [("future", "get")]
    look(flow, deque(), 0.0, line)
    look(flow, deque(), 1.0, line, same_line=True)
    assert rates(flow) == (0, 0, True)
    look(flow, deque(), 2.0, line)
    assert rates(flow) == (0, 0, False)


def test_rates_are_over_the_last_seconds():
    flow = Flow()
    for second in range(30):
        look(flow, numbered(*range(second * 2, second * 2 + 10)), float(second))
    assert rates(flow) == (2, 2, True) and len(flow.passed) <= 13


def test_items_that_nobody_takes():
    flow = Flow()
    look(flow, numbered(1), 5.0)
    look(flow, numbered(1, 2), 6.0)
    look(flow, numbered(1, 2, 3), 7.0)
    assert flow.stalled == 5.0
    look(flow, numbered(2, 3), 8.0)
    assert flow.stalled is None


def test_waits_that_have_ended():
    flow = Flow()
    flow.waiting({1: 0.0, 2: 1.0, 3: 2.0}, 3.0)
    flow.waiting({2: 1.0, 3: 4.5}, 5.0)
    assert flow.waited(5.0) == {"count": 2, "median": 5.0, "longest": 5.0}
    flow.waiting({}, 6.0)
    assert flow.waited(6.0)["count"] == 4
    assert flow.waited(100.0) is None


def test_a_pool_counts_turns_that_it_sees():
    class Turn:
        pass

    flow, turns = Flow(), [Turn() for _ in range(3)]
    for at, held in enumerate(({1: turns[0]}, {1: turns[0], 2: turns[1]}, {1: turns[2]})):
        reading = Reading()
        reading.held = held
        flow.see(reading, float(at))
    assert flow.rates() == {"puts": None, "gets": None, "acquires": 1.0, "exact": False}
