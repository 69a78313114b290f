"""A PDF in, one note out: the text of its pages line by line, and the boxes of the letters for who marks them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, Any

from careword.note import Note, Remark, Unread
from careword.place import Place
from careword.readers.blocks import Builder
from careword.readers.decode import UnreadableError
from careword.readers.formats import Names
from careword.readers.limits import whole

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points from the lower left corner
_PAGES = 5_000
_HYPHEN = "\x02\ufffe"  # stands for a hyphen at the end of a line that parts a word
_PARAGRAPH = 1.45  # times the usual distance of two lines: a wider gap is an empty line
_SMALL = 12.0  # points between two lines where a page has only one
_SURROGATE = range(0xD800, 0xDC00)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. `boxes` has one box for each character, none for a space that was not drawn."""

    page: int
    number: int
    text: str
    boxes: tuple[Box | None, ...]
    joins: bool = False  # ends in the first half of a word

    @property
    def middle(self) -> float | None:
        """How high on the page it stands."""
        drawn = [box for box in self.boxes if box is not None]
        return sum(box[1] + box[3] for box in drawn) / (2 * len(drawn)) if drawn else None


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note | Unread | Remark]:
    """Read a document as one note."""
    del names
    builder = Builder()
    empty: list[int] = []
    block = 0
    for page in pages(whole(stream)):
        if not page:
            continue
        drawn = [line for line in page if line.text.strip()]
        if not drawn:
            empty.append(page[0].page)
            continue
        if block:
            builder.gap("\n")
        apart = _apart(drawn)
        for line, gap in zip(drawn, apart, strict=True):
            builder.gap("\n" if gap else "")
            label = f"page {line.page}, line {line.number}"
            builder.add(line.text, Place(label, "page", block, page=line.page, line=line.number))
            builder.gap("" if line.joins else "\n")
            block += 1
    if not block:
        yield Unread(path, "no text on its pages: it may be a scan, whose words cannot be read")
        return
    if empty:
        shown = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")
        yield Remark(path, f"no text on page {shown}: a picture or a scan is not read")
    yield builder.note(path)


def pages(data: bytes) -> Iterator[list[Line]]:
    """Give the lines of each page; a page without text gives one empty line."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        raise UnreadableError("locked with a password" if locked else "damaged, or not a PDF") from None
    try:
        count = len(document)
        if count > _PAGES:
            raise UnreadableError(f"{count:,} pages; at most {_PAGES:,} are read")
        if not count:
            raise UnreadableError("damaged: it has no page")
        for number in range(count):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                raise UnreadableError(f"damaged: page {number + 1} cannot be read") from None
            text = page.get_textpage()
            try:
                yield _lines(text.raw, number + 1)
            finally:
                text.close()
                page.close()
    finally:
        document.close()


def _lines(page: Any, number: int) -> list[Line]:
    """Cut a page's characters at the line ends that the library finds."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    refs = [ctypes.byref(value) for value in (left, right, bottom, top)]
    lines: list[Line] = []
    chars: list[str] = []
    boxes: list[Box | None] = []
    high = 0

    def end(*, joins: bool = False) -> None:
        if chars:
            lines.append(Line(number, len(lines) + 1, "".join(chars), tuple(boxes), joins))
        chars.clear()
        boxes.clear()

    for index in range(max(raw.FPDFText_CountChars(page), 0)):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in _SURROGATE:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        char = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if char in _HYPHEN:
            end(joins=True)
        elif char in "\r\n":
            end()
        else:
            drawn = raw.FPDFText_GetCharBox(page, index, *refs) and not raw.FPDFText_IsGenerated(page, index)
            boxes.append((left.value, bottom.value, right.value, top.value) if drawn else None)
            chars.append(" " if char in "\xa0\t" or char < " " else char)
    end()
    return lines or [Line(number, 1, "", ())]


def _apart(lines: list[Line]) -> list[bool]:
    """Say of each line whether an empty one stands before it."""
    middles = [line.middle for line in lines]
    steps = [
        abs(above - below) if above is not None and below is not None else 0.0 for above, below in pairwise(middles)
    ]
    usual = sorted(step for step in steps if step > 1)
    pitch = usual[len(usual) // 4] if usual else _SMALL
    return [False, *(step > _PARAGRAPH * pitch for step in steps)]
