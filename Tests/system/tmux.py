"""A real terminal: a shell in a tmux server of its own, typed into and read from."""

import contextlib
import itertools
import os
import re
import subprocess
from typing import Callable, Dict, List, Union

from processes import children, command
from waiting import wait_for

numbers = itertools.count(1)


class Terminal:
    """A window with a shell in it; `close` ends all that runs there."""

    def __init__(self, environment: Dict[str, str], width: int = 120, height: int = 36) -> None:
        """Open it."""
        self.name = f"looptop-tests-{os.getpid()}-{next(numbers)}"
        self.environment = environment
        self.tmux(
            *("start-server", ";", "set", "-g", "default-terminal", "tmux-256color", ";"),
            *("set", "-g", "status", "off", ";", "set", "-g", "history-limit", "5000", ";"),
            *("new-session", "-d", "-s", "test", "-x", str(width), "-y", str(height)),
            "env PS1='$ ' bash --norc --noprofile",
        )
        self.shell = int(self.ask("#{pane_pid}"))
        self.wait_for("$")

    def tmux(self, *arguments: str) -> str:
        """Give tmux a command; its answer."""
        done = subprocess.run(
            ["tmux", "-u", "-L", self.name, "-f", "/dev/null", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environment,
            timeout=20,
            check=False,
        )
        text = done.stdout.decode("utf-8", "replace")
        assert done.returncode == 0, f"tmux {' '.join(arguments)}: {text}"
        return text

    def ask(self, what: str) -> str:
        """A fact about the window, such as `#{alternate_on}`."""
        return self.tmux("display-message", "-p", "-t", "test", what).strip()

    def close(self) -> None:
        """End the server and what runs in it."""
        with contextlib.suppress(AssertionError):
            self.tmux("kill-server")

    def send(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self.tmux("send-keys", "-t", "test", *keys)

    def type(self, text: str) -> None:
        """Type a text as it is."""
        self.tmux("send-keys", "-t", "test", "-l", text)

    def enter(self, line: str) -> None:
        """Type a line and end it."""
        self.type(line)
        self.send("Enter")

    def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        self.tmux("resize-window", "-t", "test", "-x", str(width), "-y", str(height))

    def screen(self) -> str:
        """The text on the screen."""
        return self.tmux("capture-pane", "-p", "-t", "test")

    def lines(self) -> List[str]:
        """The rows of the screen."""
        return self.screen().split("\n")

    def wait_for(self, what: Union[str, Callable[[str], bool]], timeout: float = 30.0, interval: float = 0.02) -> str:
        """The screen once it shows a text, or once a question about it is answered with yes."""
        last = ""

        def look() -> str:
            nonlocal last
            last = self.screen()
            seen = what in last if isinstance(what, str) else what(last)
            return last if seen else ""

        return wait_for(f"{what!r} on the screen", look, timeout, interval, show=lambda: f"the screen:\n{frame(last)}")

    def wait_gone(self, text: str, timeout: float = 30.0, interval: float = 0.02) -> str:
        """The screen once a text is no longer on it."""
        return self.wait_for(lambda screen: text not in screen, timeout, interval)

    def program(self, name: str = "looptop") -> int:
        """The pid of a program that the shell runs."""

        def look() -> int:
            for pid in children(self.shell):
                line = command(pid)
                if line and os.path.basename(line[0]) == name:
                    return pid
            return 0

        return wait_for(f"a running {name}", look, show=self.screen)

    def is_restored(self) -> str:
        """Empty where the shell has its terminal back as it was; else what is wrong."""
        wait_for("the main screen", lambda: self.ask("#{alternate_on}") == "0", show=lambda: frame(self.screen()))
        self.enter("stty -a; echo 'end'-of-stty")
        screen = self.wait_for("end-of-stty")
        words = set(re.split(r"[;\s]+", screen[screen.rindex("speed") :]))
        wrong = {"icanon", "echo", "isig", "icrnl", "opost", "onlcr", "iexten"} - words
        facts = {"cursor hidden": "#{?cursor_flag,,yes}", "keypad": "#{?keypad_cursor_flag,yes,}"}
        wrong |= {fact for fact, question in facts.items() if self.ask(question)}
        if self.ask("#{mouse_any_flag}") == "1":
            wrong.add("mouse")
        return ", ".join(sorted(wrong))


def frame(screen: str) -> str:
    """A screen with its edge, for messages."""
    return "\n".join(f"| {line}" for line in screen.rstrip("\n").split("\n"))
