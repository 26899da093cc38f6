"""The screens that watch, over the demo's troubles: what is slow, what happened, what is waited for, what it writes."""

import pytest
from program import Looptop
from tmux import Terminal


@pytest.fixture
def demo(terminal: Terminal) -> Terminal:
    terminal.enter("looptop demo")
    terminal.wait_for(lambda screen: "live" in screen.split("\n")[0])
    return terminal


def test_a_slow_callback_is_a_sentence_and_a_screen(demo: Terminal) -> None:
    demo.wait_for(lambda screen: "time.sleep(0.3)" in screen and "orders/pricing.py:" in screen, timeout=40)
    demo.send("4")
    demo.wait_for(
        lambda screen: (
            "the blocking stack" in screen
            and "It slept or waited" in screen
            and "how long" in screen
            and "latest" in screen
        )
    )


def test_events_are_followed_and_filtered(demo: Terminal) -> None:
    demo.send("5")
    demo.wait_for(lambda screen: "follows" in screen and "created" in screen)
    demo.send("/")
    demo.type("failed")
    demo.send("Enter")
    demo.wait_for(lambda screen: "shown" in screen and "failed" in screen and "+ created" not in screen)


def test_a_queue_is_known_by_its_name(demo: Terminal) -> None:
    demo.send("3")
    # Two objects have it: the one that made it names it.
    demo.wait_for(lambda screen: "Desk.jobs" in screen and "/100" in screen, timeout=20)


def test_its_output_is_a_screen_and_a_pane(demo: Terminal) -> None:
    demo.send("9")
    demo.wait_for("serving on")
    demo.send("1", "o")
    demo.wait_for(lambda screen: "waiting where" in screen and "serving on" in screen)
    demo.send("o")
    demo.wait_gone("serving on")


def test_whoever_attaches_sees_its_output_too(terminal: Terminal, looptop: Looptop, demo: Terminal) -> None:
    pid = looptop.json("ls")["services"][0]["pid"]
    other = Terminal(looptop.environment)
    try:
        other.enter(f"looptop attach {pid}")
        other.wait_for(lambda screen: "live" in screen.split("\n")[0])
        other.send("9")
        other.wait_for("serving on")
        other.send("q")
    finally:
        other.close()
