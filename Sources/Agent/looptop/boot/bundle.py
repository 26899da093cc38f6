"""Loads the agent's modules one by one, each before those that need it, from one file with the code of all.

The file lies beside the sources that `looptop run` has unpacked, in a folder that is closed to all others, and nowhere
else. It is written by the first process, also where Python is to write no bytecode (PYTHONDONTWRITEBYTECODE, as many
containers have it): that is about the service's folders, and without a file each process would compile it all. What
children need before their first step stands first in it.

`sys.meta_path` stays as it is: other threads may be in the midst of it.
"""

from __future__ import annotations
import __future__

import marshal
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any, Dict, Iterator, List, Set, Tuple

    Entry = Tuple[bool, str, Tuple[str, ...], Any]
    """Of a module: is it a package, its file, other modules that it names, and its code, which may be marshalled."""

FLAGS = __future__.annotations.compiler_flag
"""Annotations are not evaluated: that is a good part of the work."""
NAME = __name__.partition(".")[0]
FIRST = NAME + ".early"
ALL = NAME + ".agent"
LEADING = (
    "__init__",
    "version",
    "boot/__init__",
    "boot/asyncio_import",
    "boot/sitecustomize",
    "boot/lazy",
    "boot/bundle",
)
"""Files that every process runs before there is a bundle."""


class Bundle:
    """The agent's modules below a folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.path = os.path.join(folder, "%s-%d.code" % (sys.implementation.cache_tag, sys.flags.optimize))
        self.head = (sys.version, folder, FLAGS)
        self.entries: Dict[str, Entry] = {}
        self.files: Dict[str, str] = {}
        self.has_new = False
        try:
            status = os.stat(folder)
            self.is_ours = status.st_uid == os.geteuid() and not status.st_mode & 0o077
        except OSError:
            self.is_ours = False

    def first(self) -> None:
        """Loads what the hooks need, at once."""
        self.read(1)
        for _ in self.pieces(FIRST, set()):
            pass
        if self.has_new and self.is_ours:
            self.write()

    def all(self) -> Iterator[None]:
        """Loads all of the agent, a module a step; between two steps nothing is half loaded."""
        self.read(2)
        yield
        yield from self.pieces(ALL, set())
        if self.has_new and self.is_ours:
            self.write()
        self.entries = {}

    def read(self, parts: int) -> None:
        """The first part, or both, of what an earlier process has written."""
        if not self.is_ours:
            return
        try:
            with open(self.path, "rb") as file:
                if marshal.load(file) == self.head:
                    self.entries.update(marshal.load(file))
                    if parts > 1:
                        self.entries.update(marshal.loads(file.read()))
        except (OSError, ValueError, EOFError, TypeError):
            return  # there is none yet, or half of one

    def write(self) -> None:
        """For the next one, in one step."""
        first: Set[str] = set()
        for _ in self.order(FIRST, first):
            pass
        parts: List[Dict[str, Entry]] = [{}, {}]
        for name, (is_package, file, others, code) in self.entries.items():
            kept = code if type(code) is bytes else marshal.dumps(code)
            parts[name not in first][name] = is_package, file, others, kept
        draft = "%s.%d" % (self.path, os.getpid())
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "wb") as kept_file:
                kept_file.write(marshal.dumps(self.head) + marshal.dumps(parts[0]) + marshal.dumps(parts[1]))
            os.rename(draft, self.path)
            self.keep_own()
        except OSError:
            return  # no room: the next one compiles it as well

    def keep_own(self) -> None:
        """The same for what leads here, in files of the usual kind, unless those go to the service's folders."""
        from py_compile import compile as keep

        if sys.pycache_prefix is None:
            for name in LEADING:
                keep(os.path.join(self.folder, NAME, name + ".py"), doraise=True)

    def pieces(self, name: str, seen: Set[str]) -> Iterator[None]:
        """Loads a module after all that it needs."""
        for each in self.order(name, seen):
            if each and each not in sys.modules:
                self.load(each)
            yield

    def order(self, name: str, seen: Set[str]) -> Iterator[str]:
        """A module after all that it needs; an empty name where one was compiled, which takes a while."""
        if name in seen:
            return
        seen.add(name)
        entry = self.entries.get(name)
        if entry is None:
            entry = self.entries[name] = self.find(name)
            yield ""
        for other in entry[2]:
            yield from self.order(other, seen)
        yield name

    def load(self, name: str) -> None:
        """Loads one module, of which what it needs is there; nobody else does meanwhile."""
        bootstrap: Any = sys.modules["_frozen_importlib"]
        is_package, file, _, _ = self.entries[name]
        spec = bootstrap.ModuleSpec(name, self, origin=file, is_package=is_package)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [os.path.dirname(file)]
        with bootstrap._ModuleLockManager(name):
            if name not in sys.modules:
                module = bootstrap._load_unlocked(spec)
                package, _, own = name.rpartition(".")
                setattr(sys.modules[package], own, module)

    def find(self, name: str) -> Entry:
        """A module from its source, or from what Python itself keeps of that."""
        if not self.files:
            self.files = dict(self.walk(NAME))
        file = self.files[name]
        is_package = file.endswith("__init__.py")
        self.has_new = True
        code = self.compile(name, file)
        package = name if is_package else name.rpartition(".")[0]
        above = [package] if package != name else []
        others = [base + "." + each for each in _named(code) for base in dict.fromkeys((package, NAME))]
        return is_package, file, tuple(each for each in above + others if each in self.files and each != name), code

    def walk(self, package: str) -> Iterator[Tuple[str, str]]:
        """The modules of a package with their files."""
        folder = os.path.join(self.folder, *package.split("."))
        for entry in os.scandir(folder):
            if entry.is_dir():
                yield from self.walk(package + "." + entry.name)
            elif entry.name == "__init__.py":
                yield package, entry.path
            elif entry.name.endswith(".py"):
                yield package + "." + entry.name[:-3], entry.path

    def compile(self, name: str, file: str) -> CodeType:
        """The code of a module."""
        if not self.is_ours:
            external: Any = sys.modules["_frozen_importlib_external"]
            return external.SourceFileLoader(name, file).get_code(name)  # type: ignore[no-any-return]
        with open(file, "rb") as opened:
            code: CodeType = compile(opened.read(), file, "exec", FLAGS, dont_inherit=True)
        return code

    def create_module(self, spec: Any) -> None:
        """The usual kind of module."""

    def exec_module(self, module: Any) -> None:
        """Runs one."""
        code = self.entries[module.__spec__.name][3]
        exec(marshal.loads(code) if type(code) is bytes else code, vars(module))


def _named(code: CodeType) -> Tuple[str, ...]:
    """What the code of a module imports: names after `import` and `from`, without the dots before them."""
    from opcode import EXTENDED_ARG, opmap

    # 3.15 has two bits more there: is the module to be imported when it is used?
    bits = {opmap["IMPORT_NAME"]: 2 if sys.version_info >= (3, 15) else 0, opmap["IMPORT_FROM"]: 0}
    words, names, high = code.co_code, [], 0
    for operation, low in zip(words[::2], words[1::2]):
        if operation in bits:
            names.append(code.co_names[(high | low) >> bits[operation]])
        high = (high | low) << 8 if operation == EXTENDED_ARG else 0
    return tuple(names)
