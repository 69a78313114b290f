"""A candidate in, whom its words describe out: the child, a parent, another adult or a service."""

from __future__ import annotations

import re

from careword.book import Book, RuleData
from careword.layout import Layout, Sentence
from careword.people import Mention, People
from careword.text import Span
from careword.voice import Voices

_CLAUSE = re.compile(r"[;:]| - |\b(?:but|because|while|whereas|although|though|so|that|if|when|whether) ")
_POSSESSIVE = re.compile(
    r"\b(his|her|their)(?: (?:new|ex|older|current|long term|adult|own|former|latest|first|then|own|much older))*$"
)
_OWNER_GAP = re.compile(r"'?s?(?: (?:new|ex|older|current|long term|adult|own|former|latest|first|then|much older))*")


class Subjects:
    """Tells who is described."""

    def __init__(self, book: Book, people: People, voices: Voices) -> None:
        self._people, self._voices = people, voices

    def of(
        self, layout: Layout, sentence: Sentence, span: Span, rule: RuleData, speaker: str | None
    ) -> tuple[str, str | None]:
        """Give whom the words describe, and the child's name where that is who it is."""
        low = layout.folded.forward(span.start) - sentence.start
        high = layout.folded.forward(span.end) - sentence.start
        quoted = layout.quote_around(span) is not None
        text = sentence.text if quoted else sentence.spoken
        mentions = self._people.mentions(layout, sentence, text)
        said = [  # whoever speaks is not the one described, unless it is the child
            frame.cue
            for frame in self._voices.frames(layout, sentence)
            if frame.cue[1] <= low < frame.end and frame.speaker not in (None, "child")
        ]
        mentions = [item for item in mentions if not any(a <= item.start and item.end <= b for a, b in said)]
        chosen = self._inside(mentions, low, high, rule) or self._owner(layout, sentence, mentions, low, text)
        if chosen is None:
            chosen = self._before(mentions, low, text, speaker)
        if chosen is None:  # nobody is named: a child's note is about the child
            return "child", self._child(layout, sentence, mentions, low)
        if chosen.group == "pronoun":
            if speaker in ("parent", "professional", "sibling", "peer", "exploiter") and self._reported_before(
                layout, sentence, chosen, low
            ):
                return "child", self._child(layout, sentence, mentions, low)
            person = self._voices.antecedent(layout, sentence, chosen, mentions)
            if person is not None and person.subject == "parent" and self._another(text, person, chosen):
                return "child", self._child(layout, sentence, mentions, low)
            if person is None or person.subject in ("unknown", "service"):
                return "child", self._child(layout, sentence, mentions, low)
            name = person.words if person.group == "name" and person.subject == "child" else None
            return person.subject, name or self._child(layout, sentence, mentions, low)
        if chosen.group == "writer":
            return ("child" if quoted or (speaker == "child") else "service"), None
        if chosen.subject == "unknown":
            return "child", self._child(layout, sentence, mentions, low)
        name = chosen.words if chosen.group == "name" and chosen.subject == "child" else None
        return chosen.subject, name or self._child(layout, sentence, mentions, low)

    @staticmethod
    def _inside(mentions: list[Mention], low: int, high: int, rule: RuleData) -> Mention | None:
        """A person named by the found words themselves: "difficult mother", "she consented"."""
        inside = [item for item in mentions if low <= item.start and item.end <= high and item.group != "writer"]
        pronouns = [item for item in inside if item.group == "pronoun"]
        parents = [item for item in inside if item.subject == "parent" and "parent" in rule.about]
        children = [item for item in inside if item.subject == "child" and item.group == "child"]
        return next(iter((*pronouns, *parents, *children)), None)

    def _owner(
        self, layout: Layout, sentence: Sentence, mentions: list[Mention], low: int, text: str
    ) -> Mention | None:
        """Somebody to whom the found thing belongs: "mum's partner", "her boyfriend"."""
        for item in mentions:
            if item.owner and item.end <= low and _OWNER_GAP.fullmatch(text[item.end : low].rstrip()):
                return item
        possessive = _POSSESSIVE.search(text[:low].rstrip())
        if possessive is None:
            return None
        before = [item for item in mentions if item.end <= possessive.start() and not item.object and not item.owner]
        gender = {"her": "f", "his": "m"}.get(possessive[1], "any")
        before = [item for item in before if item.group != "writer" and item.gender in (None, "any", gender)]
        return before[-1] if before else Mention(low, low, "pronoun", possessive[1], None, "unknown", gender)

    @staticmethod
    def _before(mentions: list[Mention], low: int, text: str, speaker: str | None) -> Mention | None:
        """The subject of the clause: the nearest person before the words who is not an object or an owner."""
        marks = [found.end() for found in _CLAUSE.finditer(text, 0, max(low, 0))]
        clause = max((mark for mark in marks), default=0)
        for begin in (clause, 0):
            before = [
                item
                for item in mentions
                if begin <= item.start
                and item.end <= low
                and not item.owner
                and item.group != "document"
                and (begin == clause or item.group != "writer")
            ]
            direct = [item for item in before if not item.object]
            if direct:
                person = direct[-1]
                joined = [
                    item
                    for item in direct
                    if item.end <= person.start and text[item.end : person.start].strip() == "and"
                ]
                return joined[-1] if joined and joined[-1].subject == "child" else person
            if begin == 0 and before and speaker is None:
                return before[-1] if before[-1].subject == "child" else None
            if begin and speaker is not None:
                return None  # what follows "said that" with nobody named in it is about the child
        return None

    @staticmethod
    def _another(text: str, person: Mention, pronoun: Mention) -> bool:
        """Say whether somebody else stands between a parent and "she": "mum wants her on the pill because she …"."""
        same = text[person.start : person.end] == person.words and person.end < pronoun.start
        return same and re.search(r"\b(?:her|him|them)\b", text[person.end : pronoun.start]) is not None

    @staticmethod
    def _reported_before(layout: Layout, sentence: Sentence, pronoun: Mention, low: int) -> bool:
        return pronoun.words.startswith(("she", "he", "they"))

    @staticmethod
    def _child(layout: Layout, sentence: Sentence, mentions: list[Mention], low: int) -> str | None:
        """The child's name: the one in the sentence, else the last one before it, else the note's only one."""
        for item in reversed([item for item in mentions if item.group == "name" and item.words in layout.children]):
            return item.words
        if len(layout.children) == 1:
            return next(iter(layout.children))
        for earlier in reversed(layout.sentences[max(0, sentence.number - 6) : sentence.number]):
            names = [name for name in layout.children if re.search(rf"\b{re.escape(name)}\b", earlier.text)]
            if names:
                return names[0] if len(names) == 1 else None
        return None
