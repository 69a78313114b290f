"""A note's text in, places in it out: spans, lines and columns, all in code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

# A line ends at \n, \r\n or a lone \r and nowhere else: a vertical tab or U+2028 from Word stays inside its line.
LINE_END = re.compile(r"\r\n|\n|\r")
# What parts one piece of a note from the next: blank lines, with the line end before them; each end is taken whole.
_BLANK_LINES = re.compile(r"(?:\A|(?>\r\n|\n|\r))(?:[^\S\r\n]*+(?>\r\n|\n|\r))++")


class Span(NamedTuple):
    """A half-open range of code points: `start` is in it, `end` is not."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def pieces(text: str) -> list[Span]:
    """Cut a note at its blank lines; each piece has the blank lines after it, and together they are the whole note.

    What a note says of names and ages is read a piece at a time, so that an edit changes what one piece says.
    """
    starts = [0, *(found.end() for found in _BLANK_LINES.finditer(text))]
    ends = [*starts[1:], len(text)]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


@dataclass(frozen=True)
class Fields:
    """What a record says beside its text: ages in years, dates as ISO strings or as they were written."""

    child_age: str | None = None
    date_of_birth: str | None = None
    note_date: str | None = None


@dataclass(frozen=True)
class Document:
    """One note as it was read, with the record fields that came with it."""

    text: str
    fields: Fields = Fields()

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which the lines begin."""
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Give the line and column of an offset, both from 1, the column in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> Span:
        """Give the span of a line (from 1) without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    @cached_property
    def words(self) -> int:
        """Count the words, as runs of characters between white space."""
        return len(self.text.split())
