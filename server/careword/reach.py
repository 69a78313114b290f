"""A span and a word list in, whether one of its words stands within reach of the span out."""

from __future__ import annotations

from careword.book import FindData
from careword.layout import Layout, Sentence
from careword.text import Span
from careword.words import Words

_LONGEST = 600  # code points that the words of one pattern may reach over


def in_reach(find: FindData, layout: Layout, sentence: Sentence | None, span: Span) -> bool:
    """Say whether the words that a find asks for stand within reach, and the ones it shuns do not."""
    if not find.patterns or not (find.near or find.not_near):
        return True
    if sentence is None:
        return False
    if find.near and not stands(layout, find.near, sentence, span, find.within):
        return False
    return not (find.not_near and stands(layout, find.not_near, sentence, span, find.within, blot=False))


def stands(layout: Layout, words: str, sentence: Sentence, span: Span, within: str, *, blot: bool = True) -> bool:
    """Say whether one of the words stands within reach of a span.

    `blot` takes the span itself out, so that it cannot speak for itself.
    """
    pattern = layout.book.words(words)
    if within in ("section", "note"):
        return _stands_far(layout, pattern, sentence, span, within, blot=blot)
    vocabulary = layout.vocabulary_around(sentence, within)
    return not pattern.foreign(vocabulary) and pattern.stand(
        _around(layout, sentence, span, within, blot=blot), vocabulary
    )


def _stands_far(layout: Layout, words: Words, sentence: Sentence, span: Span, within: str, *, blot: bool) -> bool:
    """Say whether words stand in the section or the note, which is read for them only once."""
    stretch = layout.stretch(sentence, within)
    key = (within, words, sentence.segment.section if within == "section" else None)
    if ("found", key) not in layout.memo:
        layout.memo["found", key] = [found.span() for found in words.finditer(stretch.text)]
    found: list[tuple[int, int]] = layout.memo["found", key]
    if not blot:
        return bool(found)
    begin = stretch.place(sentence)
    end = begin + len(sentence.text)
    for low, high in found:
        host = stretch.sentence(low)
        if (high < begin or end < low) and (host is None or host.text != sentence.text):
            return True
    # whatever else there is touches the span's own sentence
    around = stretch.text[_space(stretch.text, begin - _LONGEST) : begin]
    around += _around(layout, sentence, span, "sentence", blot=True)
    around += stretch.text[end : _space(stretch.text, end + _LONGEST)]
    return words.search(around) is not None


def _space(text: str, at: int) -> int:
    """Give the end of the word at an offset, or the offset itself where no word ends near it."""
    space = text.find(" ", at, at + _LONGEST) if at > 0 else 0
    return space if space >= 0 else at


def _around(layout: Layout, sentence: Sentence, span: Span, within: str, *, blot: bool) -> str:
    """Give the text within reach of a span; `blot` takes the span itself out."""
    low, high = layout.folded.forward(span.start) - sentence.start, layout.folded.forward(span.end) - sentence.start
    blotted = sentence.text[:low] + "\x01" * (high - low) + sentence.text[high:] if blot else sentence.text
    if within == "clause":
        clause = layout.book.shaped("grammar", "clause-end", before=r"[;:]| - |", after=" ")
        begin = max((found.end() for found in clause.finditer(blotted, 0, max(low, 0))), default=0)
        after = clause.search(blotted, high)
        return blotted[begin : after.start() if after else len(blotted)]
    if within == "sentence":
        return blotted
    return layout.reach(sentence, within).replace(sentence.text, blotted)
