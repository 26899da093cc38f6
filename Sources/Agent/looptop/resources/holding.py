"""What a suspended coroutine is inside of: the objects whose `async with` or `with` it has entered.

A suspended frame keeps, on its value stack, the exit method of each block that it is in: `gc.get_referents` shows them,
from another thread, without instrumentation, after the fact.
"""

import opcode
import sys
from types import (
    BuiltinMethodType,
    CellType,
    CodeType,
    FunctionType,
    MethodDescriptorType,
    MethodType,
    ModuleType,
    WrapperDescriptorType,
)
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

from ..reading.await_chain import await_links
from ..reading.coroutine_frames import frame_of, is_link, referents
from ..reading.locations import line_of
from ..safe import class_attribute, class_name, field, kind_name

DEEPEST = 200
_FUNCTIONS = frozenset(id(kind) for kind in (FunctionType, MethodDescriptorType, WrapperDescriptorType))
_GENERATOR_MANAGERS = frozenset(("_AsyncGeneratorContextManager", "_GeneratorContextManager"))

BODY, ENTERING, LEAVING = range(3)


class Inside(NamedTuple):
    """One suspended frame: what it has entered, outermost first, each with the line of its block."""

    code: CodeType
    line: int
    managers: List[Tuple[Any, int]]
    phase: int
    referents: List[Any]


def frames(coroutine: Any) -> Iterator[Inside]:
    """The frames that a coroutine is suspended in, outermost first, generators of context managers included."""
    for _, link in await_links(coroutine)[:DEEPEST]:
        inside = look(link)
        if inside is not None:
            yield inside
            yield from _generators(inside, 0)


def _generators(inside: Inside, depth: int) -> Iterator[Inside]:
    """What `@asynccontextmanager` functions hold that a frame has entered."""
    for manager, _ in inside.managers:
        if kind_name(manager) in _GENERATOR_MANAGERS and depth < 8:
            generator = field(manager, "gen")
            if is_link(generator):
                found = look(generator)
                if found is not None:
                    yield found
                    yield from _generators(found, depth + 1)


def look(link: Any) -> Optional[Inside]:
    """One coroutine, generator or asynchronous generator; None once it has ended."""
    frame = frame_of(link)
    if frame is None:
        return None
    code, offset = frame.f_code, frame.f_lasti
    things = referents(link)
    managers = _entered(things)
    phase, lines = _place(code, offset)
    if phase == ENTERING and managers:
        managers.pop()
    if len(managers) != len(lines):
        # a block of a shape that is not known: where the frame stands is near
        lines = [line_of(code, offset)] * len(managers)
    return Inside(code, frame.f_lineno or 0, list(zip(managers, lines)), phase, _opened(things))


def _opened(things: List[Any]) -> List[Any]:
    """With what is in the cells of variables that functions share."""
    if all(type(item) is not CellType for item in things):
        return things
    opened = []
    for item in things:
        try:
            opened.append(item.cell_contents if type(item) is CellType else item)
        except ValueError:
            pass  # nothing was put into it yet
    return opened


def _entered(things: List[Any]) -> List[Any]:
    """The objects whose exit methods are on the value stack."""
    found = []
    for position, item in enumerate(things):
        kind = type(item)
        if kind is MethodType:
            owner = item.__self__
            if _is_exit(item.__func__, type(owner)):
                found.append(owner)
        elif kind is BuiltinMethodType:
            owner = item.__self__
            if item.__name__ in ("__exit__", "__aexit__") and type(owner) is not ModuleType:
                found.append(owner)
        elif id(kind) in _FUNCTIONS or class_name(kind) == "cython_function_or_method":
            # from 3.14 on the function and the object are side by side
            if position + 1 < len(things) and _is_exit(item, type(things[position + 1])):
                found.append(things[position + 1])
    return found


def _is_exit(function: Any, kind: type) -> bool:
    return function is class_attribute(kind, "__aexit__") or function is class_attribute(kind, "__exit__")


_places: Dict[Tuple[int, int], Tuple[CodeType, int, List[int]]] = {}


def _place(code: CodeType, offset: int) -> Tuple[int, List[int]]:
    """Whether a suspension point is inside an enter or an exit call, and the lines of the blocks around it."""
    known = _places.get((id(code), offset))
    if known is None or known[0] is not code:
        if len(_places) > 20_000:
            _places.clear()
        known = _places[id(code), offset] = (code, _phase(code, offset), _lines(code, offset))
    return known[1], known[2]


_GET_AWAITABLE = opcode.opmap["GET_AWAITABLE"]
_BEFORE_ASYNC_WITH = opcode.opmap.get("BEFORE_ASYNC_WITH", -1)
_WITH_EXCEPT_START = opcode.opmap.get("WITH_EXCEPT_START", -1)
_SETUPS = frozenset(opcode.opmap.get(name, -1) for name in ("SETUP_WITH", "SETUP_ASYNC_WITH"))


def _phase(code: CodeType, offset: int) -> int:
    raw = code.co_code
    if sys.version_info < (3, 11):
        return ENTERING if offset >= 4 and raw[offset - 4] == _BEFORE_ASYNC_WITH else BODY
    for position in range(offset, max(-2, offset - 18), -2):
        if raw[position] == _GET_AWAITABLE:
            return (BODY, ENTERING, LEAVING)[min(raw[position + 1], 2)]
    return BODY


def _lines(code: CodeType, offset: int) -> List[int]:
    """Lines of the `with` statements whose bodies contain an instruction, outermost first."""
    raw = code.co_code
    if sys.version_info >= (3, 11):
        bodies = _bodies(raw, list(_handlers(code.co_exceptiontable)), offset)
        return [line_of(code, start - 2) for start in reversed(bodies)]
    found = []
    extended = 0
    for position in range(0, min(offset, len(raw)), 2):
        operation, argument = raw[position], raw[position + 1] | extended
        extended = argument << 8 if operation == opcode.EXTENDED_ARG else 0
        if operation in _SETUPS:
            width = argument * (2 if sys.version_info >= (3, 10) else 1)
            if offset < position + 2 + width:
                found.append(line_of(code, position))
    return found


def _bodies(raw: bytes, handlers: List[Tuple[int, int, int]], offset: int) -> List[int]:
    """Where the bodies of the `with` statements around an instruction begin, innermost first.

    The table names the innermost handler of each instruction only; the next one outwards is that of the handler itself.
    """
    found: List[int] = []
    at: Optional[int] = offset
    for _ in range(100):
        at = next((target for start, end, target in handlers if start <= at < end), None) if at is not None else None
        if at is None:
            break
        if _WITH_EXCEPT_START in (raw[at], raw[at + 2]):
            found.append(min(start for start, _, target in handlers if target == at))
    return found


def _handlers(table: bytes) -> Iterator[Tuple[int, int, int]]:
    """(start, end, target) of an exception table, in bytes."""
    numbers = _numbers(table)
    for start in numbers:
        length, target, _ = next(numbers), next(numbers), next(numbers)
        yield start * 2, (start + length) * 2, target * 2


def _numbers(table: bytes) -> Iterator[int]:
    value = 0
    for byte in table:
        value = value << 6 | byte & 63
        if not byte & 64:
            yield value
            value = 0
