"""A candidate in, whether its words are labels, talked about, or negated, out: voices V1 to V3 of domain.md 4.1."""

from __future__ import annotations

import re

from careword.book import Book
from careword.findings import Cue
from careword.layout import Layout, Sentence
from careword.text import Span
from careword.words import compiled

_REACH = 7  # words between a negation and what it negates
_DEFINED = 16  # words between a definition or a duty and what it is about
_RENAMED = 9  # words from "what he calls" to what it is
_LABEL_WORDS = 3  # a coded field's value is a label only while it is this short
_OWN_WORDS = re.compile("[ ,:]*[\"'\u2018\u201c]")  # "the phrase '…'" is about other words than those before it
_FIGURE = re.compile(r"\.? ?\d")
_NEXT = re.compile(r"[ ]+([\w'\u2019&.-]+)")


class Polarity:
    """Tells labels, mentions and negations by the rulebook's cues."""

    def __init__(self, book: Book) -> None:
        joiners = book.part("label", "title-joiner")
        self._in_title = compiled(rf"(?:[A-Z][\w'\u2019-]*|\d[\w.]*|{joiners}|&)(?:[ -]+|$)")
        self._noun = book.cue("label", "label-noun")
        self._code = book.cue("label", "code-field")
        self._refusal = book.cue("mention", "own-refusal")
        self._word_noun = book.cue("mention", "word-noun")
        self._of_words = book.cue("mention", "says-of-words")
        self._criticism = book.cue("mention", "criticism")
        self._view = book.cue("mention", "criticised-view")
        self._that_word = book.cue("mention", "that-word")
        self._rejected = book.cue("mention", "rejected")
        self._hard_break = book.cue("mention", "hard-break")
        self._named_so = book.cue("mention", "named-so")
        self._named_effect = book.cue("mention", "named-so-effect")
        self._set_aside = book.cue("mention", "set-aside")
        self._asked_of = book.cue("mention", "asked-of")
        self._called = book.cue("mention", "called")
        self._renamed = book.cue("mention", "renamed")
        self._training = book.cue("mention", "training")
        self._before = book.cue("polarity", "before")
        self._after = book.cue("polarity", "after")
        self._pseudo = book.cue("polarity", "pseudo")
        self._break = book.cue("polarity", "break")
        self._new_verb = book.cue("polarity", "new-verb")
        self._says = book.cue("attribution", "says")
        self._writer = book.cue("people", "writer")
        self._contrast = book.shaped("mention", "contrast", before=r"\W*")
        self._own_voice = book.cue("mention", "own-voice")
        self._to_be = book.cue("polarity", "to-be")
        self._definition = book.cue("polarity", "definition")

    def label(self, layout: Layout, sentence: Sentence | None, span: Span) -> Cue | None:
        """Say whether a span is a heading, a label, a coded value or part of a title."""
        segment = layout.segment_at(span.start)
        if segment is not None and (sentence is None or segment.kind in ("heading", "label")):
            return Cue("label", segment.span)
        if sentence is None:
            return Cue("label", span)
        if (
            segment is not None
            and segment.role == "code-field"
            and segment.kind == "field"
            and len(layout.document.text[segment.span.start : segment.span.end].split()) <= _LABEL_WORDS
        ):
            return Cue("label", segment.span)
        return self._title(layout, sentence, span)

    def _title(self, layout: Layout, sentence: Sentence, span: Span) -> Cue | None:
        """Find a run of title case that holds the span and one of the words for a procedure, form or team."""
        text = layout.document.text
        words = text[span.start : span.end].split()
        main = [word for word in words if len(word) > 3 or len(words) == 1]
        if not main or not all(word.strip("'\"\u2018\u201c(")[:1].isupper() for word in main) or words[0].isupper():
            return None
        start, end = span
        line_start, line_end = sentence.span
        while start > line_start:
            left = text[line_start:start].rstrip(" ")
            word = left.rsplit(maxsplit=1)[-1] if left and not left[-1].isspace() else ""
            if len(left) == start - line_start or not self._in_title.fullmatch(word + " ") or word[-1] in ".,;:":
                break
            start = line_start + len(left) - len(word)
        while end < line_end:
            after = _NEXT.match(text, end, line_end)
            if after is None or not self._in_title.fullmatch(after[1].rstrip(".") + " "):
                break
            end = after.end()
        run = text[start:end]
        capitals = sum(word[:1].isupper() for word in run.split())
        following = text[end : end + 24].lower()
        if capitals >= 2 and (
            self._noun.search(run.lower().replace("-", " ")) or self._noun.match(following.lstrip(" '\u2019\"\u201d)"))
        ):
            return Cue("title", Span(start, end))
        return None

    def mention(self, layout: Layout, sentence: Sentence, span: Span) -> Cue | None:
        """Say whether the writer talks about the words and does not use them."""
        low, high = _place(layout, sentence, span)
        text = sentence.text
        quoted = layout.quote_around(span) is not None
        for found in layout.found(sentence, self._refusal):
            between = text[found.end() : low]
            own_words = self._own_voice.search(found[0][:14]) is not None
            if (
                found.end() <= low
                and not self._breaks(between)
                and (quoted or self._word_noun.search(between) or len(between.split()) <= (6 if own_words else 4))
            ):
                return Cue("mention", layout.inside(sentence, found.start(), found.end()))
        noun = None
        for found in layout.found(sentence, self._word_noun):
            if found.end() <= low and len(text[found.end() : low].split()) <= 3:
                noun = found
            elif found.start() >= high and len(text[high : found.start()].split()) <= 3:
                noun = noun or found
        if noun is not None and noun.start() >= high:
            for refused in layout.found(sentence, self._refusal):
                if 0 <= refused.start() - noun.end() <= 2:  # "is a phrase I do not want here"
                    return Cue("mention", layout.inside(sentence, refused.start(), refused.end()))
        if noun is not None or quoted:
            for said in layout.found(sentence, self._of_words):
                apart = said.start() >= high or said.end() <= low
                follows = said.start() >= high or (noun is not None and apart and said.end() <= noun.start())
                if follows and (noun is not None or len(text[high : said.start()].split()) <= 3):
                    return Cue("mention", layout.inside(sentence, said.start(), said.end()))
        view = self._view.search(text, 0, max(low, 0)) if layout.found(sentence, self._view) else None
        if view and view.end() <= low:
            return Cue("mention", layout.inside(sentence, view.start(), view.end()))
        if quoted:
            following = layout.sentences[sentence.number + 1 : sentence.number + 2]
            for item in (sentence, *following):
                criticism = self._criticism.search(item.spoken)
                if criticism:
                    return Cue("mention", layout.inside(item, criticism.start(), criticism.end()))
            if self._contrast.match(text, high):
                return Cue("mention", layout.inside(sentence, low, high))
        taken_up = self._taken_up(layout, sentence, low, high)
        if taken_up is not None:
            return taken_up
        taught = next(iter(layout.found(sentence, self._training)), None)
        if taught and taught.end() <= low and (quoted or noun is not None):
            return Cue("mention", layout.inside(sentence, taught.start(), taught.end()))
        return None

    def _taken_up(self, layout: Layout, sentence: Sentence, low: int, high: int) -> Cue | None:
        """Find where the writer asks what the words meant, sets them aside, or criticises them in the next sentence."""
        for asked in layout.found(sentence, self._asked_of):
            if asked.end() <= low and len(sentence.text[asked.end() : low].split()) <= 1:
                return Cue("mention", layout.inside(sentence, asked.start(), asked.end()))
        for aside in layout.found(sentence, self._set_aside):
            if aside.start() >= high:
                return Cue("mention", layout.inside(sentence, aside.start(), aside.end()))
        if turned_down := self._turned_down(layout, sentence, low, high):
            return turned_down
        for called in layout.found(sentence, self._called):
            renamed = next((item for item in layout.found(sentence, self._renamed) if item.start() >= high), None)
            if (
                called.end() <= low
                and renamed
                and len(sentence.text[called.end() : renamed.start()].split()) <= _RENAMED
            ):
                return Cue("mention", layout.inside(sentence, called.start(), called.end()))
        if criticised := self._criticised(layout, sentence, high):
            return criticised
        for item in layout.sentences[sentence.number + 1 : sentence.number + 2]:
            if criticised := self._criticised(layout, item, 0):
                return criticised
        return None

    def _turned_down(self, layout: Layout, sentence: Sentence, low: int, high: int) -> Cue | None:
        """Find "I do not accept the line that …" before the words, or "being called … would leave him …" round them."""
        text = sentence.text
        for found in layout.found(sentence, self._rejected):
            between = text[found.end() : low]
            parted = any(mark in between for mark in ";:.!?") or self._hard_break.search(between) is not None
            if found.end() <= low and not parted:
                return Cue("mention", layout.inside(sentence, found.start(), found.end()))
        for found in layout.found(sentence, self._named_so):
            near = found.end() <= low and not text[found.end() : low].strip()
            if near and any(item.start() >= high for item in layout.found(sentence, self._named_effect)):
                return Cue("mention", layout.inside(sentence, found.start(), found.end()))
        return None

    def _criticised(self, layout: Layout, sentence: Sentence, start: int) -> Cue | None:
        """Find "that wording hides …" or "I would not use that word" from a place in a sentence on."""
        for word in layout.found(sentence, self._that_word):
            after = any(said.start() >= word.end() for said in layout.found(sentence, self._of_words))
            before = any(start <= said.start() < word.start() for said in layout.found(sentence, self._refusal))
            place = layout.inside(sentence, word.start(), word.end())
            if word.start() >= start and (after or before) and not _OWN_WORDS.match(layout.document.text, place.end):
                return Cue("mention", place)
        return None

    def negated(self, layout: Layout, sentence: Sentence, span: Span) -> Cue | None:
        """Say whether a negation, an impossibility or a definition scopes over the span."""
        low, high = _place(layout, sentence, span)
        text = sentence.text
        pseudo = [found.span() for found in layout.found(sentence, self._pseudo)]
        before = self._before.finditer(text, 0, max(low, 0)) if layout.found(sentence, self._before) else ()
        for found in before:
            if any(start < found.end() and found.start() < end for start, end in pseudo):
                continue
            if _FIGURE.match(text, found.end()):
                continue  # "the girl at no 14"
            between = text[found.end() : low]
            original = layout.document.text[layout.folded.back(sentence.start + found.end()) : span.start]
            if self._said(between) and not self._writer.search(text[max(0, found.start() - 12) : found.start()]):
                continue  # "dad does not think she …" denies the thinking and still says the words
            if self._starts_anew(text, found.end(), low):
                continue
            if len(between.split()) <= _REACH and not self._breaks(between) and not _comma(original):
                return Cue("negation", layout.inside(sentence, found.start(), found.end()))
        after = self._after.match(text, high + 1) if high < len(text) else None
        if after:
            return Cue("negation", layout.inside(sentence, after.start(), after.end()))
        definition = self._definition.search(text, 0, max(low, 0)) if layout.found(sentence, self._definition) else None
        if (
            definition
            and not self._breaks(text[definition.end() : low])
            and len(text[definition.end() : low].split()) <= _DEFINED
        ):
            return Cue("definition", layout.inside(sentence, definition.start(), definition.end()))
        return None

    def _said(self, between: str) -> bool:
        """Say whether somebody's saying or thinking is what is negated; "not thought to be" negates the rest too."""
        found = self._says.search(between)
        if found is None:
            return False
        return not (between.startswith(" ", found.end()) and self._to_be.match(between, found.end() + 1))

    def _starts_anew(self, text: str, end: int, low: int) -> bool:
        """Say whether "and knew …" begins a statement of its own before a span or with its first word."""
        found = self._new_verb.search(text, end)
        return found is not None and found.start() < low

    def _breaks(self, between: str) -> bool:
        return any(mark in between for mark in ";:.!?") or " - " in between or self._break.search(between) is not None


def _comma(between: str) -> bool:
    """Say whether a comma parts the negation from the words, unless it opens an aside that a second one closes."""
    if between.count(",") % 2 == 1:
        return True
    return "," in between and len(between[: between.index(",")].split()) > 1  # "not in the room, window open, gone"


def _place(layout: Layout, sentence: Sentence, span: Span) -> tuple[int, int]:
    return layout.folded.forward(span.start) - sentence.start, layout.folded.forward(span.end) - sentence.start
