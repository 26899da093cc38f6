"""Hears when asyncio has been imported, without importing it."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # `typing` takes as long to import as all else that children without asyncio get
if TYPE_CHECKING:
    from typing import Any, Callable, Optional


def follow_asyncio(imported: Callable[[Any], None]) -> None:
    """Calls `imported` with asyncio as soon as all of it is there; once. It must not raise."""
    if not any(type(finder) is _Watcher for finder in sys.meta_path):
        sys.meta_path.insert(0, _Watcher(imported))


def forget_asyncio() -> None:
    """Takes `follow_asyncio` back."""
    for finder in [finder for finder in sys.meta_path if type(finder) is _Watcher]:
        sys.meta_path.remove(finder)


class _Watcher:
    """Finds nothing itself, but hears when asyncio is imported, and wants to know when that is done."""

    def __init__(self, imported: Callable[[Any], None]) -> None:
        self.imported = imported

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[Any]:
        """Called for every import until asyncio's."""
        if name != "asyncio":
            return None
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        for finder in list(sys.meta_path):
            find = getattr(finder, "find_spec", None)
            spec = None if find is None else find(name, path, target)
            if spec is not None:
                self.follow(spec.loader)
                return spec
        return None

    def follow(self, loader: Any) -> None:
        """Runs `imported` after the loader has run the module."""
        execute = getattr(loader, "exec_module", None)
        if execute is None or type(loader) is type:
            return

        def exec_module(module: Any) -> None:
            del loader.exec_module
            execute(module)
            self.imported(module)

        loader.exec_module = exec_module
