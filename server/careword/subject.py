"""A candidate in, whom its words describe out: the child, a parent, another adult or a service."""

from __future__ import annotations

from careword.antecedent import Antecedents
from careword.book import Book, RuleData
from careword.frames import Frames
from careword.layout import Layout, Sentence
from careword.people import Mention, People
from careword.text import Span
from careword.words import compiled

_BACK = 6  # sentences before, in which the child's name is looked for
_OTHERS = ("parent", "professional", "sibling", "peer", "exploiter", "unknown")


class Subjects:
    """Tells who is described."""

    def __init__(self, book: Book, people: People, frames: Frames, antecedents: Antecedents) -> None:
        self._people, self._frames, self._antecedents = people, frames, antecedents
        self._clause = book.shaped("grammar", "clause-break", before=r"[;:]| - |", after=" ")
        adjectives = rf"(?: (?:{book.part('grammar', 'partner-adjective')}))*"
        self._gap = compiled(rf"'?s?{adjectives}")
        self._possessives = [
            (book.shaped("grammar", name, after=rf"{adjectives}\Z"), name, book.cues["grammar"][name].gender)
            for name in ("his", "her", "their")
        ]
        self._only_object = book.cue("grammar", "only-object")
        self._him = book.cue("grammar", "him")
        self._who = book.shaped("grammar", "relative", before=" ?")
        self._reason = book.shaped("grammar", "reason", after=r"\Z")
        self._due = book.cue("grammar", "reason-inside")
        self._is = book.cue("grammar", "copula")

    def of(
        self, layout: Layout, sentence: Sentence, span: Span, rule: RuleData, speaker: str | None
    ) -> tuple[str, str | None]:
        """Give whom the words describe, and the child's name where that is who it is."""
        low = layout.folded.forward(span.start) - sentence.start
        high = layout.folded.forward(span.end) - sentence.start
        quoted = layout.quote_around(span) is not None
        text = sentence.text if quoted else sentence.spoken
        mentions = self._people.mentions(layout, sentence, quoted=quoted)
        said = [  # whoever speaks is not the one described, unless it is the child
            frame.cue
            for frame in self._frames.heard(layout, sentence)
            if frame.cue[1] <= low < frame.end and frame.speaker not in (None, "child")
        ]
        mentions = [item for item in mentions if not any(a <= item.start and item.end <= b for a, b in said)]
        chosen = self._inside(mentions, low, high, rule) or self._owner(mentions, low, text)
        chosen = chosen or self._before(mentions, low, text, speaker)
        if chosen is not None and chosen.end < low and self._finds(text[chosen.end : low]):
            chosen = None  # "I have found him hard to reach" says it of him
        if (
            chosen is not None
            and chosen.subject == "service"
            and (self._reason.search(text[:low].rstrip()) or self._due.search(text[low:high]))
        ):
            chosen = None  # "closed due to …": a service did it for something that is said of the child
        if chosen is not None and chosen.group == "writer":
            return ("child" if quoted or speaker == "child" else "service"), None
        person = self._person(layout, sentence, chosen, mentions, text, speaker) if chosen else None
        if person is None:  # nobody is named: a child's note is about the child
            return "child", layout.glimpse(_child, layout, sentence, mentions)
        name = person.words if person.group == "name" and person.subject == "child" else None
        return person.subject, name or layout.glimpse(_child, layout, sentence, mentions)

    def _person(
        self,
        layout: Layout,
        sentence: Sentence,
        chosen: Mention,
        mentions: list[Mention],
        text: str,
        speaker: str | None,
    ) -> Mention | None:
        """Give whom a mention stands for, or none where that is the child of the note."""
        if chosen.group != "pronoun":
            return chosen if chosen.subject != "unknown" else None
        if speaker in _OTHERS and chosen.words not in ("his", "their"):
            return None  # "she" in somebody else's words about a child is the child
        person = self._antecedents.of(layout, sentence, chosen, mentions, described=True)
        if person is None or person.subject in ("unknown", "service"):
            return None
        if chosen.gender == "any" and person.group == "name" and person.subject == "other-adult":
            return None  # "he and Marcus … they …"
        return None if person.subject == "parent" and self._another(text, person, chosen) else person

    def _finds(self, between: str) -> bool:
        """Say whether a person stands as the object between a subject and the words, and not as their owner."""
        found = self._him.search(between)
        owner = found is not None and found.end() == len(between.rstrip())  # "mum and her lifestyle"
        return found is not None and (not owner or self._only_object.search(between) is not None)

    @staticmethod
    def _inside(mentions: list[Mention], low: int, high: int, rule: RuleData) -> Mention | None:
        """Find a person named by the found words themselves: "difficult mother", "she consented"."""
        inside = [item for item in mentions if low <= item.start and item.end <= high and item.group != "writer"]
        pronouns = [item for item in inside if item.group == "pronoun"]
        parents = [item for item in inside if item.subject == "parent" and "parent" in rule.about]
        children = [item for item in inside if item.subject == "child" and item.group == "child"]
        beside = [
            item for item in mentions if item.start == high + 1 and item.subject == "parent" and "parent" in rule.about
        ]
        return next(iter((*pronouns, *parents, *children, *beside)), None)  # "a very hostile dad"

    def _owner(self, mentions: list[Mention], low: int, text: str) -> Mention | None:
        """Find somebody to whom the found thing belongs: "mum's partner", "her boyfriend"."""
        for item in mentions:
            if item.start < low < item.end and item.subject == "parent":
                return item
            if item.owner and item.end <= low and self._gap.fullmatch(text[item.end : low].rstrip()):
                return item
        left = text[:low].rstrip()
        for words, name, gender in self._possessives:
            possessive = words.search(left)
            if possessive is not None:
                before = [
                    item
                    for item in mentions
                    if item.end <= possessive.start()
                    and not item.object
                    and not item.owner
                    and item.group != "writer"
                    and item.gender in (None, "any", gender)
                    and not self._is.fullmatch(text[item.end : possessive.start()].strip())  # "Dean is her …"
                ]
                return before[-1] if before else Mention(low, low, "pronoun", name, None, "unknown", gender)
        return None

    def _before(self, mentions: list[Mention], low: int, text: str, speaker: str | None) -> Mention | None:
        """Find the subject of the clause: the nearest person before the words who is not an object or an owner."""
        marks = [found.end() for found in self._clause.finditer(text, 0, max(low, 0))]
        clause = max(marks, default=0)
        for begin in (clause, 0):
            before = [
                item
                for item in mentions
                if begin <= item.start
                and item.end <= low
                and not item.owner
                and item.group != "document"
                and (begin == clause or item.subject in ("child", "unknown"))
            ]
            direct = [item for item in before if not item.object or self._who.match(text, item.end)]
            if direct:
                person = direct[-1]
                joined = [
                    item
                    for item in direct
                    if item.end <= person.start and text[item.end : person.start].strip() == "and"
                ]
                first = joined[-1] if joined else person
                return first if first.subject == "child" or first.group == "pronoun" else person
            if begin == 0 and before and speaker is None:
                return before[-1] if before[-1].subject == "child" else None
            if begin and speaker is not None:
                return None  # what follows "said that" with nobody named in it is about the child
        return None

    def _another(self, text: str, person: Mention, pronoun: Mention) -> bool:
        """Say whether somebody else stands between a parent and "she": "mum wants her on the pill because she …"."""
        same = text[person.start : person.end] == person.words and person.end < pronoun.start
        return same and self._him.search(text[person.end : pronoun.start]) is not None


def _child(layout: Layout, sentence: Sentence, mentions: list[Mention]) -> str | None:
    """Give the child's name: the one in the sentence, else the last one before it, else the note's only one."""
    for item in reversed(mentions):
        if item.group == "name" and item.words in layout.children:
            return item.words
    if len(layout.children) < 2:
        return next(iter(layout.children), None)
    for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _BACK), -1):
        names = layout.names_in(layout.sentences[number])
        if names:
            return names[0] if len(names) == 1 else None
    return None
