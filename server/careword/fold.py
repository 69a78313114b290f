"""A note's text in, the same text as rules read it out: lower case, plain quotes and dashes, one space between words.

Words keep their order, so a phrase matches across commas, quotation marks, hyphens and a wrapped line, and every
place in the folded text leads back to the place in the note.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from careword.text import Span

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u0085\u2028\u2029\v\f", " "),
    }
)

# What stands between two words of one phrase. A full stop, colon, semicolon, question or exclamation mark does not,
# nor does a dash with spaces round it: they part phrases. An apostrophe counts only at the edge of a word.
_SET = r"\t\n\r,\"()\[\]{}*_<>|\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f"
_SOFT = rf"(?:[ {_SET}]|(?<!\w)'|'(?!\w)|(?<=\w)-(?=\w))"
# Every stretch of them but a single space, which is as it should be already. The set stands first, since that is what
# Python's expressions can look for without trying each place.
_FIX = re.compile(rf"[ {_SET}'\-](?:(?<=[{_SET}])|(?<= )(?={_SOFT})|(?<=')(?:(?<!\w')|(?!\w))|(?<=\w-)(?=\w)){_SOFT}*+")
_WORD = re.compile(r"\w{8,}")
_BREAK = re.compile(r"\n[ \t]*(?:\r?\n|\r)|\r[ \t]*\r")


@dataclass(frozen=True)
class Folded:
    """The folded text and the way back: `starts[i]` in the folded text is `starts[i] + shifts[i]` in the note."""

    text: str
    starts: list[int]
    shifts: list[int]

    def back(self, offset: int) -> int:
        """Give the note's offset for an offset of the folded text."""
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def span(self, start: int, end: int) -> Span:
        """Give the note's span for a match in the folded text."""
        return Span(self.back(start), self.back(end - 1) + 1 if end > start else self.back(start))

    def forward(self, offset: int) -> int:
        """Give the first folded offset that does not lie before a note's offset."""
        index = bisect_right(self._in_note, offset) - 1
        place = offset - self.shifts[index]
        # what was folded away after a stretch leads to the start of the next one
        last = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return min(place, last)

    def with_words(self, meant: Mapping[str, str]) -> Folded:
        """Give the text with other words in the place of some, each of which ends in the same letter as before."""
        out: list[str] = []
        starts, shifts = [0], [self.shifts[0]]
        at = grown = 0
        rest = list(zip(self.starts[1:], self.shifts[1:], strict=True))[::-1]
        for found in _WORD.finditer(self.text):
            word = meant.get(found[0])
            if word is None:
                continue
            while rest and rest[-1][0] <= found.start():
                start, shift = rest.pop()
                starts.append(start + grown)
                shifts.append(shift - grown)
            out += [self.text[at : found.start()], word]
            at = found.end()
            more = len(word) - len(found[0])
            if more:
                grown += more
                starts.append(found.end() - 1 + grown)  # the last letter leads to the last letter
                shifts.append(self.back(found.end() - 1) - starts[-1])
        while rest:
            start, shift = rest.pop()
            starts.append(start + grown)
            shifts.append(shift - grown)
        return Folded("".join([*out, self.text[at:]]), starts, shifts)

    @cached_property
    def _in_note(self) -> list[int]:
        return [start + shift for start, shift in zip(self.starts, self.shifts, strict=True)]


def plain(text: str) -> str:
    """Give the text in lower case with plain quotes and dashes, code point for code point."""
    mapped = text.translate(_PLAIN)
    lower = mapped.lower()
    if len(lower) != len(mapped):  # a few letters, such as a dotted capital I, grow in lower case
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in mapped)
    return lower


def fold(text: str) -> Folded:
    """Fold a note's text."""
    lower = plain(text)
    out: list[str] = []
    starts, shifts = [0], [0]
    at = length = 0
    for run in _FIX.finditer(lower):
        begin, end = run.span()
        out.append(lower[at:begin])
        length += begin - at
        out.append("\n" if _BREAK.search(run[0]) else " ")
        length += 1
        at = end
        if end - begin > 1:
            starts.append(length)
            shifts.append(end - length)
    out.append(lower[at:])
    return Folded("".join(out), starts, shifts)
