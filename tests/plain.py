"""A plain, slow way to the same verdicts: every word list searched whole, every pattern looked for by itself.

The engine looks only where words that a pattern needs stand. What it finds must be what this finds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from careword.book import Book, PatternData
from careword.layout import Layout, Sentence
from careword.lint import Linter
from careword.match import Matcher, holds_capitals, inside_segment
from careword.structure import DETECTORS
from careword.words import CLOSES, OPENS, Words

kept = cache(re.compile)  # Python's own cache holds fewer than a rulebook has


class PlainWords(Words):
    """A word list that is always searched whole."""

    __slots__ = ()

    def within(self, text: str, vocabulary: frozenset[str]) -> list[re.Match[str]]:
        """Give every place, whatever words the text holds."""
        del vocabulary
        return list(self.finditer(text))

    def may(self, text: str, vocabulary: frozenset[str]) -> bool:
        """Rule nothing out."""
        del text, vocabulary
        return True

    def _there(self, text: str, vocabulary: frozenset[str]) -> Iterator[re.Pattern[str]]:
        del text, vocabulary
        yield kept(self.source)


class PlainBook(Book):
    """A book whose word lists are plain."""

    def words(self, expression: str) -> Words:
        """Give a plain word list."""
        return self._words.setdefault(expression, PlainWords(expression))


unpacked = cache(PatternData.unpacked)


class PlainMatcher(Matcher):
    """Looks for each pattern of each rule by itself, over the whole note."""

    def __init__(self, book: Book, chosen: Collection[str]) -> None:
        super().__init__(book, chosen)
        self._chosen = chosen

    def _raw(self, layout: Layout) -> Iterator[tuple[int, int, int, int, Sentence | None]]:
        text = layout.folded.text
        for number, rule in enumerate(self._rules):
            if rule.id not in self._chosen:
                continue
            for order, find in enumerate(rule.find):
                if find.structure and not find.patterns:
                    for host, span in DETECTORS[find.structure](layout, find):
                        yield (
                            number,
                            order,
                            layout.folded.forward(span.start),
                            layout.folded.forward(span.end),
                            host,
                        )
                for packed in find.patterns:
                    pattern = unpacked(packed)
                    for start, end, sentence in _places(layout, text, pattern):
                        place = layout.folded.span(start, end)
                        if inside_segment(layout, place) and holds_capitals(layout, pattern, place):
                            yield number, order, start, end, sentence


def _standing(key: str, text: str) -> Iterator[int]:
    at = text.find(key)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(key) : at + len(key) + 1]
        if not any(char.isalnum() or char == "_" for char in before + after):
            yield at
        at = text.find(key, at + 1)


def _places(layout: Layout, text: str, pattern: PatternData) -> Iterator[tuple[int, int, Sentence | None]]:
    tried: set[int] = set()
    for key in pattern.literals or pattern.anchors:
        for start in _standing(key, text):
            end = start + len(key)
            sentence = layout.sentence_at(layout.folded.back(start))
            if pattern.regex is None:
                yield start, end, sentence
                continue
            name = sentence.number if sentence else -start
            if name in tried:
                continue
            tried.add(name)
            low, high = (sentence.start, sentence.end) if sentence else (max(start - 80, 0), end + 80)
            for match in kept(f"{OPENS}(?:{pattern.regex}){CLOSES}").finditer(text, low, high):
                yield match.start(), match.end(), sentence


def plain_linter(book: Book) -> Linter:
    """Give a linter that takes the plain way everywhere."""
    plain = PlainBook.load(book.dump())
    linter = Linter(plain)
    linter._matcher = PlainMatcher(plain, set(linter._rules))  # noqa: SLF001 - in place of the fast one
    return linter
