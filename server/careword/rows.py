"""A table row in, its cells out, with the source that one of them names for the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careword.book import Book
from careword.findings import Segment
from careword.fold import plain
from careword.text import Document, Span
from careword.turns import Turns

_CELL = re.compile(r"[^|\n]+")
_LABEL = re.compile(r"\s*([^:]{1,40}?)\s*:\s+(\S.*)")


class Rows:
    """Cuts rows by the rulebook's titles for the column of the source."""

    def __init__(self, book: Book, turns: Turns) -> None:
        self._source, self._turns = book.cue("label", "source-column"), turns

    def names_source(self, label: str) -> bool:
        """Say whether a label or a title is for the source of what is told."""
        return self._source.fullmatch(plain(label).strip()) is not None

    def titles(self, line: str) -> list[str]:
        """Give the titles of columns in the line that holds them."""
        return [cell[0].strip() for cell in _CELL.finditer(line) if cell[0].strip()]

    def heads(self, line: str) -> list[str] | None:
        """Give the titles of columns where one of them is for the source."""
        titles = self.titles(line)
        return titles if any(map(self.names_source, titles)) else None

    def _opens(self, cell: str) -> str | None:
        """Give who speaks in a cell that names them first: "2018 | School nurse: …"."""
        found = _LABEL.match(cell)
        return self._turns.of(found[1], found[2], colon=True) if found else None

    def cut(self, document: Document, span: Span, paragraph: int, header: list[str] | None) -> Iterator[Segment]:
        """Give the cells of a row; without `header` they are the titles of its columns."""
        cells = [found for found in _CELL.finditer(document.text, span.start, span.end) if found[0].strip()]
        source = next((at for at, title in enumerate(header or ()) if self.names_source(title)), None)
        speaker: str | None = None  # "11/05/21 | Police | …": the cell of the source speaks in the cells after it
        if source is not None and source < len(cells):
            speaker = self._turns.source(cells[source][0])
        for at, cell in enumerate(cells):
            by = None if at == source else self._opens(cell[0]) or speaker
            yield Segment("row" if header is not None else "label", Span(*cell.span()), None, None, by, paragraph)
            if source is None and header is not None:
                speaker = speaker or self._turns.source(cell[0])
