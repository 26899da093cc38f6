"""Themes, colours and the configuration, as a person chooses them."""

import os
import re
from pathlib import Path
from typing import Callable

import pytest
from program import Looptop
from service import Plain
from tmux import Terminal


def live(screen: str) -> bool:
    """Whether the dashboard shows a service."""
    return "live" in screen.split("\n")[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a configuration, with one theme of the user's own."""
    folder = tmp_path / "looptop"
    (folder / "themes").mkdir(parents=True)
    (folder / "themes" / "mine.toml").write_text('text = { color = "#102030", background = "#f0e0d0" }\n')
    return folder


def painted(terminal: Terminal) -> str:
    """The screen with its colours."""
    return terminal.tmux("capture-pane", "-p", "-e", "-t", "test")


def test_a_theme_is_shown_at_once_and_kept(open_terminal: Callable[..., Terminal], plain: Plain, folder: Path) -> None:
    state = folder.parent / "state"
    terminal = open_terminal(XDG_CONFIG_HOME=str(folder.parent), XDG_STATE_HOME=str(state))
    (folder / "config.toml").write_text("# by hand\nmouse = true\n")
    terminal.enter(f"looptop attach {plain}")
    terminal.wait_for(live)
    before = painted(terminal)
    terminal.send("T")
    names = ("default", "dark", "light", "high-contrast", "mono", "mine")
    terminal.wait_for(lambda screen: "shown at once" in screen and all(name in screen for name in names))
    terminal.send("End")
    # 256 colours: the nearest to #f0e0d0.
    terminal.wait_for(lambda _: "48;5;" in painted(terminal))
    terminal.send("Escape")
    terminal.wait_gone("shown at once")
    assert "48;5;" not in painted(terminal) and "48;5;" not in before
    terminal.send("T")
    terminal.wait_for("shown at once")
    terminal.send("End", "Enter")
    terminal.wait_for("from now on the look is that of mine")
    assert (folder / "config.toml").read_text() == "# by hand\nmouse = true\n", "it is only read"
    assert 'theme = "mine"' in (state / "looptop" / "state.toml").read_text()
    terminal.send("q")
    assert not terminal.is_restored()
    terminal.enter(f"clear; looptop attach {plain}")
    terminal.wait_for(live)
    assert "48;5;" in painted(terminal)
    terminal.send("q")


def test_what_cannot_be_written_is_told(open_terminal: Callable[..., Terminal], plain: Plain, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    terminal = open_terminal(XDG_STATE_HOME=str(blocked))
    terminal.enter(f"looptop attach {plain}")
    terminal.wait_for(live)
    terminal.send("T", "Down", "Enter")
    terminal.wait_for("this look until you leave")
    assert blocked.read_text() == "a file where the folder should be"
    terminal.send("q")
    assert not terminal.is_restored()


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('mouse = true\nthme = "dark"\n', "config.toml:2:1:", "did you mean `theme`?"),
        ('theme = "drak"\n', "no theme 'drak'", "there are default"),
        ("color = 3\n", "config.toml:1:1:", '"never"'),
    ],
)
def test_mistakes_in_the_configuration(looptop: Looptop, folder: Path, text: str, place: str, words: str) -> None:
    (folder / "config.toml").write_text(text)
    result = looptop.run("config", XDG_CONFIG_HOME=str(folder.parent))
    assert result.status == 64, result
    assert place in result.err and words in result.err, result.err


def test_mistakes_in_a_theme(
    open_terminal: Callable[..., Terminal], looptop: Looptop, plain: Plain, folder: Path
) -> None:
    (folder / "themes" / "mine.toml").write_text('good = "green"\nplace = "cyn"\n')
    assert "mine.toml:2:1: `cyn` is no colour" in looptop.run("config", XDG_CONFIG_HOME=str(folder.parent)).out
    terminal = open_terminal(XDG_CONFIG_HOME=str(folder.parent))
    terminal.enter(f"looptop attach {plain} --theme mine; echo status=$?")
    screen = terminal.wait_for("status=64")
    assert "mine.toml:2:1" in screen.replace("\n", "")
    assert terminal.ask("#{alternate_on}") == "0"


def test_the_sample_is_a_configuration(looptop: Looptop, folder: Path) -> None:
    sample = looptop.run("config", "--sample")
    assert sample.status == 0 and "#theme = " in sample.out
    (folder / "config.toml").write_text(sample.out)
    result = looptop.run("config", XDG_CONFIG_HOME=str(folder.parent))
    assert result.status == 0 and "no mistakes in it" in result.out, result


@pytest.mark.parametrize(
    ("arguments", "variable", "sign", "hasIt"),
    [
        ("--theme dark", "", "48;5;", True),
        ("--theme dark --color 16", "", "48;5;", False),
        ("--color never", "", "\x1b[36m", False),
        ("--color always", "1", "\x1b[36m", True),
        ("", "1", "\x1b[36m", False),
    ],
)
def test_colours(
    open_terminal: Callable[..., Terminal], plain: Plain, arguments: str, variable: str, sign: str, hasIt: bool
) -> None:
    terminal = open_terminal(NO_COLOR=variable)
    terminal.enter(f"looptop attach {plain} {arguments}")
    terminal.wait_for(live)
    codes = painted(terminal).replace("\x1b[1m\x1b[36m", "\x1b[36m")
    assert (sign in codes) == hasIt, codes
    terminal.send("q")


def test_the_selected_line_is_seen_without_colours(open_terminal: Callable[..., Terminal], plain: Plain) -> None:
    terminal = open_terminal(NO_COLOR="1")
    terminal.enter(f"looptop attach {plain}")
    terminal.wait_for(live)
    terminal.send("2")
    terminal.wait_for("tree by creation")
    reverse = re.compile(r"\x1b\[([\d;]*;)?7m.*#1 ")
    assert any(reverse.search(line) for line in painted(terminal).split("\n")), painted(terminal)


def test_plain_characters_when_asked_for(terminal: Terminal, plain: Plain) -> None:
    terminal.enter(f"looptop attach {plain} --ascii")
    assert terminal.wait_for(live).isascii()


def press(terminal: Terminal, x: int, y: int, button: int = 0) -> None:
    """What a terminal sends when a button is pressed and let go, at a column and row from 0."""
    terminal.type(f"\x1b[<{button};{x + 1};{y + 1}M")
    if button < 64:
        terminal.type(f"\x1b[<{button};{x + 1};{y + 1}m")


def test_the_mouse(open_terminal: Callable[..., Terminal], plain: Plain) -> None:
    terminal = open_terminal()
    terminal.enter(f"TERM=xterm-256color looptop attach {plain}")
    screen = terminal.wait_for(live)
    assert terminal.ask("#{mouse_any_flag}") == "1"
    press(terminal, screen.split("\n")[1].index("Tasks"), 1)
    screen = terminal.wait_for("tree by creation")
    titles = screen.split("\n")[3]
    press(terminal, titles.index("WAIT"), 3)
    terminal.wait_for("sort wait")
    press(terminal, 10, 4)
    press(terminal, 10, 4)
    screen = terminal.wait_for("where it is")
    press(terminal, screen.split("\n")[0].index("tasks"), 0)
    terminal.wait_gone("where it is")
    press(terminal, 10, 10, button=65)
    press(terminal, screen.rstrip("\n").split("\n")[35].index("help"), 35)
    terminal.wait_for("─ keys ─")
    terminal.send("Escape")
    terminal.wait_gone("─ keys ─")
    terminal.send("q")
    assert not terminal.is_restored()


def test_without_the_mouse(terminal: Terminal, plain: Plain) -> None:
    terminal.enter(f"looptop attach {plain} --no-mouse")
    terminal.wait_for(live)
    assert terminal.ask("#{mouse_any_flag}") == "0"


def test_a_crash_lets_go_of_the_mouse(terminal: Terminal, plain: Plain) -> None:
    terminal.enter(f"TERM=xterm-256color looptop attach {plain}")
    terminal.wait_for(live)
    os.kill(terminal.program(), 11)
    assert not terminal.is_restored()


def test_copying_a_task(terminal: Terminal, plain: Plain) -> None:
    terminal.tmux("set", "-s", "set-clipboard", "on")
    terminal.enter(f"looptop attach {plain}")
    terminal.wait_for(live)
    terminal.send("2")
    terminal.wait_for("tree by creation")
    terminal.send("Enter")
    terminal.wait_for("where it is")
    terminal.send("y")
    terminal.wait_for("copied: #")
    copied = terminal.tmux("show-buffer")
    assert copied.startswith("#1 ") and "plain_asyncio.py" in copied, copied
    terminal.send("q")


def test_a_paste_is_text_of_the_filter(terminal: Terminal, plain: Plain) -> None:
    terminal.enter(f"looptop attach {plain}")
    terminal.wait_for(live)
    terminal.send("2", "/")
    terminal.wait_for("keep")
    terminal.tmux("set-buffer", "qqq\x1b[31m\nq")
    terminal.tmux("paste-buffer", "-p", "-t", "test")
    terminal.wait_for("none of")
    assert live(terminal.screen())
    terminal.send("Escape")
    terminal.wait_for("#1 main")
    terminal.send("q")
    assert not terminal.is_restored()


def test_nothing_is_written_beside_the_screen(terminal: Terminal, plain: Plain, tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    terminal.enter(f"looptop attach {plain} 2>{errors}")
    terminal.wait_for(live)
    for key in "23456789?":
        terminal.send(key)
    terminal.wait_for("─ keys ─")
    terminal.send("Escape")
    terminal.wait_gone("─ keys ─")
    terminal.send("q")
    assert not terminal.is_restored()
    assert errors.read_text() == ""
