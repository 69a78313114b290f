"""An OpenDocument text in, one note out: paragraphs, lists, tables, notes, remarks, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from careword.note import Note
from careword.place import Place
from careword.readers.blocks import AUTHOR, Block, Builder, Row, each
from careword.readers.decode import UnreadableError
from careword.readers.formats import Names
from careword.readers.odf import ASIDE, BAD, OFFICE, TABLE, TEXT, part, repeated, words

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_PARAGRAPH = (TEXT + "p", TEXT + "h")


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note]:
    """Read a document as one note."""
    del names
    try:
        content = part(stream, "content.xml")
        styles = part(stream, "styles.xml")
        yield note(path, content, styles)
    except BAD as fault:
        if isinstance(fault, UnreadableError):
            raise
        raise UnreadableError("damaged, or not an OpenDocument text") from None


def note(path: str, content: Any, styles: Any = None) -> Note:
    """Give the note of a document's content and of the styles that hold its headers."""
    builder = Builder()
    for title, rows in Walk(content, styles).parts():
        builder.gap(f"\n\n# {title}\n" if title else "")
        for row in rows:
            if isinstance(row, Block):
                builder.gap("# " if row.node.tag == TEXT + "h" else "")
                builder.add(row.text, row.place)
                builder.gap("\n")
            else:
                builder.row(row)
    return builder.note(path)


class Walk:
    """Goes through a document; blocks are numbered in the order in which they come."""

    def __init__(self, content: Any, styles: Any = None) -> None:
        body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
        if body is None:
            raise UnreadableError("not an OpenDocument text: it has no text")
        self._body, self._styles = body, styles
        self._count = self._paragraphs = self._tables = 0
        self._aside: list[Any] = []

    def parts(self) -> Iterator[tuple[str, list[Block | Row]]]:
        """Give the body, then notes, remarks, headers and footers, each with its heading."""
        yield "", list(self._story(self._body, "", "body"))
        held: dict[str, list[Block | Row]] = {"Notes": [], "Comments": [], "Header": [], "Footer": []}
        counts = dict.fromkeys(held, 0)
        aside, self._aside = self._aside, []
        while aside:
            element = aside.pop(0)
            name, kind = ("Comments", "comment") if element.tag == OFFICE + "annotation" else ("Notes", "footnote")
            if element.tag in _PARAGRAPH:
                name, kind = "Notes", "text box"
            elif element.tag not in (OFFICE + "annotation", TEXT + "note") or element.findtext(_CREATOR) == AUTHOR:
                continue
            elif element.get(TEXT + "note-class") == "endnote":
                kind = "endnote"
            counts[name] += 1
            held[name] += self._story(element, f"{kind} {counts[name]}", kind)
            aside += self._aside
            self._aside = []
        for kind in ("header", "footer"):
            for element in self._styles.iter(_STYLE + kind) if self._styles is not None else ():
                held[kind.capitalize()] += self._story(element, kind, kind)
        for title, rows in held.items():
            if any(not isinstance(row, Block) or row.text.strip() for row in rows):
                yield title, rows

    def blocks(self) -> Iterator[Block]:
        """Give every paragraph, those in tables too."""
        return each(self.parts())

    def _story(self, root: Any, label: str, kind: str) -> Iterator[Block | Row]:
        if root.tag in _PARAGRAPH:
            yield self._paragraph(root, label, kind)
            return
        for element in _within(root):
            if element.tag in _PARAGRAPH:
                yield self._paragraph(element, label, kind)
            else:
                self._tables += 1
                where = f"{label}, table {self._tables}" if label else f"table {self._tables}"
                yield from self._table(element, where, kind)

    def _paragraph(self, element: Any, label: str, kind: str) -> Block:
        text, runs, aside = words(element)
        self._aside += aside
        number = None
        if text.strip() and not label:
            self._paragraphs += 1
            number = self._paragraphs
        where = label or (f"paragraph {number}" if number else "an empty paragraph")
        self._count += 1
        place = Place(where, "paragraph", self._count - 1, part=kind, paragraph=number)
        return Block(text, place, element, runs)

    def _table(self, table: Any, where: str, kind: str) -> Iterator[Row]:
        number = 0
        for row in _rows(table):
            number += 1
            cells: Row = []
            column = 0
            for cell in row:
                if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                    column += 1
                    label = f"{where}, row {number}, cell {column}"
                    cells.append([self._paragraph(element, label, kind) for element in _flat(cell)])
                    column += repeated(cell, "number-columns-repeated", 1000) - 1
            number += repeated(row, "number-rows-repeated", 100_000) - 1
            yield cells


def _within(root: Any) -> Iterator[Any]:
    """Give the paragraphs and tables below an element in order, through lists, sections and frames."""
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        if element.tag in _PARAGRAPH or element.tag == TABLE + "table":
            yield element
        elif isinstance(element.tag, str) and element.tag not in ASIDE:
            stack.extend(reversed(element))


def _flat(root: Any) -> Iterator[Any]:
    """Give the paragraphs below an element, those of the tables in it too."""
    stack = [_within(root)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == TABLE + "table":
            stack.append(_within(element))
        else:
            yield element


def _rows(table: Any) -> Iterator[Any]:
    """Give the rows of a table, without those of the tables in its cells."""
    stack = list(reversed(table))
    while stack:
        element = stack.pop()
        if element.tag == TABLE + "table-row":
            yield element
        elif isinstance(element.tag, str) and element.tag not in ASIDE:
            stack.extend(reversed(element))
