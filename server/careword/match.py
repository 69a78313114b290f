"""A note in, candidates out: one scan of the folded text for everything that the rules look for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from careword.book import Book, PatternData
from careword.findings import Candidate
from careword.layout import Layout, Sentence
from careword.reach import in_reach
from careword.structure import DETECTORS, needs_quotation
from careword.text import Span
from careword.words import CLOSES, OPENS, Words


class _Literal(NamedTuple):
    """A word of the scan that is a pattern's whole text."""

    number: int  # of the rule
    order: int  # of the find
    pattern: PatternData


class _Anchor(NamedTuple):
    """A word of the scan without which a pattern's expression cannot match."""

    number: int
    order: int
    pattern: PatternData
    expression: Words
    place: int  # of the pattern among all


class Matcher:
    """The compiled patterns of the rules that are switched on."""

    def __init__(self, book: Book, chosen: Collection[str]) -> None:
        self._rules = book.rules
        self._index = book.index
        self._structural: list[tuple[int, int]] = []
        self._waiting: dict[int, tuple[int, int, bytes]] = {}  # patterns that no note has asked for yet
        at = 0
        for number, rule in enumerate(book.rules):
            on = rule.id in chosen
            for order, find in enumerate(rule.find):
                if on and find.structure and not find.patterns:
                    self._structural.append((number, order))
                if on:
                    for place, pattern in enumerate(find.patterns, at):
                        self._waiting[place] = (number, order, pattern)
                at += len(find.patterns)
        self._keys: dict[str, tuple[list[_Literal], list[_Anchor]]] = defaultdict(lambda: ([], []))
        self._uses: list[tuple[list[_Literal], list[_Anchor]]] = []
        self._scan: AhoCorasick | None = None

    def _prepare(self, vocabulary: frozenset[str]) -> None:
        """Take into the scan what a note's words ask for: at first only that, for the sake of a single short note."""
        wanted = {number for word in self._index.keys() & vocabulary for number in self._index[word]}
        wanted.update(self._index.get("", ()))
        wanted &= self._waiting.keys()
        if not wanted:
            return
        if self._scan is not None:
            wanted = set(self._waiting)
        taken = False
        for place in wanted:
            number, order, packed = self._waiting[place]
            pattern = PatternData.unpacked(packed)
            if self._scan is None and any(needed.isdisjoint(vocabulary) for needed in pattern.needs):
                continue
            del self._waiting[place]
            taken = True
            literal = _Literal(number, order, pattern)
            for key in pattern.literals:
                self._keys[key][0].append(literal)
            if pattern.regex:
                anchor = _Anchor(number, order, pattern, Words(f"{OPENS}(?:{pattern.regex}){CLOSES}"), place)
                for key in pattern.anchors:
                    self._keys[key][1].append(anchor)
        if taken:
            self._uses = list(self._keys.values())
            self._scan = AhoCorasick(list(self._keys), matchkind=MatchKind.Standard)

    def candidates(self, layout: Layout) -> list[Candidate]:
        """Find the candidates of a note, in order; of overlapping ones of a rule the longest is kept."""
        found: dict[tuple[int, Span], dict[int, bool]] = {}
        for number, order, start, end, sentence in self._raw(layout):
            find = self._rules[number].find[order]
            span = layout.folded.span(start, end)
            within = in_reach(find, layout, sentence, span)
            ways = found.setdefault((number, span), {})
            ways[order] = ways.get(order, False) or within
        candidates = [self._candidate(layout, number, span, ways) for (number, span), ways in found.items()]
        return sorted(self._longest(candidates), key=lambda item: (item.span.start, item.span.end, item.rule))

    def _candidate(self, layout: Layout, number: int, span: Span, ways: dict[int, bool]) -> Candidate:
        finds = self._rules[number].find
        orders = sorted(ways, key=lambda order: (not ways[order], finds[order].weak, order))
        speaking = tuple(order for order in orders if ways[order])
        return Candidate(
            rule=self._rules[number].id,
            span=span,
            sentence=_sentence(layout, span),
            found_by=orders[0],
            weak=finds[orders[0]].weak,
            within=bool(speaking),
            ways=speaking,
        )

    def _raw(self, layout: Layout) -> Iterator[tuple[int, int, int, int, Sentence | None]]:
        if self._waiting:
            self._prepare(layout.vocabulary)
        if self._scan is not None:
            yield from self._worded(layout, self._scan)
        for number, order in self._structural:
            find = self._rules[number].find[order]
            if needs_quotation(find.structure or "") and not layout.quoting:
                continue
            for sentence, span in DETECTORS[find.structure or ""](layout, find):
                start, end = layout.folded.forward(span.start), layout.folded.forward(span.end)
                yield number, order, start, end, sentence

    def _worded(self, layout: Layout, scan: AhoCorasick) -> Iterator[tuple[int, int, int, int, Sentence | None]]:
        folded = layout.folded
        text = folded.text
        known = dict(_known(layout)) if layout.memo else {}
        for sentence, hits in known.values():
            for number, order, start, end in hits:
                yield number, order, start + sentence.start, end + sentence.start, sentence
        fresh: dict[int, _Tried] = {}
        tried = _Tried(None)
        low = high = -1  # of its sentence
        for index, start, end in scan.find_matches_as_indexes(text, overlapping=True):
            if (start and _joins(text, start - 1)) or (end < len(text) and _joins(text, end)):
                continue
            if not low <= start < high:
                here = layout.sentence_at(folded.back(start))
                low, high = (here.start, here.end) if here else (-1, -1)
                tried = fresh.setdefault(here.number, _Tried(here)) if here else _Tried(None)
            literals, anchors = self._uses[index]
            for number, order, pattern in literals:
                span = folded.span(start, end)
                if inside_segment(layout, span) and holds_capitals(layout, pattern, span):
                    yield number, order, start, end, tried.sentence
            if tried.sentence is not None and tried.sentence.number in known:
                continue
            for number, order, pattern, expression, place in anchors:
                if place in tried.places or (tried.sentence and _lacks(pattern.further, tried.sentence.vocabulary)):
                    continue
                tried.places.add(place)
                reach = (low, high) if tried.sentence else (max(start - 80, 0), end + 80)
                for match in expression.finditer(text, *reach):
                    span = folded.span(*match.span())
                    if inside_segment(layout, span) and holds_capitals(layout, pattern, span):
                        tried.hits.append((number, order, match.start() - low, match.end() - low))
                        yield number, order, match.start(), match.end(), tried.sentence
        for sentence_number, item in fresh.items():
            if item.sentence is not None and sentence_number not in known:
                layout.memo["words", sentence_number] = _edges(text, item.sentence), item.hits

    @staticmethod
    def _longest(candidates: list[Candidate]) -> Iterator[Candidate]:
        by_rule: dict[str, list[Candidate]] = defaultdict(list)
        for item in candidates:
            by_rule[item.rule].append(item)
        for items in by_rule.values():
            # words that may speak go before words that may not; then the longer before the shorter
            items.sort(key=lambda item: (not item.within, item.span.start - item.span.end, item.span.start))
            kept: list[Span] = []  # in order, and none shares text with another
            for item in items:
                at = bisect_left(kept, item.span)
                if not any(item.span.overlaps(other) for other in kept[max(at - 1, 0) : at + 1]):
                    kept.insert(at, item.span)
                    yield item


class _Tried:
    """The patterns whose expressions were tried in a sentence, and what they matched, counted from its beginning."""

    __slots__ = ("hits", "places", "sentence")

    def __init__(self, sentence: Sentence | None) -> None:
        self.sentence = sentence
        self.places: set[int] = set()
        self.hits: list[tuple[int, int, int, int]] = []


def _known(layout: Layout) -> Iterator[tuple[int, tuple[Sentence, list[tuple[int, int, int, int]]]]]:
    """Give the sentences whose expressions were tried before an edit that left them alone, with what matched."""
    for sentence in layout.sentences:
        kept = layout.memo.get(("words", sentence.number))
        if kept is not None and kept[0] == _edges(layout.folded.text, sentence):
            yield sentence.number, (sentence, kept[1])


def _edges(text: str, sentence: Sentence) -> tuple[str, str]:
    """Give what an expression may see beside a sentence."""
    return text[max(sentence.start - 1, 0) : sentence.start], text[sentence.end : sentence.end + 1]


def _lacks(needs: tuple[frozenset[str], ...], vocabulary: frozenset[str]) -> bool:
    """Say whether there is no word of a set of which a pattern needs one."""
    for needed in needs:  # noqa: SIM110 - no generator, since this is asked at every word of a note
        if needed.isdisjoint(vocabulary):
            return True
    return False


def _joins(text: str, at: int) -> bool:
    return text[at].isalnum() or text[at] == "_"


def inside_segment(layout: Layout, span: Span) -> bool:
    """Say whether a match stays inside one segment: a phrase never runs from one form field into the next."""
    segment = layout.segment_at(span.start)
    return segment is None or span.end <= segment.span.end


def holds_capitals(layout: Layout, pattern: PatternData, span: Span) -> bool:
    """Say whether the words that a pattern writes in capitals stand in capitals in the note."""
    if not pattern.capitals:
        return True
    words = layout.document.text[span.start : span.end]
    for word in pattern.capitals:
        found = re.search(rf"(?<!\w){re.escape(word)}", words, re.IGNORECASE)
        if found and not found[0].rstrip("sd").isupper():
            return False
    return True


def _sentence(layout: Layout, span: Span) -> Span:
    sentence = layout.sentence_at(span.start)
    if sentence is not None:
        return sentence.span
    segment = layout.segment_at(span.start)
    return segment.span if segment else span
