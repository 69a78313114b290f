"""Paths as a person typed them in, the files to read out: folders are walked, hidden names passed over."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from careword.note import Unread
from careword.readers.formats import FORMATS

SUFFIXES = tuple(FORMATS)
READABLE = ", ".join(SUFFIXES)


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: a file, or standard input where `file` is none. `walked`: found in a folder, not named."""

    path: str
    file: Path | None
    suffix: str
    size: int = 0
    walked: bool = False

    @property
    def folder(self) -> Path:
        """The folder whose configuration is in force for it."""
        return Path(self.path).parent if self.file is not None or self.path != "-" else Path()


def find(paths: Iterable[str], *, stdin_name: str | None = None) -> Iterator[Source | Unread]:
    """Find what to read, each file once, in the order given and by name within a folder."""
    seen: set[Path] = set()
    stdin = False
    for path in paths:
        if path == "-":
            if not stdin:
                stdin = True
                yield _stdin(stdin_name or "-")
            continue
        for source in _below(Path(path)) if Path(path).is_dir() else [_file(Path(path))]:
            if isinstance(source, Unread) or source.file is None:
                yield source
            elif (real := source.file.resolve()) not in seen:
                seen.add(real)
                yield source


def _stdin(name: str) -> Source | Unread:
    suffix = Path(name).suffix.lower() if name != "-" else ".txt"
    if suffix not in SUFFIXES:
        return Unread(name, f"cannot be read: expected a name that ends in one of {READABLE}")
    return Source(name, None, suffix)


def _file(path: Path) -> Source | Unread:
    suffix = path.suffix.lower()
    try:
        size = path.stat().st_size
    except OSError as fault:
        return Unread(str(path), f"cannot be read: {plain(fault)}")
    except ValueError:
        return Unread(str(path), "cannot be read: not a file name")
    if suffix not in SUFFIXES:
        return Unread(str(path), f"cannot be read: expected a file that ends in one of {READABLE}")
    return Source(str(path), path, suffix, size)


OWN = "careword-baseline.json"  # lies beside notes and is none


def _below(folder: Path) -> Iterator[Source | Unread]:
    faults: list[OSError] = []
    found = False
    for here, folders, names in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if not name.startswith(".") and name != OWN and path.suffix.lower() in SUFFIXES:
                found = True
                source = _file(path)
                yield replace(source, walked=True) if isinstance(source, Source) else source
    for fault in faults:
        yield Unread(str(fault.filename or folder), f"cannot be read: {plain(fault)}")
    if not found and not faults:
        yield Unread(str(folder), f"no notes in this folder: expected files that end in one of {READABLE}")


def standard_input() -> io.BufferedReader:
    """Give standard input as bytes, or raise OSError where a program was started without one."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "there is no standard input")
    return cast("io.BufferedReader", sys.stdin.buffer)


def plain(fault: OSError) -> str:
    """Say what the system refused, in its own words and without the path."""
    return (fault.strerror or type(fault).__name__).lower()
