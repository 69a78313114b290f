"""A workbook and remarks in, the file with notes on the cells out. No sheet is written anew: it gains one link."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.parsers.expat import ExpatError

from careword.annotate import cell_notes
from careword.annotate.package import Inserted, rewritten
from careword.annotate.remark import Remark
from careword.annotate.sheet import Sheet, look
from careword.annotate.tree import appended, parsed
from careword.readers.decode import UnreadableError
from careword.readers.package import BROKEN

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_LINKS}"/>'.encode()


def annotated(data: bytes, remarks: Sequence[Remark], date: dt.datetime) -> tuple[bytes, list[str]]:
    """Give the copy, and the cells that cannot have a note since a conversation stands there."""
    sheets: dict[str, dict[str, list[Remark]]] = {}
    for remark in remarks:
        place = remark.first
        sheets.setdefault(place.sheet or "", {}).setdefault(place.cell or "", []).append(remark)
    left: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = _Package(archive)
        parts = dict(_sheets(package))
        for name, cells in sheets.items():
            if name not in parts:
                raise UnreadableError("damaged: one of its sheets is not where the workbook says")
            left += _annotate(package, parts[name], cells)
    return rewritten(data, package.changes, date) if package.changes else data, left


@dataclass(frozen=True, slots=True)
class _Link:
    id: str
    kind: str
    part: str


class _Package:
    """The parts of a workbook, as they will be."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.changes = archive, dict[str, bytes | Inserted]()
        self._names = {name.lower() for name in archive.namelist()}

    def read(self, name: str) -> bytes:
        """Give a part."""
        change = self.changes.get(name)
        if isinstance(change, bytes):
            return change
        try:
            return self.archive.read(name)
        except BROKEN:
            raise UnreadableError("damaged: one of its parts cannot be read") from None

    def links(self, part: str) -> Iterator[_Link]:
        """Give what a part is linked to, inside the file."""
        name = _beside(part)
        for item in parsed(self.read(name)) if name.lower() in self._names else ():
            if item.tag == f"{{{_LINKS}}}Relationship" and item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), item.get("Target") or ""))
                yield _Link(item.get("Id") or "", (item.get("Type") or "").rpartition("/")[2], target.lstrip("/"))

    def add(self, part: str, kind: str, pattern: str, data: bytes) -> _Link:
        """Add a part under a free name, and link another one to it."""
        name = next(name for number in range(1, 100_000) if (name := pattern.format(number)).lower() not in self._names)
        links = _beside(part)
        held = self.read(links) if links.lower() in self._names else _EMPTY
        taken = {item.get("Id") for item in parsed(held)}
        link = next(link for number in range(1, 100_000) if (link := f"rId{number}") not in taken)
        self.changes[links] = appended(
            held, "Relationship", _LINKS, Id=link, Type=f"{_OFFICE}/{kind}", Target=f"/{name}"
        )
        self.changes[name] = data
        self._names |= {name.lower(), links.lower()}
        return _Link(link, kind, name)

    def declare(self, tag: str, **attributes: str) -> None:
        """Say of what kind a part is, or the parts whose names end alike."""
        name = "[Content_Types].xml"
        held = self.read(name)
        key, value = next(iter(attributes.items()))
        if not any((item.get(key) or "").lower() == value.lower() for item in parsed(held)):
            self.changes[name] = appended(held, tag, _TYPES, **attributes)


def _beside(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _sheets(package: _Package) -> Iterator[tuple[str, str]]:
    book = next((link.part for link in package.links("") if link.kind == "officeDocument"), "xl/workbook.xml")
    parts = {link.id: link.part for link in package.links(book)}
    for element in parsed(package.read(book)).iter("{*}sheet"):
        link: Any = element.get(f"{{{_OFFICE}}}id")
        if link in parts:
            yield element.get("name") or "", parts[link]


def _annotate(package: _Package, part: str, cells: dict[str, list[Remark]]) -> list[str]:
    """Put notes on the cells of a sheet."""
    links = {link.kind: link for link in package.links(part)}
    try:
        with package.archive.open(part) as stream:
            sheet = look(stream)
    except (*BROKEN, ExpatError):
        raise UnreadableError("damaged: one of its sheets cannot be read to the end") from None
    told = _conversations(package, part)
    notes = {cell: _text(remarks) for cell, remarks in cells.items() if cell not in told}
    left = [remarks[0].where for cell, remarks in cells.items() if cell in told]
    if not notes:
        return left
    comments = links.get("comments")
    held = cell_notes.with_comments(package.read(comments.part) if comments else None, notes)
    drawn = [cell for cell in notes if cell not in held.had]
    if comments is not None:
        package.changes[comments.part] = held.data
    else:
        link = package.add(part, "comments", "xl/comments{}.xml", held.data)
        package.declare("Override", PartName=f"/{link.part}", ContentType=_COMMENTS)
    _draw(package, part, sheet, {cell: notes[cell] for cell in drawn})
    return left


def _draw(package: _Package, part: str, sheet: Sheet, notes: dict[str, str]) -> None:
    """Draw the frames in which the notes of a sheet are shown."""
    if not notes:
        return
    if sheet.drawing is not None:
        (drawing,) = (link.part for link in package.links(part) if link.id == sheet.drawing)
        package.changes[drawing] = cell_notes.with_frames(package.read(drawing), notes)
        return
    link = package.add(part, "vmlDrawing", "xl/drawings/vmlDrawing{}.vml", cell_notes.with_frames(None, notes))
    package.declare("Default", Extension="vml", ContentType=_DRAWING)
    package.changes[part] = Inserted(sheet.at, sheet.link(link.id))


def _conversations(package: _Package, part: str) -> set[str]:
    """Give the cells with a conversation, whose note Excel writes itself."""
    return {
        element.get("ref") or ""
        for link in package.links(part)
        if link.kind == "threadedComment"
        for element in parsed(package.read(link.part))
        if isinstance(element.tag, str)
    }


def _text(remarks: Sequence[Remark]) -> str:
    """Put together what is said about one cell: each remark with its words, since a note stands for the whole cell."""
    return "\n\n".join("\n".join((f"“{' '.join(remark.words.split())}”", *remark.lines)) for remark in remarks)
