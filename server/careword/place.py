"""An offset of a note in, the place where a person would look for it out: a paragraph, a page, a cell, a line."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in the file that they came from. `label` says it to a person.

    `kind` is line, paragraph, page, cell or field. Blocks are numbered from 0 in the order in which the reader of the
    format walks them; `offset` counts code points from the beginning of the block's text. Everything else counts
    from 1, as people do, and is there where the format has it.
    """

    label: str
    kind: str = "line"
    block: int = 0
    offset: int = 0
    part: str | None = None  # body, header, footer, footnote, endnote, comment, text box, attachment
    paragraph: int | None = None
    table: int | None = None
    page: int | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None  # C14
    row: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The blocks of a note: `places[i]` holds from `starts[i]` to where the next one begins."""

    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def at(self, offset: int) -> Place:
        """Give the place of an offset; what was put between two blocks belongs to the one before it."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        place, further = self.places[index], max(offset - self.starts[index], 0)
        column = place.column + further if place.column is not None else None
        return replace(place, offset=place.offset + further, column=column)

    def block(self, offset: int) -> tuple[int, int | None]:
        """Give where the block that an offset stands in begins and where the next one does, in the note."""
        first = last = max(bisect_right(self.starts, offset) - 1, 0)
        number = self.places[first].block
        while first and self.places[first - 1].block == number:
            first -= 1
        while last + 1 < len(self.places) and self.places[last + 1].block == number:
            last += 1
        return self.starts[first], self.starts[last + 1] if last + 1 < len(self.starts) else None
