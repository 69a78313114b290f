"""A Word file in, one note out: paragraphs, tables, text boxes, notes, comments, headers; no text that was deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from careword.note import Note
from careword.place import Place
from careword.readers.blocks import AUTHOR, Block, Builder, Row, each
from careword.readers.decode import UnreadableError
from careword.readers.formats import Names
from careword.readers.package import BROKEN, opened

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# what a reader of the document does not see: text deleted or moved away, field codes, and pictures of text boxes
_GONE = {_W + name for name in ("del", "moveFrom", "instrText", "delInstrText", "delText", "pPr", "rPr", "rt")}
_TEXT = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-", _W + "sym": " "}
_HEADING = re.compile(r"heading\s*\d|title|kop\d", re.IGNORECASE)
# the parts of the file after its body, in the order in which they are read, with the heading that parts them
_PARTS = (
    ("footnotes", "footnote", "Footnotes"), ("endnotes", "endnote", "Endnotes"), ("comments", "comment", "Comments"),
    ("header", "header", "Header"), ("footer", "footer", "Footer"),
)  # fmt: skip


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note]:
    """Read a document as one note."""
    del names
    from docx import Document
    from lxml.etree import LxmlError

    try:
        with opened(stream):
            pass
        stream.seek(0)
        document = Document(stream)
        yield note(path, document)
    except (*BROKEN, LxmlError, AttributeError, IndexError, TypeError, ValueError) as fault:
        if isinstance(fault, UnreadableError):
            raise
        raise UnreadableError("damaged, or not a Word file") from None


def note(path: str, document: Any) -> Note:
    """Give the note of an opened document."""
    builder = Builder()
    walk = Walk(document)
    for part in walk.parts():
        title, rows = part
        if title:
            builder.gap(f"\n\n# {title}\n")
        for row in rows:
            if isinstance(row, Block):
                builder.gap("# " if row.place.kind == "paragraph" and walk.heading(row.node) else "")
                builder.add(row.text, row.place)
                builder.gap("\n")
            else:
                builder.row(row)
    return builder.note(path)


class Walk:
    """Goes through an opened document; blocks are numbered in the order in which they come."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._count = 0
        self._headings = {
            style.get(_W + "styleId")
            for style in document.part._styles_part.element.iter(_W + "style")  # noqa: SLF001 - no public way to the element
            if (name := style.find(_W + "name")) is not None and _HEADING.match(name.get(_W + "val") or "")
        }

    def parts(self) -> Iterator[tuple[str, Iterator[Block | Row]]]:
        """Give the body, then the other parts that hold text, each with its heading."""
        yield "", self._story(self._document.element.body, "body", "")
        for kind, part, title in _PARTS:
            roots = [root for name, root in self._related() if re.match(rf"/word/{kind}\d*\.xml$", name, re.IGNORECASE)]
            stories = [
                story
                for number, root in enumerate(roots, 1)
                for story in self._stories(root, part, f" {number}" if len(roots) > 1 else "")
            ]
            held = [row for element, label in stories for row in self._story(element, part, label)]
            if any(_filled(row) for row in held):
                yield title, iter(held)

    def heading(self, paragraph: Any) -> bool:
        """Say whether a paragraph has the style of a heading."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return style is not None and style.get(_W + "val") in self._headings

    def blocks(self) -> Iterator[Block]:
        """Give every paragraph, those in tables too."""
        return each(self.parts())

    def _related(self) -> Iterator[tuple[str, Any]]:
        from docx.opc.oxml import parse_xml

        seen = set[str]()
        for relation in self._document.part.rels.values():
            if relation.is_external:
                continue
            part = relation.target_part
            name = str(part.partname)
            if name not in seen:
                seen.add(name)
                if name.lower().endswith(".xml") and any(
                    name.lower().startswith(f"/word/{kind}") for kind, *_ in _PARTS
                ):
                    element = getattr(part, "element", None)
                    yield name, parse_xml(part.blob) if element is None else element

    @staticmethod
    def _stories(root: Any, part: str, number: str) -> list[tuple[Any, str]]:
        """Give the pieces of a part that stand for themselves: each footnote, each comment, a header."""
        if part in ("header", "footer"):
            return [(root, part + number)]
        named = [
            item
            for item in root
            if item.tag == _W + part and item.get(_W + "type") in (None, "normal") and item.get(_W + "author") != AUTHOR
        ]
        return [(item, f"{part} {at}") for at, item in enumerate(named, 1)]

    def _story(self, root: Any, part: str, label: str) -> Iterator[Block | Row]:
        counts = {"paragraph": 0, "table": 0}
        for element in _within(root):
            if element.tag == _W + "p":
                yield from self._paragraph(element, part, label, counts)
            else:
                counts["table"] += 1
                yield from self._table(element, part, label, counts["table"])

    def _paragraph(self, element: Any, part: str, label: str, counts: dict[str, int]) -> Iterator[Block]:
        text, runs, boxes = _read(element)
        number = None
        if text.strip():
            counts["paragraph"] += 1
            number = counts["paragraph"]
        where = (label or f"paragraph {number}") if number else label or "an empty paragraph"
        yield self._block(text, runs, element, Place(where, "paragraph", part=part, paragraph=number))
        for box in boxes:
            for inner in _within(box):
                for paragraph in [inner] if inner.tag == _W + "p" else inner.iter(_W + "p"):
                    text, runs, _ = _read(paragraph)
                    if text.strip():
                        place = Place(f"text box at {where}", "paragraph", part="text box", paragraph=number)
                        yield self._block(text, runs, paragraph, place)

    def _table(self, table: Any, part: str, label: str, number: int) -> Iterator[Row]:
        where = f"{label}, table {number}" if label else f"table {number}"
        for at, row in enumerate(_kept(table, _W + "tr"), 1):
            cells: Row = []
            for column, cell in enumerate(_kept(row, _W + "tc"), 1):
                place = Place(f"{where}, row {at}, cell {column}", "paragraph", part=part, table=number, row=at)
                cells.append(list(self._cell(cell, place)))
            yield cells

    def _cell(self, cell: Any, place: Place) -> Iterator[Block]:
        for element in _within(cell):
            for paragraph in [element] if element.tag == _W + "p" else element.iter(_W + "p"):
                text, runs, boxes = _read(paragraph)
                yield self._block(text, runs, paragraph, place)
                for inner in (inner for box in boxes for inner in box.iter(_W + "p")):
                    text, runs, _ = _read(inner)
                    yield self._block(text, runs, inner, place)

    def _block(self, text: str, runs: tuple[tuple[int, Any], ...], element: Any, place: Place) -> Block:
        self._count += 1
        return Block(text, replace(place, block=self._count - 1), element, runs)


def _within(root: Any) -> Iterator[Any]:
    """Give the paragraphs and tables right below an element, through content controls and tracked insertions."""
    for element in root:
        if element.tag in (_W + "p", _W + "tbl"):
            yield element
        elif isinstance(element.tag, str) and element.tag not in _GONE and element.tag != _FALLBACK:
            yield from _within(element)


def _kept(root: Any, tag: str) -> Iterator[Any]:
    """Give the rows or cells right below an element, without those whose deletion is tracked."""
    for element in root:
        if element.tag == tag:
            if element.find(f"{_W}trPr/{_W}del") is None and element.find(f"{_W}tcPr/{_W}cellDel") is None:
                yield element
        elif isinstance(element.tag, str) and element.tag not in _GONE and element.tag != _W + "tbl":
            yield from _kept(element, tag)


def leaves(paragraph: Any, boxes: list[Any] | None = None) -> Iterator[tuple[str, Any, Any]]:
    """Give a paragraph's text piece by piece: each with its element, and the run round it or none.

    Text boxes that are anchored in the paragraph are added to `boxes`.
    """
    stack: list[tuple[Any, Any]] = [(child, None) for child in reversed(paragraph)]
    while stack:
        element, run = stack.pop()
        tag = element.tag
        if tag in _GONE or tag == _FALLBACK or not isinstance(tag, str):
            continue
        if tag == _W + "txbxContent":
            if boxes is not None:
                boxes.append(element)
            continue
        run = element if tag == _W + "r" else run
        said = (element.text or "") if tag == _W + "t" else _TEXT.get(tag, "")
        if said:
            yield said, element, run
        else:
            stack.extend((child, run) for child in reversed(element))


def _read(paragraph: Any) -> tuple[str, tuple[tuple[int, Any], ...], list[Any]]:
    """Give a paragraph's text, its runs, and the text boxes that are anchored in it."""
    parts: list[str] = []
    runs: list[tuple[int, Any]] = []
    boxes: list[Any] = []
    length = 0
    for said, _, run in leaves(paragraph, boxes):
        if run is not None and (not runs or runs[-1][1] is not run):
            runs.append((length, run))
        parts.append(said)
        length += len(said)
    return "".join(parts), tuple(runs), boxes


def _filled(row: Block | Row) -> bool:
    return bool(row.text.strip()) if isinstance(row, Block) else any(b.text.strip() for cell in row for b in cell)
