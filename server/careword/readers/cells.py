"""A cell as case systems and spreadsheets write it in, what a person sees in it out."""

from __future__ import annotations

import datetime as dt
import re

from careword.readers.limits import EXCEL_CELL

_MARKUP = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|font|ul|ol|li|table|tbody|tr|td|th|h[1-6]|a|hr|body|html|blockquote|pre)"
    r"(?:\s[^<>]*)?/?>|&(?:nbsp|amp|lt|gt|quot|apos|rsquo|lsquo|ldquo|rdquo|ndash|mdash|hellip|pound|#\d{2,5}|#x[0-9a-f]{2,4});",
    re.IGNORECASE,
)
_LINES = re.compile(r"</?(?:p|br|div|li|tr|h[1-6]|pre)\b", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")
_CLOSING = re.compile(r"'(?!\w)")
_EPOCH = dt.date(1899, 12, 30)
_SERIALS = range(3_000, 80_000)  # 1908 to 2119: what a person of today may have been born or written on


def marked_up(text: str) -> str:
    """Take the markup out of a cell that holds HTML; leave any other as it is."""
    if ("<" not in text and "&" not in text) or not _MARKUP.search(text):
        return text
    from careword.readers.html import extract

    if not _LINES.search(text):  # the cell's own line ends are its lines
        text = _LINE_END.sub("<br>", text)
    return extract(text, "").text.strip("\n")


def apostrophe(text: str) -> str:
    """Take away the apostrophe that a spreadsheet puts before a text, and leave one that opens a quotation."""
    if not text.startswith("'") or text.startswith("''"):
        return text
    return text if _CLOSING.search(text, 1) and text[1:2] not in "=+-@" else text[1:]


def truncated(text: str) -> bool:
    """Say whether a cell is exactly as long as a cell of Excel can be."""
    if not EXCEL_CELL // 2 <= len(text) <= EXCEL_CELL:
        return False
    return len(text) + sum(char > "\uffff" for char in text) == EXCEL_CELL


def serial_date(value: object) -> object:
    """Read the number that a spreadsheet keeps for a day; leave anything else as it is."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4,5}(?:\.\d+)?", value.strip()):
        value = float(value)
    if isinstance(value, int | float) and int(value) in _SERIALS:
        return (_EPOCH + dt.timedelta(days=int(value))).isoformat()
    return value
