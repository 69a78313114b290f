"""A document in, what the context engine asks about it out, made once: segments, sentences, quotations and roles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol, TypeVar

from careword.book import Book, RuleData
from careword.findings import Cue, Segment
from careword.fold import Folded, fold, plain
from careword.quote import marked, quotations
from careword.sentence import sentences
from careword.stretch import Stretch, Whole, by_section
from careword.text import Document, Span
from careword.turns import NAMED, NAMED_I
from careword.words import Words, vocabulary_of

_T = TypeVar("_T")
_LABEL = 3  # words of a label that may be a name
_NAMES = re.compile(r"[\W\d_]*(?:[A-Z][\w'\u2019-]*\.? ?){1,3}")  # at the head of a line
_FAR = 40  # sentences of one paragraph that are looked at on either side: a note's paragraphs are shorter


@dataclass(frozen=True)
class Sentence:
    """A sentence of a note, its place in the folded text, and the segment it belongs to."""

    number: int
    span: Span
    start: int  # in the folded text
    end: int
    segment: Segment
    text: str  # folded
    spoken: str  # folded, with what stands inside quotation marks blotted out

    @cached_property
    def words(self) -> int:
        """Count the words."""
        return len(self.text.split())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words, each once."""
        return vocabulary_of(self.text)

    def moved(self, number: int, by: int, length: int, segment: Segment) -> Sentence:
        """Give the sentence, with what is known of it, at another place; its folded text begins `length` later."""
        known = vars(self)
        if "vocabulary" not in known:
            known["vocabulary"] = vocabulary_of(self.text)
        made = object.__new__(Sentence)
        vars(made).update(
            known,
            number=number,
            span=Span(self.span.start + by, self.span.end + by),
            start=self.start + length,
            end=self.end + length,
            segment=segment,
        )
        return made


class Cutter(Protocol):
    """Cuts notes into segments."""

    def segments(self, document: Document) -> list[Segment]:
        """Cut a note into segments, in order."""


# a sentence in its layout, and a rule -> the writer's own cues of analysis that speak of what the rule is about
About = Callable[["Layout", Sentence, RuleData], list[tuple[str, Span]]]


class Layout:
    """The layout of one note."""

    def __init__(self, document: Document, book: Book, segmenter: Cutter) -> None:
        self.document, self.book = document, book
        self._segmenter = segmenter
        self.memo: dict[tuple[str, Any], Any] = {}  # what the context engine worked out, for this note only
        self.flagged: tuple[Span, ...] = ()  # words that a rule has found: they do not vouch for an analysis
        # who looks for analysis in later sections, where this layout holds a part of the note only
        self.beyond: Callable[[About, Layout, Sentence, RuleData, Span], Cue | None] | None = None

    @cached_property
    def folded(self) -> Folded:
        """The folded text."""
        return self.book.spelled(fold(self.document.text))

    @cached_property
    def segments(self) -> list[Segment]:
        """The segments, in order."""
        return self._segmenter.segments(self.document)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the folded text, each once."""
        return vocabulary_of(self.folded.text)

    @cached_property
    def quoting(self) -> bool:
        """Say whether there is a mark of quotation anywhere in this text."""
        return ">" in self.document.text or marked(self.document.text)

    @cached_property
    def quotes(self) -> list[Span]:
        """What stands inside quotation marks, in order."""
        clipped = self.book.cue("label", "clipped-word")
        found: list[Span] = []
        for segment in self.segments:
            if segment.kind not in ("heading", "label", "block-quote"):
                text = self.document.text[segment.span.start : segment.span.end]
                found += quotations(text, segment.span.start, lambda word: bool(clipped.fullmatch(word)))
        return found

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of everything but headings and labels, in order."""
        anywhere, title = self.book.cue("label", "abbreviation"), self.book.cue("label", "title-abbreviation")

        def abbreviation(word: str, *, capital: bool) -> bool:
            return bool(title.fullmatch(word) or (not capital and anywhere.fullmatch(word)))

        out: list[Sentence] = []
        for segment in self.segments:
            if segment.kind in ("heading", "label"):
                continue
            for span in sentences(self.document.text, segment.span, abbreviation):
                start, end = self.folded.forward(span.start), self.folded.forward(span.end)
                text = self.folded.text[start:end]
                out.append(Sentence(len(out), span, start, end, segment, text, self._spoken(span, start, text)))
        return out

    def _spoken(self, span: Span, start: int, text: str) -> str:
        for quote in self.quotes_in(span):
            low = max(self.folded.forward(quote.start) - start, 0)
            high = min(self.folded.forward(quote.end) - start, len(text))
            text = text[:low] + "\x00" * (high - low) + text[high:]
        return text

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.start for quote in self.quotes]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [segment.span.start for segment in self.segments]

    def quotes_in(self, span: Span) -> list[Span]:
        """Give the quotations that share text with a span."""
        low = max(bisect_right(self._quote_starts, span.start) - 1, 0)
        high = bisect_right(self._quote_starts, span.end)
        return [quote for quote in self.quotes[low:high] if quote.overlaps(span)]

    def quote_around(self, span: Span) -> Span | None:
        """Give the quotation that a span lies in, or shares most of its words with."""
        for quote in self.quotes_in(span):
            shared = min(quote.end, span.end) - max(quote.start, span.start)
            if quote.contains(span) or quote.start <= span.start < quote.end - 1 or shared * 2 >= span.end - span.start:
                return quote
        return None

    def flagged_in(self, sentence: Sentence) -> list[Span]:
        """Give the words that rules have found in a sentence, in order."""
        return self._flagged_by_sentence.get(sentence.number, [])

    @cached_property
    def _flagged_by_sentence(self) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for span in self.flagged:
            number = max(bisect_right(self._sentence_starts, span.start) - 1, 0)
            while number < len(self.sentences) and self.sentences[number].span.start < span.end:
                if self.sentences[number].span.overlaps(span):
                    found.setdefault(number, []).append(span)
                number += 1
        return found

    def sentence_at(self, offset: int) -> Sentence | None:
        """Give the sentence at an offset, or none in headings and labels."""
        index = bisect_right(self._sentence_starts, offset) - 1
        sentence = self.sentences[index] if index >= 0 else None
        return sentence if sentence is not None and offset < sentence.span.end else None

    def previous(self, sentence: Sentence) -> Sentence | None:
        """Give the sentence before, where it stands in the same paragraph."""
        if sentence.number == 0:
            return None
        before = self.sentences[sentence.number - 1]
        return before if before.segment.paragraph == sentence.segment.paragraph else None

    def before_segment(self, sentence: Sentence) -> Sentence | None:
        """Give the last sentence before the segment that a sentence stands in."""
        index = bisect_left(self._sentence_starts, sentence.segment.span.start) - 1
        return self.sentences[index] if index >= 0 else None

    def segment_at(self, offset: int) -> Segment | None:
        """Give the segment at an offset."""
        index = bisect_right(self._segment_starts, offset) - 1
        return self.segments[index] if index >= 0 else None

    @cached_property
    def analysis_sections(self) -> list[Sentence]:
        """The sentences under headings such as Analysis and Management oversight."""
        return [item for item in self.sentences if item.segment.role == "analysis-section"]

    def inside(self, sentence: Sentence, start: int, end: int) -> Span:
        """Give the note's span for a match in a sentence's folded text."""
        return self.folded.span(sentence.start + start, sentence.start + end)

    def after(self, index: int) -> list[Segment]:
        """Give the two segments after one, or fewer where the note ends."""
        return self.segments[index + 1 : index + 3]

    def whole(self) -> Whole:
        """Tell of the whole note, of which this is all."""
        return Whole(0, sum(item.words for item in self.sentences), self.quoting)

    def everywhere(self, words: Words) -> list[tuple[int, int]]:
        """Give where words stand in the folded text of the note; looked for once."""
        if (key := ("found", ("note", words, None))) not in self.memo:
            self.memo[key] = [found.span() for found in words.within(self.folded.text, self.vocabulary)]
        return list(self.memo[key])

    def paragraph(self, sentence: Sentence) -> list[Sentence]:
        """Give the sentences of the same paragraph."""
        number = sentence.segment.paragraph
        low = high = sentence.number
        while low > max(0, sentence.number - _FAR) and self.sentences[low - 1].segment.paragraph == number:
            low -= 1
        while (
            high + 1 < min(len(self.sentences), sentence.number + _FAR)
            and self.sentences[high + 1].segment.paragraph == number
        ):
            high += 1
        return self.sentences[low : high + 1]

    def glimpse(self, ask: Callable[..., _T], *about: Any) -> _T:  # noqa: ANN401 - whatever it is asked about
        """Ask something that looks at no more of other paragraphs than the face of their sentences (live/face.py)."""
        return ask(*about)

    def reach(self, sentence: Sentence, within: str) -> str:
        """Give the folded text that `within` speaks of, round a sentence: near, paragraph, section or note."""
        if within in ("section", "note"):
            return self.stretch(sentence, within).text
        return " ; ".join(item.text for item in self.around(sentence, within))

    def around(self, sentence: Sentence, within: str) -> list[Sentence]:
        """Give the sentences that `within` speaks of, short of a section or a note."""
        if within == "near":
            first = max(sentence.number - 1, 0)
            return self.sentences[first : sentence.number + 2]
        return self.paragraph(sentence) if within == "paragraph" else [sentence]

    def vocabulary_around(self, sentence: Sentence, within: str) -> frozenset[str]:
        """Give the words of the sentences that `within` speaks of, each once; gathered once a sentence."""
        if within in ("clause", "sentence"):
            return sentence.vocabulary
        sentences = self.around(sentence, within)
        if (key := ("words", (within, sentence.number))) not in self.memo:
            self.memo[key] = frozenset().union(*(item.vocabulary for item in sentences))
        words: frozenset[str] = self.memo[key]
        return words

    def stretch(self, sentence: Sentence, within: str) -> Stretch:
        """Give the section of a sentence or the whole note; made once."""
        if within == "note":
            return self._note
        return self._sections[sentence.segment.section]

    @cached_property
    def _note(self) -> Stretch:
        starts = [item.start for item in self.sentences]
        return Stretch(self.folded.text, starts, self.sentences)

    @cached_property
    def _sections(self) -> dict[str | None, Stretch]:
        return by_section(self.sentences)

    @cached_property
    def adults(self) -> dict[str, str]:
        """Names that the note gives to adults, in lower case, with the type of speaker they are."""
        return self._named[0]

    @cached_property
    def children(self) -> dict[str, int | None]:
        """First names that the note gives to children, in lower case, with an age in years where it says one."""
        return self._named[1]

    def may(self, sentence: Sentence, words: str) -> bool:
        """Say whether a sentence holds what a match of a word list cannot do without."""
        return self.book.words(words).may(sentence.text, sentence.vocabulary)

    def found(self, sentence: Sentence, words: Words) -> list[re.Match[str]]:
        """Give where words stand in a sentence; looked for once a sentence."""
        if (key := ("found", (sentence.number, words))) not in self.memo:
            self.memo[key] = words.within(sentence.text, sentence.vocabulary)
        return list(self.memo[key])

    def names_in(self, sentence: Sentence) -> list[str]:
        """Give the children's names that stand in a sentence, each once."""
        plain_names = self.children.keys() & sentence.vocabulary
        double = {name for name in self.children if "-" in name and sentence.vocabulary.issuperset(name.split("-"))}
        return sorted(plain_names | double)

    def names_in_label(self, sentence: Sentence) -> list[str]:
        """Give the children's names in the label of a sentence's field: "On Levi: …"."""
        if sentence.segment.kind != "field" or not sentence.segment.section:
            return []
        words = set(re.findall(r"[\w'-]+", plain(sentence.segment.section)))
        return sorted(self.children.keys() & words)

    def speaker(self, sentence: Sentence) -> str | None:
        """Give who speaks by the layout: the segment's speaker, or somebody with a name whom its label names."""
        segment = sentence.segment
        if segment.speaker in (NAMED, NAMED_I):
            return self._by_name(segment, "professional")
        if segment.speaker in ("sibling", "child") and segment.kind == "turn":
            return self._by_name(segment, segment.speaker)  # "Sister Ode: …" may be a nurse
        if segment.role == "child-voice" and self._after_quotation(sentence):
            return None  # His words were: "…" I think …
        if segment.speaker or not segment.section or segment.role:
            return segment.speaker
        label = re.findall(r"[\w'-]+", plain(segment.section))
        return self.adults.get(label[-1]) if label and len(label) <= _LABEL else None

    def _after_quotation(self, sentence: Sentence) -> bool:
        """Say whether a field in the line opens with a quotation, and the sentence stands after it, without one."""
        segment = sentence.segment
        if segment.kind != "field" or sentence.text != sentence.spoken:
            return False
        opening = self.quotes_in(segment.span)[:1]
        return bool(opening) and opening[0].start - segment.span.start <= 1 and opening[0].end <= sentence.span.start

    def _by_name(self, segment: Segment, unknown: str) -> str | None:
        """Give who speaks after a name that opens a line: an adult of the note, its child, else somebody at work."""
        begin = self.document.text.rfind("\n", 0, segment.span.start) + 1
        head = _NAMES.match(self.document.text, begin)
        names = plain(head[0]).split() if head else []
        if any(name in self.children for name in names):
            return "child" if segment.speaker in (NAMED_I, "child") else None
        known = (*names, *map(" ".join, pairwise(names)))
        return next((self.adults[name] for name in known if name in self.adults), unknown)

    @cached_property
    def young_adult(self) -> int | None:
        """The age of the care leaver whom the note is about, where it names one and no child."""
        from careword.names import young_adult

        return None if self.children else young_adult(self.document.text, self.book)

    @cached_property
    def _named(self) -> tuple[dict[str, str], dict[str, int | None]]:
        from careword.names import named  # its expressions only where a note has a candidate

        return named(self.document.text, self.book)

    @cached_property
    def plain_text(self) -> str:
        """The note in lower case with plain quotes and dashes, code point for code point."""
        return plain(self.document.text)
