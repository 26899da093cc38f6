"""Which `except` a cancellation ended in: read in the source, for the bytecode forgets it."""

from typing import Any, Dict, List, Optional, Tuple

from ..reading.locations import Location, location
from ..reading.stacks import source_line

MOST = 50
"""Files that are remembered."""
_CATCHING = frozenset(("BaseException", "CancelledError"))

_trees: Dict[str, Any] = {}


def _ast() -> Any:
    """The module, imported when it is needed: most services never stop before our eyes."""
    import ast

    return ast


def swallowed_at(frames: List[Tuple[Any, int]], before: Optional[Location]) -> Optional[Location]:
    """The `except`, `finally` or `suppress` that let a cancellation end there, else the line where the task is now.

    `frames`: (code, line) of the service's own, outermost first; `before`: where the task was when it was cancelled.
    """
    for code, line in reversed(frames):
        here = location(code, line)
        lines = [line]
        if before is not None and (before.file, before.function) == (here.file, here.function):
            lines.insert(0, before.line)
        for at in lines:
            found = _catcher(code.co_filename, code.co_firstlineno, code.co_name, at)
            if found is not None:
                return location(code, found)
    if not frames:
        return None
    return location(*frames[-1])


def words(place: Location) -> Optional[str]:
    """The source of such a line; of an `except` with what it does."""
    source = source_line(place)
    following = source_line(place._replace(line=place.line + 1)) if source and source.endswith(":") else None
    return "%s %s" % (source, following) if following else source


def _catcher(file: str, first: int, name: str, line: int) -> Optional[int]:
    """The line of what catches a cancellation at `line` in a function; after a block, of the block before."""
    ast = _ast()
    function = next(
        (
            node
            for node in ast.walk(_tree(file))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            and node.name == name
            and min([node.lineno, *(d.lineno for d in node.decorator_list)]) <= first <= node.lineno
        ),
        None,
    )
    if function is None:
        return None
    around: List[Tuple[int, int]] = []
    past: List[Tuple[int, int]] = []
    for node in ast.walk(function):
        found = _catches(node)
        if found is None:
            continue
        start, end = node.body[0].lineno, _last_line(node.body)
        if start <= line <= end:
            around.append((start, found))
        elif end < line:
            past.append((end, found))
    if around:
        return max(around)[1]
    return max(past)[1] if past else None


def _catches(node: Any) -> Optional[int]:
    """The line of a node that ends a cancellation raised in its body."""
    ast = _ast()
    if isinstance(node, ast.Try):
        for handler in node.handlers:
            if handler.type is None or any(name in _CATCHING for name in _names(handler.type)):
                return int(handler.lineno)
        for inner in node.finalbody:
            for leaf in ast.walk(inner):
                if isinstance(leaf, (ast.Return, ast.Break, ast.Continue)):
                    return int(leaf.lineno)
    if isinstance(node, (ast.With, ast.AsyncWith)):
        for item in node.items:
            call = item.context_expr
            if isinstance(call, ast.Call) and "suppress" in _names(call.func):
                if any(name in _CATCHING for argument in call.args for name in _names(argument)):
                    return int(node.lineno)
    return None


def _names(node: Any) -> List[str]:
    """The last parts of the names in an expression."""
    ast = _ast()
    found = []
    for leaf in ast.walk(node):
        if isinstance(leaf, ast.Name):
            found.append(leaf.id)
        elif isinstance(leaf, ast.Attribute):
            found.append(leaf.attr)
    return found


def _last_line(body: List[Any]) -> int:
    return int(max(getattr(node, "end_lineno", None) or node.lineno for node in body))


def _tree(file: str) -> Any:
    ast = _ast()
    if file not in _trees:
        if len(_trees) >= MOST:
            _trees.clear()
        try:
            with open(file, "rb") as source:
                _trees[file] = ast.parse(source.read(1 << 20))
        except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
            _trees[file] = ast.Module(body=[], type_ignores=[])
    return _trees[file]
