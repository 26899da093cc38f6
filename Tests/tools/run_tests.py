"""Runs every test and check of the repository, one after another, and ends with one line that counts them all.

    run_tests.py [--more-pythons DIR] [PART ...]

A part is `lint-swift`, `lint-python`, `types-python`, `tools`, `swift`, `release`, `agent-3.12` and so on,
`asyncio-3.12` and so on (CPython's own tests) and `torture-3.12` and so on (ten minutes), both only with more Pythons,
`pools`, `pools-oldest` (the oldest libraries on the oldest Python, only with more Pythons), `servers`, `inject`,
`corpus`, `corpus-uvloop`, `corpus-3.8` and so on (only with more Pythons), `programs` (the quick ones, with more
Pythons all of them), `packages` (what `release` has built, as people get it), `screens` (the dashboard in a terminal),
`system`. A runner that crashes, hangs or says nothing counts as a failure: silence is never a pass.
"""

import argparse
import os
import shlex
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Callable, Dict, List, NamedTuple, Optional, Union

sys.path.insert(0, str(Path(__file__).resolve().parent))

from counting import Count, count_check, count_pytest, count_swift  # noqa: E402
from environments import CORPUS, NEWER, ROOT, VENVS, VERSIONS  # noqa: E402
from streaming import stream  # noqa: E402

AGENT = ROOT / "Sources" / "Agent"
RUFF = [str(VENVS / "system" / "bin" / "ruff")]


#: The tests of the whole program that wait for servers, each for its own: they run beside other parts.
SERVERS = ["Tests/system/test_%s.py" % name for name in ("services", "shutdown", "why")]
#: Those that type at a dashboard, key after key, and wait for its screens.
SCREENS = [
    "Tests/system/test_%s.py" % name
    for name in "demo live look manners manual navigation picker plain several terminals watching_screens".split()
]


class Part(NamedTuple):
    """One runner: what to call, for how many seconds at most, and how its answer is counted."""

    name: str
    command: List[str]
    limit: float
    count: Callable[[int, str], Count]


class Answer(NamedTuple):
    """What a part came to, and the seconds that it took."""

    count: Count
    seconds: float


def pytest_part(name: str, python: List[str], what: Union[str, List[str]], results: Path, limit: float) -> Part:
    """A pytest run that reports to a file of its own."""
    report = results / (name + ".xml")
    what = [what] if isinstance(what, str) else what
    command = (
        python + ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=10", "--junitxml=%s" % report] + what
    )
    return Part(name, command, limit, lambda code, _: count_pytest(code, report))


def all_parts(results: Path, newer: Optional[Path]) -> List[Part]:
    """Everything there is to run, cheapest first."""
    system = [str(VENVS / "system" / "bin" / "python")]
    parts = [
        Part("lint-swift", ["swift", "format", "lint", "--strict", "-r", "Sources", "Tests"], 300, count_check),
        Part(
            "lint-python",
            RUFF + ["check", "--config", str(AGENT / "pyproject.toml"), str(AGENT), "Packaging", "Tests"],
            120,
            count_check,
        ),
        Part(
            "types-python",
            system + ["-m", "mypy", "--strict", "--config-file", str(AGENT / "pyproject.toml"), str(AGENT / "looptop")],
            300,
            count_check,
        ),
        pytest_part("tools", system, "Tests/tools", results, 120),
        Part("swift", [*(["env", "LOOPTOP_EVERY_EXTREME=1"] if newer else []), "swift", "test"], 2400, count_swift),
        # The optimizer has crashed on code that compiles for the tests: what users run has to be built here too.
        # It yields to those beside it, which wait for services.
        Part("release", ["nice", "-n", "19", "make", "build"], 1500, count_check),
    ]
    for version in VERSIONS:
        python = VENVS / version / "bin" / "python"
        if python.exists():
            parts.append(pytest_part("agent-" + version, [str(python)], "Tests/agent", results, 1200))
    if newer:
        enter = [str(ROOT / "Tests" / "tools" / "more_pythons.sh"), str(newer), "run"]
        for version in NEWER:
            python = VENVS / version / "bin" / "python"
            parts.append(pytest_part("agent-" + version, enter + [str(python)], "Tests/agent", results, 600))
        theirs = str(ROOT / "Tests" / "tools" / "cpython_asyncio.py")
        for version in VERSIONS:
            python = VENVS / version / "bin" / "python"
            if python.exists():
                parts.append(Part("asyncio-" + version, system + [theirs, str(python)], 5400, count_check))
        torture = [str(ROOT / "Tests" / "torture" / "torture.py"), "--seconds", "600"]
        for version in (*VERSIONS, *NEWER):
            python = VENVS / version / "bin" / "python"
            inside = enter if version in NEWER else []
            if inside or python.exists():
                parts.append(Part("torture-" + version, [*inside, str(python), *torture], 1500, count_check))
    parts.append(pytest_part("pools", [str(VENVS / "pools" / "bin" / "python")], "Tests/pools", results, 600))
    if newer:
        oldest = [str(VENVS / "pools-oldest" / "bin" / "python")]
        parts.append(pytest_part("pools-oldest", oldest, "Tests/pools", results, 900))
    # With the newer Pythons: every version in every state, and fifty times each.
    widely = ["env", "LOOPTOP_MORE_PYTHONS=%s" % newer, "LOOPTOP_INJECT_ALL=1"] if newer else []
    parts.append(pytest_part("servers", system, SERVERS, results, 900))
    parts.append(pytest_part("inject", widely + system, "Tests/inject", results, 3000 if newer else 900))
    # What takes longest comes first.
    parts.append(pytest_part("screens", system, SCREENS, results, 900))
    rest = ["Tests/system"] + ["--ignore=%s" % path for path in SERVERS + SCREENS]
    parts.append(pytest_part("system", system, rest, results, 900))
    frameworks = "LOOPTOP_CORPUS_PYTHON=%s" % (VENVS / "services" / "bin" / "python")
    lasting = ["LOOPTOP_CORPUS_SECONDS=60"] if newer else []
    corpus = ["env", frameworks, *lasting, *system]
    parts.append(pytest_part("corpus", corpus, "Tests/corpus", results, 1500 if newer else 600))
    if newer:
        for name, setting in elsewhere(newer, frameworks).items():
            parts.append(pytest_part(name, ["env", *setting, *system], "Tests/corpus", results, 900))
    every = ["env", "LOOPTOP_PROGRAMS=all"] if newer else []
    parts.append(pytest_part("programs", every + system, "Tests/programs", results, 4000 if newer else 600))
    parts.append(pytest_part("packages", system, "Tests/packages", results, 600))
    return parts


def elsewhere(newer: Path, frameworks: str) -> Dict[str, List[str]]:
    """The corpus on uvloop and on other Pythons: the variables of each part."""
    settings = {"corpus-uvloop": [frameworks, "LOOPTOP_CORPUS_LOOP=uvloop"]}
    for version in CORPUS:
        command = [str(VENVS / ("corpus-" + version) / "bin" / "python")]
        folder = []
        if version in NEWER:
            command = [str(ROOT / "Tests" / "tools" / "more_pythons.sh"), str(newer), "run", *command]
            folder = ["LOOPTOP_CORPUS_FOLDER=%s" % ROOT]  # of this machine's folders that Python sees this one
        settings["corpus-" + version] = ["LOOPTOP_CORPUS_PYTHON=" + shlex.join(command), *folder]
    return settings


def main() -> int:
    """Run the parts that were asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--more-pythons", type=Path, metavar="DIR", help="also test on the Pythons in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix=".build-results-", dir=str(ROOT)) as folder:
        parts = all_parts(Path(folder), options.more_pythons)
        unknown = set(options.parts) - {part.name for part in parts}
        if unknown:
            parser.error(
                "no such part: %s (there are: %s)" % (", ".join(sorted(unknown)), " ".join(part.name for part in parts))
            )
        chosen = [part for part in parts if not options.parts or part.name in options.parts]
        answers: Dict[str, Answer] = {}
        for at_once, some in groupby(chosen, key=at_once_with):
            group = list(some)
            answers.update(run_beside(group, at_once) if at_once > 1 else {part.name: run(part) for part in group})
    return report(answers)


def at_once_with(part: Part) -> int:
    """How many parts of its kind run side by side: many that wait for services, fewer that wait for whole programs."""
    if part.name.startswith(("agent-", "torture-")) or part.name in ("release", "pools", "servers", "inject"):
        return 5
    return 3 if part.name.startswith("corpus") or part.name in ("programs", "packages", "screens", "system") else 1


def run_beside(parts: List[Part], at_once: int) -> Dict[str, Answer]:
    """Run several parts at once."""
    print("\n== %s, %d at a time" % (", ".join(part.name for part in parts), at_once), flush=True)
    with ThreadPoolExecutor(at_once) as pool:
        # The agent's are many and alike: what takes longer alone does not come last.
        parts = sorted(parts, key=lambda part: part.name.startswith("agent-"))
        return dict(zip([part.name for part in parts], pool.map(lambda part: run(part, True), parts)))


def run(part: Part, beside: bool = False) -> Answer:
    """Run one part with its output shown as it comes, or `beside` others with its output shown at its end."""
    if not beside:
        print("\n== %s" % part.name, flush=True)
    # Each service would compile the whole agent: what was compiled is kept, and not among the sources.
    environment = dict(os.environ, PYTHONNOUSERSITE="1", PYTHONPYCACHEPREFIX=str(VENVS / "bytecode"))
    for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    began = time.monotonic()
    done = stream(part.command, part.limit, environment, ROOT, quiet=beside)
    if beside:
        print("\n== %s\n%s" % (part.name, done.output), flush=True)
    if done.timed_out:
        print("%s: ended after %.0f s without an answer" % (part.name, part.limit), flush=True)
    return Answer(part.count(done.code, done.output), time.monotonic() - began)


def report(answers: Dict[str, Answer]) -> int:
    """Print a line a part, and the sum; the exit status says whether all is well."""
    print()
    for name, answer in answers.items():
        print("%-14s %5.0f s  %s" % (name, answer.seconds, answer.count))
    total = sum((answer.count for answer in answers.values()), Count())
    print(total, flush=True)
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())
