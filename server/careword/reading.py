"""What is known of a sentence while its frames are made, and what they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from careword.layout import Layout, Sentence
from careword.people import Mention
from careword.words import Words

NEAR = 6  # code points between "according to" and the one it names
_TAIL = 80  # code points before a verb or a name in which the words right before it are looked for


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of a sentence that somebody is said to have said; offsets are in the sentence's folded text."""

    speaker: str | None  # a type of speaker; own for the writer; none where nobody is named
    begin: int
    end: int
    cue: tuple[int, int]
    verb: int


@dataclass(slots=True)
class Reading:
    """What is known of a sentence while its frames are made."""

    layout: Layout
    sentence: Sentence
    text: str
    mentions: list[Mention]
    breaks: list[int]
    spoke: str | None = None  # who spoke last in this sentence

    def find(self, words: Words) -> list[re.Match[str]]:
        """Give where words stand in the sentence."""
        return words.within(self.text, self.sentence.vocabulary)

    def until(self, at: int) -> int:
        """Give the offset at which the writer takes over again."""
        return next((place for place in self.breaks if place >= at), len(self.text))

    def clause_end(self, at: int, joins: Words) -> int:
        """Give the offset of the comma or the joining word that ends a clause, or where the sentence ends."""
        folded, start = self.layout.folded, self.sentence.start
        comma = self.layout.document.text.find(",", folded.back(start + at), self.sentence.span.end)
        joined = joins.search(self.text, at)
        ends = [folded.forward(comma) - start] if comma >= 0 else []
        return min([*ends, *([joined.start()] if joined else []), len(self.text)])

    def after(self, at: int) -> Mention | None:
        """Give the person named right after an offset."""
        return next((item for item in self.mentions if 0 <= item.start - at <= NEAR), None)

    def last(self, at: int) -> tuple[Mention, int] | None:
        """Give the person named right after an offset with whom the sentence ends, and where their name does."""
        person = self.after(at)
        if person is None:
            return None
        end = next(
            (item.end for item in self.mentions if item.group == "name" and item.start == person.end + 1), person.end
        )
        return (person, end) if not self.text[end:].strip(" .)]0123456789") else None


def ends(words: Words, text: str) -> re.Match[str] | None:
    """Match words that a text ends with."""
    return words.search(text, max(0, len(text) - _TAIL))


def set_off(layout: Layout, sentence: Sentence, start: int) -> bool:
    """Say whether a comma, a dash or a bracket stands right before an offset of a sentence."""
    place = layout.folded.back(sentence.start + start)
    return layout.document.text[sentence.span.start : place].rstrip().endswith((",", "(", "[", "-", "\u2013", "\u2014"))


def after_comma(layout: Layout, sentence: Sentence, start: int) -> bool:
    """Say whether a comma or a closing quotation mark stands right before an offset of a sentence."""
    place = layout.folded.back(sentence.start + start)
    before = layout.document.text[sentence.span.start : place].rstrip()
    return before.endswith((",", '"', "\u201d", "'", "\u2019"))


def bracketed(reading: Reading, start: int) -> bool:
    """Say whether an offset of a sentence stands in round brackets."""
    place = reading.layout.folded.back(reading.sentence.start + start)
    before = reading.layout.document.text[reading.sentence.span.start : place]
    return before.rfind("(") > before.rfind(")")


def named_after(reading: Reading, person: Mention, pronoun: Mention) -> bool:
    """Say whether a child is named after a "she": "She told me Mia …" is not Mia speaking."""
    child = person.group == "name" and person.subject == "child"
    return child and any(item.start > pronoun.end and item.words == person.words for item in reading.mentions)
