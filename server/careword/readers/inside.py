"""A file that stands inside another in, its notes out: what is attached to a message or packed in an archive."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO

from careword.note import Note, Remark, Unread
from careword.readers.decode import UnreadableError
from careword.readers.formats import FORMATS, Names, opener
from careword.readers.limits import DEPTH, whole


def member(path: str, name: str, data: bytes | IO[bytes], names: Names, depth: int) -> Iterator[Note | Unread | Remark]:
    """Read a file inside another; `depth` counts the files round it."""
    full = named(path, name)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in FORMATS:
        yield Remark(full, f"not read: {printable(suffix) or 'a file'} is none of the kinds that are")
        return
    if depth > DEPTH:
        yield too_deep(full)
        return
    form = FORMATS[suffix]
    try:
        stream = io.BytesIO(data) if isinstance(data, bytes) else data
        if not form.streams and not isinstance(data, bytes):
            stream = io.BytesIO(whole(data))
        yield from passed_over(opener(form)(full, stream, names, *((depth,) if form.nests else ())))
    except UnreadableError as fault:
        yield Unread(full, str(fault))


def named(path: str, name: str) -> str:
    """Name a file inside another so that the name can be shown."""
    return f"{path}/{printable(name)}"


def printable(name: str) -> str:
    """Put a mark where a name has what cannot be shown."""
    return "".join(char if char.isprintable() else "�" for char in name)


def too_deep(path: str) -> Unread:
    """Refuse a file that stands inside too many others."""
    return Unread(path, f"not read: more than {DEPTH} files inside each other")


def passed_over(items: Iterable[Note | Unread | Remark]) -> Iterator[Note | Unread | Remark]:
    """Say once of a file that nobody named, and that holds no notes, that it was passed over."""
    told: set[str] = set()
    for item in items:
        if not isinstance(item, Unread) or not item.foreign:
            yield item
        elif item.path not in told:
            told.add(item.path)
            yield Remark(item.path, "passed over: as far as can be told it holds no notes")
