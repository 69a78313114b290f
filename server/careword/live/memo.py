"""What is known of the sentences of a piece in, what of it holds for the piece that came in its place out."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from careword.layout import Layout, Sentence

Memo = Mapping[tuple[str, Any], Any]

# what the engine keeps of a sentence that speaks of places in the sentence only, and so goes where it goes
OF_A_SENTENCE = frozenset(["people", "frames", "analysis", "found", "words"])
_OF_IT_ALONE = frozenset(["people", "found", "words"])  # and does not hang on the sentences before it


def numbered(key: Any, by: int) -> Any:  # noqa: ANN401 - a key of the memo may be anything
    """Give the key of the same thing about a sentence so many later."""
    return key + by if isinstance(key, int) else (key[0] + by, *key[1:]) if isinstance(key[0], int) else key


def still_known(memo: Memo, old: Layout, new: Layout) -> Iterator[tuple[tuple[str, Any], Any]]:
    """Give what is known of the sentences at the head and at the end that stand as they stood."""
    before, after = old.sentences, new.sentences
    least = min(len(before), len(after))
    head = tail = end = 0
    while head < least and _stands(old, new, before[head], after[head], end):
        end = before[head].span.end
        head += 1
    while tail < least - head and _alike(old, new, before[-1 - tail], after[-1 - tail]):
        tail += 1
    yield from _about(memo, range(head), 0, OF_A_SENTENCE)
    yield from _about(memo, range(len(before) - tail, len(before)), len(after) - len(before), _OF_IT_ALONE)


def _about(memo: Memo, numbers: range, by: int, names: Container[str]) -> Iterator[tuple[tuple[str, Any], Any]]:
    for (name, key), value in memo.items():
        if name in names and (key if isinstance(key, int) else key[0]) in numbers:
            yield (name, numbered(key, by)), value


def _stands(old: Layout, new: Layout, one: Sentence, other: Sentence, end: int) -> bool:
    """Say whether a sentence is the same, and so is all the text before it from an offset on."""
    same = one.span == other.span and one.spoken == other.spoken and one.segment.paragraph == other.segment.paragraph
    mine, theirs = one.segment, other.segment
    return (
        same
        and mine.span.start == theirs.span.start
        and (mine.kind, mine.section, mine.role, mine.speaker)
        == (theirs.kind, theirs.section, theirs.role, theirs.speaker)
        and old.document.text[end : one.span.end] == new.document.text[end : one.span.end]
    )


def _alike(old: Layout, new: Layout, one: Sentence, other: Sentence) -> bool:
    """Say whether two sentences have the same words in them."""
    texts = (item.document.text[slice(*place.span)] for item, place in ((old, one), (new, other)))
    return one.spoken == other.spoken and one.segment.role == other.segment.role and len({*texts}) == 1
