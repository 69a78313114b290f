"""A sentence and a rule in, the analysis in a later section of the note out, wherever in the note that is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import attrgetter

from careword.analysis import SECTION
from careword.book import RuleData
from careword.layout import About, Sentence
from careword.live.piece import Far, Piece
from careword.live.window import Window
from careword.text import Span


class Later:
    """The sections for analysis of a note, by their titles."""

    def __init__(self, pieces: Sequence[Piece], alone: Callable[[Piece], Window]) -> None:
        self._alone = alone
        self._titled: dict[str, list[Piece]] = {}
        for piece in pieces:
            if piece.analyses and piece.layout:
                for title in dict.fromkeys(item.segment.section or "" for item in piece.layout.analysis_sections):
                    self._titled.setdefault(title, []).append(piece)

    def find(self, about: About, piece: Piece, number: int, rule: RuleData, free: Callable[[Far], bool]) -> Far | None:
        """Give the first analysis after a sentence of a piece, the nearest section first, at a place that is free."""
        sections = []
        for title, those in self._titled.items():
            rest = [
                (other, item)
                for other in those[bisect_left(those, piece.index, key=attrgetter("index")) :]
                for item in other.under(title)
                if other is not piece or item.number > number
            ]
            if rest and _words(rest) >= SECTION:
                sections.append((rest[0][0].index, rest[0][1].number, title, rest))
        for *_, title, rest in sorted(sections, key=lambda item: item[:2]):
            for other in dict.fromkeys(other for other, _ in rest):
                for at, place in self._cues(about, other, title, rule):
                    found = Far(other, place)
                    if (other is not piece or at > number) and free(found):
                        return found
        return None

    def _cues(self, about: About, piece: Piece, title: str, rule: RuleData) -> list[tuple[int, Span]]:
        """Give the numbers of the sentences with analysis in a piece, and the places; looked for once."""
        key = ("later", (title, rule.topics))
        if key not in piece.memo:
            window = self._alone(piece)
            piece.memo[key] = [
                (item.number, place)
                for item in piece.under(title)
                for group, place in about(window, window.sentences[item.number], rule)
                if group != "C"
            ]
            window.keep()
        cues: list[tuple[int, Span]] = piece.memo[key]
        return cues


def _words(rest: list[tuple[Piece, Sentence]]) -> int:
    """Count words, as far as the count matters."""
    total = 0
    for _, item in rest:
        total += item.words
        if total >= SECTION:
            break
    return total
