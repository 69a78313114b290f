"""A workbook's frame in: its sheets, texts and date formats out, by openpyxl. Imported only for a workbook."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import IO, Any
from xml.etree import ElementTree as ET

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import from_excel

from careword.readers.strings import Packed
from careword.readers.xlsx import SHEET, plain


class _Reader(ExcelReader):
    """Reads all but the sheets, and keeps the texts packed."""

    shared_strings: Any  # a list, as far as openpyxl can tell

    def read_strings(self) -> None:
        """Read the texts that cells share."""
        self.shared_strings = packed = Packed()
        for content in self.package.Override:
            if content.ContentType.endswith("sharedStrings+xml"):
                with self.archive.open(content.PartName[1:]) as xml:
                    _fill(packed, xml)


class Workbook:
    """An opened workbook."""

    def __init__(self, stream: IO[bytes]) -> None:
        reader = _Reader(stream, read_only=True, data_only=True, keep_links=False)
        with warnings.catch_warnings(action="ignore"):  # of what openpyxl would lose if it saved the file
            reader.read()
        book: Any = reader.wb
        self.archive = reader.archive
        self.strings: Packed = reader.shared_strings
        self.sheets = [
            (sheet.title, sheet._worksheet_path)  # noqa: SLF001 - a sheet that is read bit by bit has no public path
            for sheet in book.worksheets
            if hasattr(sheet, "_worksheet_path")
        ]
        self._epoch, self._dates, self._spans = book.epoch, book._date_formats, book._timedelta_formats  # noqa: SLF001

    def number(
        self, value: str, style: str | None
    ) -> int | float | dt.datetime | dt.date | dt.time | dt.timedelta | None:
        """Read a number, as a date where the cell shows one."""
        number = float(value)
        if style and int(style) in self._dates:
            try:
                found: dt.datetime | None = from_excel(number, self._epoch, timedelta=int(style) in self._spans)
            except (OverflowError, ValueError):
                return number
            return found
        return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _fill(strings: Packed, xml: IO[bytes]) -> None:
    root = None
    for event, element in ET.iterparse(xml, ("start", "end")):  # noqa: S314 - `opened` has refused entities
        if root is None:
            root = element
        if event == "end" and element.tag == SHEET + "si":
            strings.append(plain(element))
            root.clear()
