"""A workbook in, one note a row out, sheet by sheet and row by row. Formulas are never worked out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.etree import ElementTree as ET

from careword.note import Note, Remark, Unread
from careword.place import Place
from careword.readers.decode import UnreadableError
from careword.readers.formats import Names
from careword.readers.limits import CELL, COLUMNS, ROWS
from careword.readers.package import BROKEN, opened
from careword.readers.table import NoNotesError, Row, no_notes, rows

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_STREAMED = ("xl/worksheets/", "xl/sharedStrings")
_BAD = (*BROKEN, SyntaxError, AttributeError, TypeError, IndexError, ValueError, ArithmeticError)


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note | Unread | Remark]:
    """Read a workbook."""
    from careword.readers.workbook import Workbook

    size = stream.seek(0, 2)
    stream.seek(0)
    found = False
    without: list[Unread | Remark] = []
    try:
        with opened(stream, streamed=_STREAMED):
            pass
        book = Workbook(stream)
    except _BAD as fault:
        if isinstance(fault, UnreadableError):
            raise
        raise UnreadableError("damaged, or not an Excel workbook") from None
    with book.archive:
        for name, part in book.sheets:
            sheet = _Sheet(book, part)
            share = _Share(size // max(len(book.sheets), 1), sheet)
            try:
                for item in rows(path, sheet.rows(), names, placed(name), share.next):
                    found = True
                    yield item
            except NoNotesError:
                without.append(Remark(path, f"sheet {name}: {no_notes(names)}"))
            except UnreadableError as fault:
                without.append(Unread(path, f"sheet {name}: {fault}"))
            except _BAD:
                without.append(Unread(path, f"sheet {name}: damaged after row {sheet.row}"))
            if sheet.uncounted:
                without.append(
                    Unread(
                        path,
                        f"sheet {name}: {sheet.uncounted:,} formulas that hold no text, the first at row {sheet.first}",
                    )
                )
    if not found and not any(isinstance(item, Unread) for item in without):
        yield Unread(path, no_notes(names) if without else "a workbook without any text")
    else:
        yield from without


class _Sheet:
    """One sheet, read bit by bit."""

    def __init__(self, book: Any, part: str) -> None:
        self._book, self._part = book, part
        self.row = self.last = self.uncounted = self.first = 0

    def rows(self) -> Iterator[Row]:
        """Give the rows that have cells, each with its number."""
        with self._book.archive.open(self._part) as xml:
            events = ET.iterparse(xml, ("start", "end"))  # noqa: S314 - `opened` has refused entities
            _, root = next(events)
            data = None
            for event, element in events:
                if event == "start":
                    if element.tag == SHEET + "sheetData":
                        data = element
                    elif element.tag == SHEET + "dimension":
                        self.last = _last(element.get("ref") or "")
                elif element.tag == SHEET + "row":
                    yield self._row(element)
                    element.clear()
                    if data is not None:
                        data.clear()  # what was read is not kept
                elif element.tag == SHEET + "dimension":
                    self.last = _last(element.get("ref") or "")
            root.clear()

    def _row(self, element: ET.Element) -> Row:
        number = int(element.get("r") or self.row + 1)
        if not 0 < number <= ROWS:
            raise UnreadableError(f"a row beyond the {ROWS:,} that a sheet can have")
        self.row = number
        cells: list[Any] = []
        for cell in element:
            if cell.tag == SHEET + "c":
                column = _column(cell.get("r") or "") or len(cells) + 1
                if column > COLUMNS:
                    if cell.find(SHEET + "v") is None and cell.find(SHEET + "is") is None:
                        continue
                    raise UnreadableError(f"a cell in column {column:,}; at most {COLUMNS:,} columns are read")
                cells += [None] * (column - len(cells))
                cells[column - 1] = self._value(cell)
        return number, cells

    def _value(self, cell: ET.Element) -> Any:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = cell.find(SHEET + "is")
            return plain(inline) if inline is not None else None
        value = cell.findtext(SHEET + "v")
        if value is None or value == "":
            if cell.find(SHEET + "f") is not None:
                self.uncounted += 1
                self.first = self.first or self.row
            return None
        if kind == "s":
            return self._book.strings[int(value)]
        if kind == "b":
            return value == "1"
        if kind != "n":
            return unescaped(value)[: CELL + 1]
        return self._book.number(value, cell.get("s"))


class _Share:
    """Tells how much of the file a row stands for, by the number of rows that the sheet says it has."""

    def __init__(self, size: int, sheet: _Sheet) -> None:
        self._size, self._sheet = size, sheet

    def next(self) -> int:
        """Give the bytes of one row."""
        return self._size // max(self._sheet.last, 1)


def plain(element: ET.Element) -> str:
    """Give the text of a string, whatever its parts look like, without the reading aid of East Asian words."""
    parts = [text.text or "" for text in element.findall(SHEET + "t")]
    parts += [text.text or "" for run in element.findall(SHEET + "r") for text in run.findall(SHEET + "t")]
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """Read the way in which Excel writes what XML cannot hold; a carriage return alone ends a line."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n") if "\r" in text else text


def placed(sheet: str) -> Callable[[int, int, str], Place]:
    """Give what names the cells of a sheet."""

    def place(row: int, column: int, field: str) -> Place:
        cell = f"{letters(column)}{row}"
        return Place(f"{sheet}!{cell}", "cell", column - 1, sheet=sheet, cell=cell, row=row, field=field or None)

    return place


def letters(column: int) -> str:
    """Write a column as spreadsheets do: 3 is C, 28 is AB."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def _column(reference: str) -> int:
    number = 0
    for char in reference[:8].upper():
        if not "A" <= char <= "Z":
            break
        number = number * 26 + ord(char) - 64
    return number


def _last(reference: str) -> int:
    digits = re.search(r"(\d{1,7})$", reference)
    return int(digits[1]) if digits else 0
