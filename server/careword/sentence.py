"""A segment in, its sentences out, by rules made for notes: quotes after the full stop, abbreviations, no capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from careword.text import Span

LONGEST = 1500  # code points
# only at the first mark of a row of them, and without going back in it: a row may be as long as the note
_END = re.compile(r"(?<![.!?\u2026])[.!?\u2026]++[\"'\u201d\u2019\u00bb)\]]*+(?=\s|$)")
_WORD = re.compile(r"([\w'/&.]+)\.$")


class Abbreviation(Protocol):
    """Tells abbreviations."""

    def __call__(self, word: str, *, capital: bool) -> bool:
        """Say whether a word with a full stop is an abbreviation; `capital`: a capital letter follows."""


def sentences(text: str, span: Span, abbreviation: Abbreviation) -> Iterator[Span]:
    """Cut a span of the note's text into sentences without the white space round them.

    `abbreviation` says whether a word with a full stop is one; it is told whether a capital follows, since a sentence
    may end in "appt." but hardly in "Dr.".
    """
    begin = span.start
    for end in _END.finditer(text, span.start, span.end):
        if not _ends(text, begin, end.start(), end.end(), abbreviation):
            continue
        yield from _pieces(text, begin, end.end())
        begin = end.end()
    yield from _pieces(text, begin, span.end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what is too long for a sentence at a space, so that text without a full stop is read in bounded time."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield from _trim(text, start, cut)
        start = cut
    yield from _trim(text, start, end)


def _ends(text: str, begin: int, at: int, after: int, abbreviation: Abbreviation) -> bool:
    if text[at] != "." or after - at > 1:
        rest = text[after : after + 8].lstrip()
        closed = text[after - 1] not in ".!?\u2026"
        return not (closed and rest[:1].islower() and "\n" not in text[after : after + 2])  # "…," she said
    word = _WORD.search(text[max(begin, at - 24) : at + 1])
    if word is None:
        return True
    last = word[1].lower()
    follows = text[after : after + 3].strip()[:1]
    if len(last) == 1 and last.isalpha() and (follows.isupper() or text[at - 1].isupper()):
        return False  # an initial: K. Brown, or A. for a child
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", last) and not follows.isupper():
        return False  # d.o.b. 14/02
    return not abbreviation(last, capital=follows.isupper())


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)
