"""Sentences of a note in, the text that they make together out: of a section, or of the whole note."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from careword.layout import Sentence


class Whole(NamedTuple):
    """What a part of a note knows of the whole: where the part begins in it, and what there is anywhere in it."""

    origin: int  # in the folded text
    words: int  # of its sentences
    quoting: bool


@dataclass(frozen=True)
class Stretch:
    """The folded text of a section or a note, and where its sentences begin in it."""

    text: str
    starts: list[int]
    sentences: list[Sentence]

    def place(self, sentence: Sentence) -> int:
        """Give where one of the sentences begins."""
        return self.starts[bisect_left(self._numbers, sentence.number)]

    def sentence(self, offset: int) -> Sentence | None:
        """Give the sentence at an offset, or none before the first."""
        index = bisect_right(self.starts, offset) - 1
        return self.sentences[index] if index >= 0 else None

    @cached_property
    def _numbers(self) -> list[int]:
        return [item.number for item in self.sentences]


def by_section(sentences: Iterable[Sentence]) -> dict[str | None, Stretch]:
    """Give the sections by their titles; sentences of one title are read together, wherever they stand."""
    found: dict[str | None, list[Sentence]] = {}
    for item in sentences:
        found.setdefault(item.segment.section, []).append(item)
    joint = " ; "
    return {
        title: Stretch(
            joint.join(item.text for item in items),
            list(accumulate((len(item.text) + len(joint) for item in items[:-1]), initial=0)),
            items,
        )
        for title, items in found.items()
    }
