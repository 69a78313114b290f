"""A large export in, where each of its records begins and ends out, so that one is read without all the others.

Only places and the names of records are remembered, no words.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from careword.note import Note
from careword.readers.decode import UnreadableError, signature
from careword.readers.formats import FORMATS, Names, opener
from careword.text import Document

_KINDS = (".jsonl", ".csv", ".tsv")
_KEPT = 8  # exports
_SMALL = 256 * 1024  # bytes: such a file is read through at once
_HEAD = 8192


@dataclass(frozen=True, slots=True)
class _Index:
    stamp: tuple[int, int]
    head: int
    spans: dict[str | None, tuple[int, int]]


class Places:
    """Knows the places of the exports that were opened last."""

    def __init__(self) -> None:
        self._known: OrderedDict[Path, _Index | None] = OrderedDict()
        self._one = Lock()

    def text(self, file: Path, record: str | None, names: Names) -> Document | None:
        """Read one record by its place; none where it has to be looked for from the start."""
        suffix = file.suffix.lower()
        try:
            stat = file.stat()
            if suffix not in _KINDS or stat.st_size < _SMALL:
                return None
            with self._one:
                index = self._index(file, (stat.st_mtime_ns, stat.st_size), names)
            if index is None or record not in index.spans:
                return None
            start, end = index.spans[record]
            with file.open("rb") as stream:
                head = stream.read(index.head)
                stream.seek(start)
                found = _notes(file, head + stream.read(end - start), names)
        except (OSError, UnreadableError):
            return None
        return found[0].document if len(found) == 1 else None

    def _index(self, file: Path, stamp: tuple[int, int], names: Names) -> _Index | None:
        known = self._known.get(file)
        if known is None or known.stamp != stamp:
            known = self._known[file] = _build(file, stamp, names)
        self._known.move_to_end(file)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return known


def _build(file: Path, stamp: tuple[int, int], names: Names) -> _Index | None:
    """Read the export once. Where records and lines do not go together, there is no index."""
    table = file.suffix.lower() != ".jsonl"
    with file.open("rb") as stream:
        wide = signature(stream.read(_HEAD))[2]
        if wide:
            return None
        stream.seek(0)
        pieces = list(_rows(stream) if table else _lines(stream))
        head = pieces.pop(0)[1] if table and pieces else 0
        stream.seek(0)
        read = opener(FORMATS[file.suffix.lower()])(str(file), stream, names)
        records = [item.record for item in read if isinstance(item, Note)]
    if len(records) != len(pieces) or len(set(records)) != len(records):
        return None
    return _Index(stamp, head, dict(zip(records, pieces, strict=True)))


def _lines(stream: io.BufferedReader) -> Iterator[tuple[int, int]]:
    start = 0
    for line in stream:
        if line.strip():
            yield start, start + len(line)
        start += len(line)


def _rows(stream: io.BufferedReader) -> Iterator[tuple[int, int]]:
    """Give the rows of a table: a line end inside quotation marks ends none."""
    start = end = 0
    closed = True
    for line in stream:
        end += len(line)
        closed ^= bool(line.count(b'"') % 2)
        if closed:
            if line.strip():
                yield start, end
            start = end


def _notes(file: Path, data: bytes, names: Names) -> list[Note]:
    read = opener(FORMATS[file.suffix.lower()])(str(file), io.BytesIO(data), names)
    return [item for item in read if isinstance(item, Note)]
