"""The manual page, completions, and the version: from the tables that the program works with."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Callable, Dict, List, Set

import pytest
from conftest import ROOT
from program import Looptop
from service import Plain
from tmux import Terminal


def described(looptop: Looptop) -> List[Dict[str, Any]]:
    """The commands as the parser describes them, without those that nobody is told of."""
    document = json.loads(looptop.run("--experimental-dump-help").out)
    commands: List[Dict[str, Any]] = document["command"]["subcommands"]
    return [command for command in commands if command["shouldDisplay"] and command["commandName"] != "help"]


@pytest.fixture
def page(looptop: Looptop) -> str:
    """The manual page as troff reads it."""
    result = looptop.run("man")
    assert result.status == 0 and result.err == ""
    return result.out


def plain_text(page: str) -> str:
    """What a reader sees, without the way it is set."""
    text = re.sub(r"\\f[BIR]", "", page.replace("\\&", ""))
    for escape, character in {"\\-": "-", "\\(aq": "'", "\\(ga": "`", "\\(ha": "^", "\\(ti": "~", "\\(dq": '"'}.items():
        text = text.replace(escape, character)
    return text.replace("\\e", "\\")


def test_every_command_and_option_is_in_it(looptop: Looptop, page: str) -> None:
    text = plain_text(page)
    commands = described(looptop)
    assert {"attach", "ps", "man", "completions"} <= {command["commandName"] for command in commands}
    for command in commands:
        (section,) = re.findall(r'^\.SS "looptop %s"\n(.*?)(?=^\.S)' % command["commandName"], text, re.M | re.S)
        assert command["abstract"] in section
        for argument in command["arguments"]:
            for name in argument.get("names", []):
                assert name["name"] in ("help", "version", "h") or "--" + name["name"] in section, argument


def test_every_key_is_in_it(page: str) -> None:
    """The bindings are read from their sources: a key that the page leaves out would be one that nobody finds."""
    text = plain_text(page)
    files = [path.read_text() for path in (ROOT / "Sources" / "Dashboard").rglob("*.swift")]
    files = [text for text in files if "Binding(" in text]
    assert len(files) > 10
    meanings = [meaning for file in files for meaning in re.findall(r'help: "((?:[^"\\]|\\.)*)"', file)]
    assert len(meanings) > 30
    for meaning in meanings:
        # What is put together from parts is found by its first part.
        assert meaning.split("\\(")[0].strip() in text, meaning
    for title in ("KEYS", "FILTERS", "FILES", "ENVIRONMENT", "EXIT STATUS"):
        assert f'.SH "{title}"' in text


def test_troff_has_nothing_to_complain_about(page: str) -> None:
    checks = [["groff", "-man", "-Tutf8", "-ww", "-z"], ["mandoc", "-Tlint", "-Wwarning"]]
    present = [check for check in checks if shutil.which(check[0])]
    if not present:
        pytest.skip("neither groff nor mandoc is installed")
    for check in present:
        done = subprocess.run(check, input=page.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        assert done.stdout == b"" and done.returncode == 0, done.stdout.decode()


def test_the_version_names_the_commit(looptop: Looptop) -> None:
    text = looptop.run("--version").out
    match = re.fullmatch(
        r"looptop (\d+\.\d+\.\d+) \(commit (?:([0-9a-f]{7,40})(, with changes)?|unknown: .*)\)\n", text
    )
    assert match, text
    if match.group(2):
        git = ["git", "-C", str(ROOT), "rev-parse", "--verify", "--quiet", f"{match.group(2)}^{{commit}}"]
        assert subprocess.run(git, stdout=subprocess.DEVNULL, check=False).returncode == 0


def stamp(package: Path, file: Path) -> str:
    """What a build of the package would be told."""
    script = ROOT / "Sources" / "CommitStamp" / "stamp.sh"
    subprocess.run(["sh", str(script), str(package), str(file)], check=True)
    return file.read_text()


def test_the_commit_is_never_another_one(tmp_path: Path) -> None:
    """Without a repository of its own it is unknown; a change, and another commit, are told."""
    git = ["git", "-C", str(tmp_path), "-c", "user.name=t", "-c", "user.email=t@localhost"]
    package, file = tmp_path / "package", tmp_path / "Commit.swift"
    (package / "Sources").mkdir(parents=True)
    (package / "Sources" / "a.swift").write_text("1")
    assert "String? = nil" in stamp(package, file)
    # A repository further up is another one's.
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    assert "String? = nil" in stamp(package, file)

    own = ["git", "-C", str(package), *git[3:]]
    subprocess.run([*own, "init", "-q"], check=True)
    subprocess.run([*own, "add", "."], check=True)
    subprocess.run([*own, "commit", "-q", "-m", "one"], check=True)
    first = stamp(package, file)
    assert "isChanged = false" in first and 'id: String? = "' in first
    before = file.stat().st_mtime_ns
    stamp(package, file)
    assert file.stat().st_mtime_ns == before, "nothing is built anew where nothing has changed"
    (package / "Sources" / "a.swift").write_text("2")
    assert "isChanged = true" in stamp(package, file)
    subprocess.run([*own, "commit", "-q", "-a", "-m", "two"], check=True)
    second = stamp(package, file)
    assert "isChanged = false" in second and second != first


def test_install(looptop: Looptop, tmp_path: Path) -> None:
    """What make install puts below PREFIX, and uninstall takes away, without building anew."""
    make = ["make", "-C", str(ROOT), "-o", "build", f"RELEASE={looptop.binary}", f"DESTDIR={tmp_path}", "PREFIX=/opt"]
    subprocess.run([*make, "install"], check=True, stdout=subprocess.DEVNULL)
    share = tmp_path / "opt" / "share"
    assert (share / "man" / "man1" / "looptop.1").read_text() == looptop.run("man").out
    for shell, path in {
        "bash": "bash-completion/completions/looptop",
        "zsh": "zsh/site-functions/_looptop",
        "fish": "fish/vendor_completions.d/looptop.fish",
    }.items():
        assert (share / path).read_text() == looptop.run("completions", shell).out
    installed = subprocess.run([str(tmp_path / "opt/bin/looptop"), "--version"], stdout=subprocess.PIPE, check=True)
    assert installed.stdout.decode() == looptop.run("--version").out
    subprocess.run([*make, "uninstall"], check=True, stdout=subprocess.DEVNULL)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


BASH = """
source <(looptop completions bash) || exit 1
complete -p looptop >/dev/null || exit 1
COMP_LINE="{line}"; COMP_POINT=${{#COMP_LINE}}; COMP_TYPE=9; COMP_KEY=9
read -ra COMP_WORDS <<< "$COMP_LINE"
[[ "$COMP_LINE" == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_looptop looptop "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def bash(looptop: Looptop, line: str) -> List[str]:
    """What bash offers behind a line."""
    done = subprocess.run(
        ["bash", "--norc", "-O", "extglob", "-c", BASH.format(line=line)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=looptop.environment,
        check=False,
        timeout=20,
    )
    assert done.returncode == 0 and done.stderr == b"", done
    return [word.strip() for word in done.stdout.decode().split("\n") if word.strip()]


WORDS = re.compile(r"[\w./-]+")


def typed(terminal: Terminal, line: str, wanted: Set[str]) -> Set[str]:
    """What a shell shows below a line once Tab has been pressed, and what is wanted is there."""
    terminal.send("C-u")
    terminal.send("C-l")
    terminal.wait_for(lambda screen: len(screen.split()) <= 1)
    terminal.type(line)
    terminal.send("Tab")
    return set(WORDS.findall(terminal.wait_for(lambda screen: wanted <= set(WORDS.findall(screen)), timeout=20)))


SHELLS = {
    "zsh": ["zsh -f", "autoload -Uz compinit && compinit -D -u; source <(looptop completions zsh); PROMPT=%%"],
    "fish": ["fish --no-config", "looptop completions fish | source; function fish_prompt; echo -n %; end"],
}


@pytest.mark.parametrize("shell", ["bash", *SHELLS])
def test_completions(shell: str, looptop: Looptop, start_plain: Callable[..., Plain], terminal: Terminal) -> None:
    """Commands, options, their values, and the services that run: as somebody gets them who presses Tab."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    for line in SHELLS.get(shell, []):
        terminal.enter(line)

    def offered(line: str, *wanted: str) -> Set[str]:
        words = set(bash(looptop, line)) if shell == "bash" else typed(terminal, line, set(wanted))
        assert set(wanted) <= words
        return words

    start_plain("shop-front")
    twins = [start_plain("twin"), start_plain("twin")]
    offered("looptop ", "attach", "ps", "overview")
    # Whom a name does not tell from others is offered by its pid.
    assert "twin" not in offered("looptop ps ", "shop-front", *map(str, twins))
    offered("looptop attach sh", "shop-front")
    offered("looptop ps --f", "--filter")
    offered("looptop attach x --plain --screen ", "overview", "waits")


def test_a_tab_is_answered_at_once(looptop: Looptop, start_plain: Callable[..., Plain]) -> None:
    start_plain("shop-front")
    done = looptop.run("---completion", "ps", "--", "positional@0", "0", "0", "looptop", "ps", "", timeout=60)
    assert "shop-front" in done.out.split()
