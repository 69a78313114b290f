"""An OpenDocument spreadsheet in, one note a row out, sheet by sheet and row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any
from xml.etree import ElementTree as ET

from careword.note import Note, Remark, Unread
from careword.readers.decode import UnreadableError
from careword.readers.formats import Names
from careword.readers.limits import COLUMNS, ROWS
from careword.readers.odf import BAD, OFFICE, TABLE, TEXT, locked, repeated, words
from careword.readers.package import opened
from careword.readers.table import NoNotesError, Row, no_notes, rows
from careword.readers.xlsx import placed

_CELL = (TABLE + "table-cell", TABLE + "covered-table-cell")


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note | Unread | Remark]:
    """Read a spreadsheet."""
    found = False
    without: list[Unread | Remark] = []
    size = stream.seek(0, 2)
    stream.seek(0)
    with opened(stream, streamed=("content.xml",)) as archive:
        if locked(archive):
            raise UnreadableError("locked with a password")
        try:
            with archive.open("content.xml") as xml:
                for name, table in _tables(xml):
                    try:
                        # rows are not counted in advance: the bar moves on by what a row of text takes when packed
                        for item in rows(path, table, names, placed(name), lambda: min(size, 200)):
                            found = True
                            yield item
                    except NoNotesError:
                        without.append(Remark(path, f"sheet {name}: {no_notes(names)}"))
                    except UnreadableError as fault:
                        without.append(Unread(path, f"sheet {name}: {fault}"))
        except BAD as fault:
            if isinstance(fault, UnreadableError):
                raise
            without.append(Unread(path, "damaged, or not an OpenDocument spreadsheet"))
    if not found and not any(isinstance(item, Unread) for item in without):
        yield Unread(path, no_notes(names) if without else "a spreadsheet without any text")
    else:
        yield from without


def _tables(xml: IO[bytes]) -> Iterator[tuple[str, Iterator[Row]]]:
    events = ET.iterparse(xml, ("start", "end"))  # noqa: S314 - `opened` has refused entities
    for event, element in events:
        if event == "start" and element.tag == TABLE + "table":
            table = _rows(events, element)
            yield element.get(TABLE + "name") or "", table
            for _ in table:  # what nobody asked for is passed over
                pass


def _rows(events: Any, table: ET.Element) -> Iterator[Row]:
    number = depth = 0
    for event, element in events:
        if element.tag == TABLE + "table":  # a table may stand in a cell of another
            depth += 1 if event == "start" else -1
            if depth < 0:
                return
        elif event == "end" and element.tag == TABLE + "table-row" and not depth:
            number += 1
            yield number, _cells(element)
            number += repeated(element, "number-rows-repeated", ROWS) - 1
            table.clear()


def _cells(row: ET.Element) -> list[Any]:
    out: list[Any] = []
    empty = 0
    for cell in row:
        if cell.tag not in _CELL:
            continue
        value = _value(cell)
        times = repeated(cell, "number-columns-repeated", COLUMNS + 1)
        if value is None:
            empty += times  # the rest of the row is one cell that stands for thousands
            continue
        if len(out) + empty + times > COLUMNS:
            raise UnreadableError(f"more than {COLUMNS:,} columns")
        out += [None] * empty + [value] * times
        empty = 0
    return out


def _value(cell: ET.Element) -> Any:
    kind = cell.get(OFFICE + "value-type")
    if kind == "date":
        return (cell.get(OFFICE + "date-value") or "")[:10] or None
    if kind in ("float", "currency", "percentage"):
        try:
            number = float(cell.get(OFFICE + "value") or "")
        except ValueError:
            return None
        return int(number) if number.is_integer() else number
    text = "\n".join(words(paragraph)[0] for paragraph in cell if paragraph.tag == TEXT + "p")
    return text or None
