"""Rows of a table in, one note a row out. The row with the names of the columns may stand below a title."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from careword.note import Note, Remark, Unread
from careword.place import Place
from careword.readers.decode import UnreadableError
from careword.readers.fields import NAMED, Columns, FieldError, record
from careword.readers.formats import Names
from careword.readers.limits import COLUMNS

_TITLE = 20  # rows in which the names of the columns stand
Row = tuple[int, Sequence[Any]]


class NoNotesError(Exception):
    """A table in which no column is known to hold notes."""


def rows(
    path: str, table: Iterable[Row], names: Names, place: Callable[[int, int, str], Place], sizes: Callable[[], int]
) -> Iterator[Note | Unread | Remark]:
    """Give the notes of a table; `place` tells where the cell of a row and a column stands, both from 1."""
    columns: Columns | None = None
    looked = 0
    for number, cells in table:
        if not any(cell is not None and cell != "" for cell in cells):
            continue
        if columns is None:
            looked += 1
            columns = header(cells, names)
            if columns is None and looked >= _TITLE:
                break
            continue
        try:
            yield from record(path, columns, cells, number, _at(place, number, columns), table=True, size=sizes())
        except (FieldError, UnreadableError) as fault:
            yield Unread(path, str(fault), number)
    if columns is None and looked:
        raise NoNotesError


def header(cells: Sequence[Any], names: Names) -> Columns | None:
    """Read a row as the names of the columns, or give none if it does not name the text."""
    if len(cells) > COLUMNS:
        raise UnreadableError(f"{len(cells):,} columns; at most {COLUMNS:,} are read")
    keys = [cell.strip().removeprefix("\ufeff") if isinstance(cell, str) else "" for cell in cells]
    columns = Columns.of(keys, names)
    return columns if columns.text and not columns.asked else None


def no_notes(names: Names) -> str:
    """Say what was looked for."""
    asked = names.get("text")
    if asked is not None:
        wanted = asked if isinstance(asked, str) else ", ".join(asked)
        return f"no column called {wanted}, which [records] in careword.toml names as the text"
    return f"no column of notes: expected one called {NAMED}, or its name under [records] in careword.toml"


def _at(place: Callable[[int, int, str], Place], row: int, columns: Columns) -> Callable[[int], Place]:
    return lambda column: place(row, column + 1, columns.keys[column])
