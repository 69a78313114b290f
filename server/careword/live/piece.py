"""A piece of a note: its text in; its layout, what it says of names and ages, and its verdicts, until it changes.

Every offset in it counts from its own beginning, so that a piece stays as it is when the text before it grows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from careword.age_read import NO_AGES, age_reader
from careword.book import Book
from careword.findings import Candidate, Verdict
from careword.fold import plain
from careword.layout import Layout, Sentence
from careword.live.memo import still_known
from careword.naming import NOTHING_NAMED, reader
from careword.people import says_she
from careword.segment import Section, Segmenter
from careword.setting import words_of_work
from careword.text import LINE_END, Document, Span
from careword.words import Words

if TYPE_CHECKING:
    from careword.live.face import Face

LOOKAHEAD = 80  # code points of the next piece that names and ages are read with
_CLOSING = {"\u201c": "\u201d", '"': '"'}  # marks that open a quotation, with the ones that close it


@dataclass(frozen=True, slots=True)
class Far:
    """A place that a finding points at in another piece of the note."""

    piece: Piece
    span: Span


class Piece:
    """A stretch of lines without a blank one, and the blank lines after it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = len(LINE_END.findall(text))
        self.index = -1  # its place among the pieces of the note; less than none when it is not in it any more
        self.layout: Layout | None = None
        self.sentences = self.words = 0
        self.told: int | None = None  # the words of the work in it, counted when they are asked for
        self.analyses = False  # it stands, in whole or in part, under a heading for analysis
        self.enters: Section | None = None  # the section that the piece begins in, and the one that it ends in
        self.leaves: Section | None = None
        self.ahead: str | None = None  # what it was read with of the next piece
        self.naming, self.ages = NOTHING_NAMED, NO_AGES
        self.memo: dict[tuple[str, Any], Any] = {}  # what the context engine found out about its sentences
        self.hits: dict[Words, list[tuple[int, int]]] = {}  # where words stand that are looked for from afar
        self.candidates: list[Candidate] = []
        self.girl = False  # it speaks of a "she"
        self.near = False  # a rule looks at the neighbouring sentences before it takes words for a candidate
        self.verdicts: list[Verdict] = []  # on candidates that may speak
        self.looks = (0, 0)  # how many sentences before it and after it its verdicts read
        self.showed: Face | None = None  # the face that others saw when they were judged, until it is compared
        self.face: tuple[tuple[Any, ...], Face] | None = None  # how it looks, and what was known of the note then
        self.far: dict[Span, Far] = {}  # for the span of a finding, where its analysis stands, if elsewhere
        self.shown: Any = None  # what an edge made of the verdicts; forgotten when they are made anew

    def cut(self, book: Book, segmenter: Segmenter, enters: Section | None) -> None:
        """Cut the piece into segments and sentences, in the section that it begins in."""
        layout = Layout(Document(self.text), book, segmenter)
        layout.segments, self.leaves = segmenter.go_on(layout.document, enters)
        self.layout, self.enters, self.memo, self.hits, self.told = layout, enters, {}, {}, None
        self.face = None
        self.sentences, self.words = len(layout.sentences), sum(item.words for item in layout.sentences)
        self.analyses = any(item.segment.role == "analysis-section" for item in layout.sentences)
        self.girl = says_she(layout)

    def know(self, other: Piece) -> None:
        """Take over what is known of the sentences that stand here as they stand in another piece."""
        if self.layout is not None and other.layout is not None:
            self.memo.update(still_known(other.memo, other.layout, self.layout))

    def read(self, book: Book, ahead: str) -> None:
        """Read names and ages, with the beginning of what follows."""
        text, end = self.text + ahead, len(self.text)
        self.ahead = ahead
        self.naming = reader(book).read(text, end)
        self.ages = age_reader(book).read(plain(text), end)

    def of_work(self) -> int:
        """Count the words of the work in it; counted once."""
        if self.told is None:
            self.told = sum(words_of_work(self.layout)) if self.layout else 0
        return self.told

    @property
    def speaking(self) -> list[Candidate]:
        """The candidates that may speak: the words that they need beside them are there."""
        return [item for item in self.candidates if item.within]

    @property
    def folded(self) -> str:
        """Its folded text."""
        return self.layout.folded.text if self.layout else ""

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words of its folded text, each once."""
        return self.layout.vocabulary if self.layout else frozenset()

    @property
    def quotations(self) -> list[Span]:
        """What is quoted in it, between marks or as a block, in order."""
        if self.layout is None:
            return []
        blocks = [segment.span for segment in self.layout.segments if segment.kind == "block-quote"]
        return sorted([*(_closed(self.text, quote) for quote in self.layout.quotes), *blocks])

    def under(self, title: str) -> list[Sentence]:
        """Give its sentences under one title of a section for analysis."""
        every = self.layout.analysis_sections if self.layout else []
        return [item for item in every if (item.segment.section or "") == title]

    def stand(self, words: Words) -> list[tuple[int, int]]:
        """Give where words stand in its folded text; looked for once."""
        found = self.hits.get(words)
        if found is None:
            found = self.hits[words] = [match.span() for match in words.within(self.folded, self.vocabulary)]
        return found

    def hosts(self, words: Words) -> list[tuple[str, str, str | None]]:
        """Give the words that stand in it, each with its sentence and section."""
        sentences = self.layout.sentences if self.layout else []
        out: list[tuple[str, str, str | None]] = []
        for low, high in self.stand(words):
            host = next((item for item in reversed(sentences) if item.start <= low), None)
            told = (host.text, host.segment.section) if host else ("", None)
            out.append((self.folded[low:high], *told))
        return out


def _closed(text: str, quote: Span) -> Span:
    """Give a quotation as far as its closing mark, where a line ends in the midst of it."""
    closing = _CLOSING.get(text[max(quote.start - 1, 0) : quote.start])
    end = text.find(closing, quote.end) if closing and not text.startswith(closing, quote.end) else -1
    return Span(quote.start, end) if end >= 0 else quote
