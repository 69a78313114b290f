"""A sentence in, the people in it out: who is named, in what role, and which of them a verb or a pronoun belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from careword.book import Book
from careword.layout import Layout, Sentence

_PRONOUN = re.compile(r"\b(she|he|they|shes|hes|she's|he's|they've|she'd|he'd)\b")
_OBJECT = re.compile(
    r"(?:\b(?:to|with|for|of|about|from|by|on|at|towards|toward|against|than|like|regarding|re|and|told|tells|telling|asked|"
    r"asks|informed|advised|between|without|near|behind|around|contact|contacted|called|rang|saw|met|seen|"
    r"visited|upset|between|supporting|support|support(?:ed|s)|blames?|blamed)"
    r"(?: (?:the|her|his|their|my|a|an|both|birth|step))?) $"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or a record named in a sentence; offsets are in the sentence's folded text."""

    start: int
    end: int
    group: str  # a group of cues/people.yaml, or pronoun, or name
    words: str
    speaker: str | None
    subject: str
    gender: str | None
    owner: bool = False  # "mum's …": somebody or something that belongs to this person is meant
    object: bool = False  # stands after a preposition or as an object


class People:
    """Finds people by the rulebook's words for them."""

    def __init__(self, book: Book) -> None:
        self._groups = [
            (name, book.cue("people", name), data.speaker, data.subject or "unknown", data.gender)
            for name, data in book.cues["people"].items()
        ]
        self._titles = re.compile(r"\b(?:mr|mrs|ms|miss|dr|pc|dc|ds|sgt|insp|prof)$")

    def mentions(self, layout: Layout, sentence: Sentence, text: str | None = None) -> list[Mention]:
        """Give the people in a sentence, in order; the longest words win where groups overlap."""
        text = sentence.spoken if text is None else text
        found: list[Mention] = []
        for group, words, speaker, subject, gender in self._groups:
            for match in words.finditer(text):
                found.append(self._mention(text, match.start(), match.end(), group, speaker, subject, gender))
        for match in _PRONOUN.finditer(text):
            gender = "f" if match[1].startswith("sh") else "m" if match[1].startswith("h") else "any"
            found.append(self._mention(text, match.start(), match.end(), "pronoun", None, "unknown", gender))
        found += self._names(layout, sentence, text)
        found.sort(key=lambda item: (-(item.end - item.start), item.group == "name"))
        kept: list[Mention] = []
        for item in found:
            if not any(item.start < other.end and other.start < item.end for other in kept):
                kept.append(item)
        return sorted(kept, key=lambda item: item.start)

    def _mention(
        self, text: str, start: int, end: int, group: str, speaker: str | None, subject: str, gender: str | None
    ) -> Mention:
        owner = text[end : end + 2] == "'s" or bool(re.match(r" (?:'s|s' )", text[end : end + 4]))
        if group == "pronoun":
            owner = False
        placed = bool(_OBJECT.search(text[max(0, start - 40) : start]))
        return Mention(start, end, group, text[start:end], speaker, subject, gender, owner, placed)

    def _names(self, layout: Layout, sentence: Sentence, text: str) -> list[Mention]:
        found = []
        for match in re.finditer(r"[a-z][\w'-]*", text):
            place = layout.folded.back(sentence.start + match.start())
            if not layout.document.text[place : place + 1].isupper():
                continue
            bare = match[0].removesuffix("'s")
            known = bare in layout.children or bare in layout.adults
            if not known and (match.start() == 0 or len(bare) < 2):
                continue
            if not known and not layout.document.text[place + 1 : place + 2].islower():
                continue
            subject = "other-adult" if bare in layout.adults else "child"
            speaker = layout.adults.get(bare, "child") if bare in layout.adults else "child" if known else "unknown"
            if not known:
                subject = "unknown"
            found.append(
                self._mention(text, match.start(), match.start() + len(bare), "name", speaker, subject, "any")
            )
        return found
