"""A CSV or TSV export in, one note a row out, read as it comes so that it may be larger than memory."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import IO, Any

from careword.note import Note, Remark, Unread
from careword.place import Place
from careword.readers.decode import signature
from careword.readers.formats import Names
from careword.readers.limits import CELL, COLUMNS
from careword.readers.table import NoNotesError, Row, no_notes, rows

_SAMPLE = 8192
_STRAY = re.compile(r"[\udc80-\udcff]")
# bytes that are not UTF-8 come through as lone surrogates, and are read as Windows-1252
_WINDOWS = {
    0xDC00 + byte: bytes([byte]).decode("cp1252") for byte in range(128, 256) if byte not in b"\x81\x8d\x8f\x90\x9d"
}


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note | Unread | Remark]:
    """Read an export."""
    head = stream.read(_SAMPLE) if stream.seekable() else getattr(stream, "peek", stream.read)(_SAMPLE)
    if stream.seekable():
        stream.seek(0)
    mark, encoding, read_as = signature(head)
    if read_as:
        yield Remark(path, f"read as {read_as}")
    counted = _Counted(stream)
    text = io.TextIOWrapper(io.BufferedReader(counted, _SAMPLE * 8), encoding, errors="surrogateescape", newline="")
    sample = head[mark:].decode(encoding, "replace")
    if mark:
        text.read(1)
    table = _Table(text, "\t" if path.lower().endswith(".tsv") else _delimiter(sample))
    try:
        yield from rows(path, table, names, _place, counted.since)
    except NoNotesError:
        yield Unread(path, no_notes(names))
    except UnicodeError:
        yield Unread(path, f"not readable as {read_as or 'UTF-8'} after row {table.row}")
    except csv.Error:
        # an opened quotation mark that nothing closes runs to the end of the file
        yield Unread(
            path, f"row {table.row + 1}: not CSV: a cell longer than {CELL:,} characters, or a quotation mark too many"
        )
    if table.windows:
        yield Remark(path, "read as Windows-1252 where it is not UTF-8")


class _Table:
    """The rows of the file, each with its number as a spreadsheet would show it."""

    def __init__(self, text: io.TextIOWrapper, delimiter: str) -> None:
        csv.field_size_limit(CELL)
        self._reader = csv.reader(text, delimiter=delimiter)
        self.row = 0
        self.windows = False

    def __iter__(self) -> Iterator[Row]:
        for cells in self._reader:
            self.row += 1
            if self.row == 1 and len(cells) in (1, 2) and cells[0].startswith("sep="):
                continue
            yield self.row, [self._windows(cell) for cell in cells] if len(cells) <= COLUMNS else cells

    def _windows(self, cell: str) -> str:
        if cell.isascii() or not _STRAY.search(cell):
            return cell
        self.windows = True
        return cell.translate(_WINDOWS)


class _Counted(io.RawIOBase):
    """Passes bytes on, and says how many there were since it was last asked."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._count = stream, 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._count += len(data)
        return len(data)

    def since(self) -> int:
        """Give the bytes read since the last time."""
        count, self._count = self._count, 0
        return count


def _delimiter(sample: str) -> str:
    """Find what parts the cells of the first line: Excel writes semicolons where a comma is the decimal point."""
    said = re.match(r"sep=(.)\r?\n", sample)
    if said:
        return said[1]
    line = re.sub(r'"(?:[^"]|"")*"', "", sample.lstrip("\r\n").split("\n", 1)[0])
    return max(",;\t|", key=lambda mark: (line.count(mark), -",;\t|".index(mark)))


def _place(row: int, column: int, field: str) -> Place:
    return Place(f"row {row}, field {field or column}", "field", column - 1, row=row, field=field or str(column))
