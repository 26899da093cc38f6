#!/usr/bin/env python3
"""The linker of the program that is released: lld, but without what Swift adds that a static program has no use for.

Swift marks every public function to be kept, for code that is loaded later; here none is. And it writes tables for
unwinding the stack, which nobody goes by where there are no exceptions: those of C and C++ stay.
"""

import os
import shutil
import struct
import sys
import tempfile
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Tuple

ALLOC, RETAIN, EXCLUDE = 1 << 1, 1 << 21, 1 << 31
ARCHIVE = b"!<arch>\n"


def members(data: bytes) -> Iterator[int]:
    """Where the object files begin: of an archive, or the one that it is."""
    if not data.startswith(ARCHIVE):
        yield 0
        return
    at = len(ARCHIVE)
    while at < len(data):
        yield at + 60
        size = int(data[at + 48 : at + 58])
        at += 60 + size + size % 2


def lighten(data: bytearray) -> None:
    """Take the marks from the sections of all objects that hold Swift, and leave out their tables.

    What Swift's runtime looks up by itself has sections with names of its own, `swift5_...`: they keep the mark.
    """
    for start in members(data):
        if data[start : start + 5] != b"\x7fELF\x02":
            continue
        headers, size, count, names = fields(data, start)
        sections = {}
        for header in range(headers, headers + size * count, size):
            name = struct.unpack_from("<I", data, header)[0] + names
            sections[header] = bytes(data[name : data.index(b"\0", name)])
        if not any(name.startswith(b"swift5_") or name == b".swift_modhash" for name in sections.values()):
            continue
        for header, name in sections.items():
            (flags,) = struct.unpack_from("<Q", data, header + 8)
            if name in (b".eh_frame", b".rela.eh_frame"):
                flags = flags & ~ALLOC | EXCLUDE
            elif name.startswith(b"."):
                flags &= ~RETAIN
            struct.pack_into("<Q", data, header + 8, flags)


def fields(data: bytes, start: int) -> Tuple[int, int, int, int]:
    """Of an ELF file: where its section headers are, the size of one, their number, and where their names are."""
    (headers,) = struct.unpack_from("<Q", data, start + 40)
    size, count, names = struct.unpack_from("<HHH", data, start + 58)
    headers += start
    # Where there are too many, the first header tells.
    count = count or struct.unpack_from("<Q", data, headers + 32)[0]
    names = names if names != 0xFFFF else struct.unpack_from("<I", data, headers + 40)[0]
    return headers, size, count, struct.unpack_from("<Q", data, headers + names * size + 24)[0] + start


def expanded(arguments: List[str]) -> Iterator[str]:
    """The arguments, those in files too."""
    for argument in arguments:
        if argument.startswith("@"):
            yield from expanded(Path(argument[1:]).read_text().split("\n"))
        elif argument:
            yield argument


def file_of(argument: str, folders: List[str]) -> Optional[Path]:
    """The object or archive that an argument names; None for options."""
    if argument.startswith("-l"):
        names = [Path(folder, f"lib{argument[2:]}.a") for folder in folders]
        return next((name for name in names if name.is_file()), None)
    return Path(argument) if argument.endswith((".o", ".a")) and Path(argument).is_file() else None


def main() -> None:
    """Link."""
    arguments = list(expanded(sys.argv[1:]))
    folders = [argument[2:] for argument in arguments if argument.startswith("-L")]
    linker = shutil.which("ld.lld")
    if linker is None:
        raise SystemExit("looptop: there is no ld.lld beside swift")
    with tempfile.TemporaryDirectory(prefix="looptop-ld-") as place:
        copies: Dict[Path, str] = {}
        for index, argument in enumerate(arguments):
            found = file_of(argument, folders)
            if found is None:
                continue
            if found not in copies:
                content = found.read_bytes()
                data = bytearray(content)
                lighten(data)
                copies[found] = argument
                if data != content:
                    copies[found] = os.path.join(place, f"{len(copies)}-{found.name}")
                    Path(copies[found]).write_bytes(data)
            arguments[index] = copies[found]
        raise SystemExit(os.spawnv(os.P_WAIT, linker, ["ld.lld", *arguments]))


if __name__ == "__main__":
    main()
