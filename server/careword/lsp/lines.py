"""Places of an editor in, code points of a note out, and back. Only LF, CR LF and CR end a line, as editors count."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from careword.text import LINE_END

_WIDE = "\uffff"  # above it a code point is two units of UTF-16


class Place(NamedTuple):
    """A line and a character of it, both from 0; the character in units of the editor's encoding."""

    line: int
    character: int


def units(text: str, encoding: str) -> int:
    """Count the units of a text."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(char > _WIDE for char in text)


def points(text: str, count: int, encoding: str) -> int:
    """Give how many code points make so many units; a place inside a code point is taken to its beginning."""
    if encoding == "utf-32" or text.isascii():
        return max(0, min(count, len(text)))
    used = 0
    for at, char in enumerate(text):
        used += units(char, encoding)
        if used > count:
            return at
    return len(text)


class Lines:
    """A text that an editor changes, and where its lines begin."""

    def __init__(self, text: str, encoding: str) -> None:
        self.text, self.encoding = text, encoding
        self.starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def content(self, line: int) -> tuple[int, int]:
        """Give where the content of a line begins and ends, without its line end."""
        start = self.starts[line]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def offset(self, line: int, character: int) -> int:
        """Give the code point of a place; what lies outside the text is taken to its nearest end."""
        if line < 0:
            return 0
        if line >= len(self.starts):
            return len(self.text)
        start, end = self.content(line)
        return start + points(self.text[start:end], character, self.encoding)

    def place(self, offset: int) -> Place:
        """Give the place of a code point."""
        line = bisect_right(self.starts, offset) - 1
        return Place(line, units(self.text[self.starts[line] : offset], self.encoding))

    def edit(self, start: int, end: int, new: str) -> None:
        """Put new text in the place of what stands from `start` to `end`, in code points."""
        low = max(bisect_right(self.starts, start) - 2, 0)
        high = min(bisect_right(self.starts, end) + 1, len(self.starts))
        by = len(new) - (end - start)
        self.text = self.text[:start] + new + self.text[end:]
        begin = self.starts[low]
        close = self.starts[high] + by if high < len(self.starts) else len(self.text)
        part = self.text[begin:close]
        fresh = [begin, *(found.end() + begin for found in LINE_END.finditer(part))]
        if high < len(self.starts) and fresh[-1] == close:
            fresh.pop()
        self.starts[low:high] = fresh
        if by:
            rest = low + len(fresh)
            self.starts[rest:] = [at + by for at in self.starts[rest:]]
