"""Which code is the service's own: told by where a file lies, and by what the process was started to run.

A program that is itself installed beside its libraries (in most container images, jupyter) has no code elsewhere.
Then its own packages count: those of its main module, or of the command that started it; what `LOOPTOP_OWN` names too.
"""

import os
import re
import sysconfig
from typing import Dict, FrozenSet, List, Optional, Tuple

OWN, APPLICATION, LIBRARY, NOBODYS = 3, 2, 1, 0
"""Whose a file is: the service's own; the application's, where that is installed; a library's; of Python itself, of the
machinery below the service, or made up at run time."""

MOST = 50_000
"""Files remembered; a service that makes up code without end starts the table anew."""
LONGEST_SCRIPT = 8192
"""Bytes of a script that does nothing but start an installed program."""

RUNNERS = frozenset((
    "uvicorn", "gunicorn", "hypercorn", "granian", "daphne", "sanic", "celery", "arq", "taskiq", "dramatiq", "rq",
    "faststream", "aiohttp", "twisted", "tornado", "pytest", "coverage", "ddtrace", "opentelemetry", "newrelic",
    "debugpy", "watchfiles", "watchgod", "fastapi", "fastapi_cli", "django", "flask", "quart", "looptop", "runpy",
    "asyncio", "multiprocessing", "IPython", "ipykernel_launcher", "sentry_sdk", "memray", "pdb", "cProfile", "trace",
))  # fmt: skip
"""Programs that run what somebody else has written."""

_INSTALLED = ("/site-packages/", "/dist-packages/")
_MACHINERY = frozenset(("anyio", "uvloop", "sniffio", "_distutils_hack"))
"""Installed packages that are to a service what asyncio is."""
_TYPED = ("<stdin>", "<console>", "<ipython-input", "<python-input", "<cell", "<input>", "<doctest")
"""Names of code that somebody has typed."""
_TARGET = re.compile(r"([A-Za-z_]\w*)(?:\.\w+)*:[A-Za-z_][\w.]*(?:\(.*\))?\Z")
_IMPORT = re.compile(r"^(?:from|import) +([A-Za-z_]\w*)", re.MULTILINE)
_STARTS = re.compile(r"\bsys\.exit\(|\bmain\(|\brun\(|\bapp\(")


_PACKAGE = os.path.dirname(os.path.dirname(__file__))


def _library_folders() -> Tuple[str, ...]:
    paths = sysconfig.get_paths()
    folders = {paths["stdlib"], paths["platstdlib"], os.path.dirname(os.__file__), _PACKAGE}
    folders |= {os.path.realpath(folder) for folder in folders}
    return tuple(folder + os.sep for folder in sorted(folders))


_LIBRARY = _library_folders()


class Ownership:
    """Answers for one process; what the process runs is looked for once."""

    def __init__(self) -> None:
        self.ranks: Dict[str, int] = {}
        self.packages: Optional[FrozenSet[str]] = None
        self.folders: Tuple[str, ...] = ()
        self.is_one_liner = False

    def rank(self, file: str) -> int:
        """Whose a file is."""
        known = self.ranks.get(file)
        if known is None:
            if len(self.ranks) > MOST:
                self.ranks.clear()
            known = self.ranks[file] = self.judge(file)
        return known

    def judge(self, file: str) -> int:
        """The same, worked out."""
        if self.packages is None:
            self.learn(_command_line())
        if file.startswith("<"):
            typed = file.startswith(_TYPED) or (self.is_one_liner and file == "<string>")
            return OWN if typed else NOBODYS
        if self.folders and file.startswith(self.folders):
            return OWN
        package = installed_package(file)
        if package is not None:
            if self.packages and package in self.packages:
                return APPLICATION
            return NOBODYS if package in _MACHINERY else LIBRARY
        return NOBODYS if file.startswith(_LIBRARY) else OWN

    def learn(self, arguments: List[str]) -> None:
        """What the process runs, by its command line; what its environment says in addition."""
        words = [word.strip() for word in os.environ.get("LOOPTOP_OWN", "").split(",")]
        self.folders = tuple(os.path.join(word, "") for word in words if word.startswith("/"))
        named = {word for word in words if word and not word.startswith("/")}
        found, self.is_one_liner = packages_of(arguments)
        self.packages = frozenset(named | (found - RUNNERS))


def installed_package(file: str) -> Optional[str]:
    """The package of a file that lies among the installed ones; None of any other."""
    for folder in _INSTALLED:
        at = file.rfind(folder)
        if at >= 0:
            name = file[at + len(folder) :].partition("/")[0]
            return name[:-3] if name.endswith(".py") else name
    return None


def packages_of(arguments: List[str]) -> Tuple[FrozenSet[str], bool]:
    """The packages that a command line runs, and whether its code is written on the command line itself."""
    main: Optional[str] = None
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "-c":
            return frozenset(), True
        if argument == "-m":
            main = next(rest, "")
            break
        if argument in ("-W", "-X", "--check-hash-based-pycs"):
            next(rest, None)
        elif not argument.startswith("-"):
            main = started_by(argument)
            break
    found = {main.partition(".")[0]} if main else set()
    if not found or found & RUNNERS:
        for argument in rest:
            target = _TARGET.match(argument)
            if target:
                found.add(target.group(1))
            elif re.match(r"[A-Za-z_]\w*(?:\.\w+)+\Z", argument):
                found.add(argument.partition(".")[0])
    return frozenset(found), False


def started_by(script: str) -> Optional[str]:
    """The package that a script starts; None for one that is a program itself."""
    package = installed_package(script)
    if package is not None:
        return package
    if script.endswith(".py"):
        return None
    try:
        with open(script, "rb") as file:
            text = file.read(LONGEST_SCRIPT + 1)
    except (OSError, ValueError):
        return None
    if len(text) > LONGEST_SCRIPT or not text.startswith(b"#!"):
        return None
    words = text.decode("utf-8", "replace")
    names = [name for name in _IMPORT.findall(words) if name not in ("re", "sys", "os", "importlib", "__future__")]
    return names[0] if names and _STARTS.search(words) else None


def _command_line() -> List[str]:
    """Of the application: that of a worker which its server has spawned says nothing."""
    from .command_line import leading_command_line

    return leading_command_line()


ownership = Ownership()
