"""Loads the agent from memory in a thread of its own, and takes it out again when its last client has left.

Run by `attach.py` with `HERE`, the loop that runs where it was let in, and `FOLDER`, where `agent.json` lies: the
agent's sources, the socket's directory, and whether it is to stay. The answer goes there too: `socket`, or `error`.
Nothing of the folder is needed afterwards.
"""

import __future__

import importlib
import json
import os
import shutil
import sys
import time
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType
from typing import Any, Dict, List, Optional

FOLDER: str = globals()["FOLDER"]
FLAGS = __future__.annotations.compiler_flag
"""Annotations are not evaluated: the caches of `typing` would keep what they name, and with it all of the agent."""


class Sources:
    """Imports the package from its sources in memory, while it is on `sys.meta_path`."""

    def __init__(self, sources: Dict[str, str]) -> None:
        self.sources = sources
        self.loaded: List[str] = []

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[ModuleSpec]:
        """Finds `looptop` and what is in it."""
        base = name.replace(".", "/")
        for file, is_package in ((base + "/__init__.py", True), (base + ".py", False)):
            if file in self.sources:
                spec = ModuleSpec(name, self, origin=FOLDER + "/" + file, is_package=is_package)  # type: ignore[arg-type]
                spec.has_location = True
                return spec
        return None

    def create_module(self, spec: ModuleSpec) -> None:
        """The usual kind of module."""

    def exec_module(self, module: ModuleType) -> None:
        """Runs one."""
        spec: Any = module.__spec__
        self.loaded.append(spec.name)
        source = self.sources[spec.origin[len(FOLDER) + 1 :]]
        code: CodeType = compile(source, spec.origin, "exec", FLAGS, dont_inherit=True)
        exec(code, module.__dict__)

    def load(self) -> None:
        """Imports everything: once the folder is gone nothing can be imported any more."""
        sys.meta_path.insert(0, self)
        try:
            for file in sorted(self.sources):
                if not file.startswith("looptop/boot/"):
                    name = file[:-3].replace("/", ".")
                    importlib.import_module(name[: -len(".__init__")] if name.endswith(".__init__") else name)
        finally:
            sys.meta_path.remove(self)
            self.sources = {}

    def unload(self) -> None:
        """Leaves no module behind."""
        for name in self.loaded:
            sys.modules.pop(name, None)


def answer(name: str, text: str) -> None:
    """Tells whoever waits; in one step."""
    descriptor = os.open(FOLDER + "/answer", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(FOLDER + "/answer", FOLDER + "/" + name)


def wait_for_leave() -> None:
    """An agent of an earlier visit that is on its way out is gone in a moment."""
    for _ in range(200):
        module = sys.modules.get("looptop.agent")
        loader = getattr(getattr(module, "__spec__", None), "loader", None)
        if type(loader).__name__ != Sources.__name__ or vars(module)["agent"].thread is not None:
            return
        time.sleep(0.01)


def visit() -> None:
    """Starts the agent."""
    here = globals().pop("HERE", None)  # not kept: what the agent leaves behind would keep the loop alive
    with open(FOLDER + "/agent.json", encoding="utf-8") as file:
        order: Dict[str, Any] = json.load(file)
    sources = Sources(order["sources"])

    def left() -> None:
        sources.unload()
        shutil.rmtree(FOLDER, ignore_errors=True)  # where nobody fetched the answer

    try:
        wait_for_leave()
        # a service that has the package installed and imported keeps it
        if "looptop" not in sys.modules:
            sources.load()
        agent = importlib.import_module("looptop.agent").agent
        # one of another version may know nothing of the loop
        known = [here] if sources.loaded else []
        place = agent.visit(order["directory"], None if order["keep"] else left, *known)
    except Exception as error:
        sources.unload()
        answer("error", str(error) or type(error).__name__)
        return
    answer("socket", place)


visit()
