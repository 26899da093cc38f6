"""Coroutines that are never awaited: heard of, and the interpreter's own warning stays as it is to the letter."""

import os
import re
import subprocess
import sys

import pytest
from harness import AGENT

SCRIPT = """
import asyncio, sys, warnings

async def save():
    pass

async def main():
    if "with" in sys.argv:
        import looptop
        looptop.start()
    save()
    kept = save()
    kept = None
    (lambda: save())()
    warnings.simplefilter("error")
    save()
    if "with" in sys.argv:
        from looptop.agent import agent
        log = agent.thread.observer.events
        while sum(entry.kind == "never-awaited" for entry in log.entries) < 4:
            await asyncio.sleep(0.01)
        for entry in log.entries:
            if entry.kind == "never-awaited":
                print(entry.text, entry.location.line, entry.location.function.split(".")[-1])
        looptop.stop()
        print(warnings._warn_unawaited_coroutine.__code__.co_filename == warnings._warn_unawaited_coroutine
              .__globals__["__file__"], type(warnings._warn_unawaited_coroutine.__globals__["__builtins__"]).__name__)

asyncio.run(main())
"""


def run(folder, *arguments, options=()):
    script = folder / "never.py"
    script.write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, *options, str(script), *arguments],
        env=dict(os.environ, PYTHONPATH=str(AGENT), LOOPTOP_DIR=str(folder / "sockets")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    lines = re.sub("0x[0-9a-f]+", "ADDRESS", done.stderr.decode()).splitlines()
    # debug mode tells of steps that took long: on a slow machine any
    return done.stdout.decode().splitlines(), [line for line in lines if not line.startswith("Executing <")]


@pytest.mark.parametrize("options", [(), ("-X", "dev"), ("-W", "ignore")], ids=["plain", "dev", "ignored"])
def test_the_warning_is_as_without_the_agent(folder, options):
    _, without = run(folder, options=options)
    said, with_agent = run(folder, "with", options=options)
    assert with_agent == without
    assert any("never awaited" in line for line in without)
    lines = SCRIPT.splitlines()
    assert [line.split()[0] for line in said[:4]] == ["save"] * 4
    expected = [lines.index(text) + 1 for text in ("    save()", "    kept = None", "    (lambda: save())()")]
    assert [int(line.split()[1]) for line in said[:3]] == expected
    assert "Builtins" not in said[4], "the interpreter's own function is back"
