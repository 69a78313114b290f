"""A sheet of a workbook in, the place where the link to its notes belongs out; the sheet may be larger than memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from careword.readers.decode import UnreadableError

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# what stands after the link, in the order that the format asks for; AlternateContent holds the controls
_AFTER = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    "AlternateContent",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of a sheet: the link to its drawing, where it has one, and the byte where one belongs."""

    drawing: str | None
    at: int

    @staticmethod
    def link(number: str) -> bytes:
        """Give the link, whatever prefixes the sheet uses."""
        return f'<legacyDrawing xmlns="{_SHEET}" xmlns:r="{_OFFICE}" r:id="{number}"/>'.encode()


def look(stream: IO[bytes]) -> Sheet:
    """Go through a sheet."""
    depth = 0
    at = -1
    begun = False
    drawing: str | None = None

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, at, begun, drawing
        depth += 1
        if depth == 2:
            local = name.rpartition(" ")[2]
            begun = begun or local == "sheetData"
            if local == "legacyDrawing":
                drawing = attributes.get(f"{_OFFICE} id")
            elif at < 0 and begun and local in _AFTER:
                at = parser.CurrentByteIndex

    def end(_: str) -> None:
        nonlocal depth, at
        depth -= 1
        if not depth and at < 0:
            at = parser.CurrentByteIndex

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    head = stream.read(4)
    if b"\0" in head or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableError("a sheet in UTF-16, into which nothing can be put: save the workbook again")
    parser.Parse(head)
    parser.ParseFile(stream)
    return Sheet(drawing, at)
