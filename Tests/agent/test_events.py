"""The event log."""

from collections import deque
from types import SimpleNamespace

from looptop.observer.event_log import Events
from looptop.tasks.scanner import End
from looptop.tasks.states import CANCELLED, DONE, FAILED


def end(serial, name, outcome, created, ended):
    return End(serial, outcome, ended, "ValueError()" if outcome == FAILED else None, name, created, None)


def test_what_one_look_finds_is_told_in_the_order_in_which_it_happened():
    log = Events(deque([(102.5, "unhandled", None, None, "odd", None)]))
    log.add("slow", at=101.5)
    ended = [end(1, "late", DONE, 90.0, 104.0), end(2, "early", FAILED, 91.0, 101.0)]
    brief = [end(3, "short", CANCELLED, 102.0, 103.0)]
    log.look(SimpleNamespace(new=[], ended=ended, brief=brief))
    log.look(SimpleNamespace(new=[], ended=[end(4, "next", DONE, 95.0, 105.0)], brief=[]))
    told = [(entry.n, entry.time, entry.kind) for entry in log.after(0)]
    assert told == [
        (1, 101.0, "failed"),
        (2, 101.5, "slow"),
        (3, 102.0, "created"),
        (4, 102.5, "unhandled"),
        (5, 103.0, "cancelled"),
        (6, 104.0, "ended"),
        (7, 105.0, "ended"),
    ]


def test_what_is_added_between_two_looks_is_told_at_once():
    log = Events(deque())
    log.add("act", text="a cancellation", at=100.0)
    assert [(entry.n, entry.text) for entry in log.after(0)] == [(1, "a cancellation")]
    assert log.after(1) == []
