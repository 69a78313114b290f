"""Quotations, and single words in quotation marks. The words that are looked for in them stand in the rule (`near`)."""

from __future__ import annotations

from collections.abc import Iterator

from careword.book import FindData
from careword.fold import fold
from careword.layout import Layout, Sentence
from careword.text import Span
from careword.words import vocabulary_of

SCARE_WORDS = 4  # more words than this in quotation marks are a quotation, not scare quotes


def quotation(layout: Layout, find: FindData) -> Iterator[tuple[Sentence, Span]]:
    """Give the quotations, block quotes included, whose words match the rule's list."""
    blocks = [segment.span for segment in layout.segments if segment.kind == "block-quote"]
    for span in [*layout.quotes, *blocks]:
        text = layout.document.text[span.start : span.end]
        if len(text.split()) > 1 and (not find.near or _holds(layout, find.near, text)):
            if find.not_near and _holds(layout, find.not_near, text):
                continue
            sentence = layout.sentence_at(span.start)
            if sentence is not None:
                yield sentence, _trimmed(layout, span)


def scare(layout: Layout, find: FindData) -> Iterator[tuple[Sentence, Span]]:
    """Give one to four words in quotation marks that match the rule's list; who said them is for the context to say."""
    for span in layout.quotes:
        text = layout.document.text[span.start : span.end]
        if 0 < len(text.split()) <= SCARE_WORDS and _holds(layout, find.near, text):
            sentence = layout.sentence_at(span.start)
            if sentence is not None:
                yield sentence, _trimmed(layout, span)


def _holds(layout: Layout, words: str, text: str) -> bool:
    folded = fold(text).text
    return layout.book.words(words).stand(folded, vocabulary_of(folded))


def _trimmed(layout: Layout, span: Span) -> Span:
    text = layout.document.text[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip("> \t\r\n"))
    return Span(start, max(start + 1, span.end - (len(text) - len(text.rstrip()))))
