"""A candidate in, whom its words describe out: the child, a parent, another adult or a service."""

from __future__ import annotations

from careword.antecedent import Antecedents, Seeks
from careword.book import Book, RuleData
from careword.clause import Clauses
from careword.frames import Frames
from careword.layout import Layout, Sentence
from careword.people import Mention, People
from careword.reading import ends
from careword.text import Span

_BACK = 6  # sentences before, in which the child's name is looked for
_OTHERS = ("parent", "professional", "sibling", "peer", "exploiter", "unknown")


class Subjects:
    """Tells who is described."""

    def __init__(self, book: Book, people: People, frames: Frames, antecedents: Antecedents) -> None:
        self._people, self._frames, self._antecedents = people, frames, antecedents
        self._clauses = Clauses(book)
        self._reason = book.shaped("grammar", "reason", after=r"\Z")
        self._due = book.cue("grammar", "reason-inside")
        self._resumes = book.ending("grammar", "resumes")
        self._impersonal, self._my = book.cue("grammar", "impersonal"), book.cue("grammar", "my")

    def of(
        self, layout: Layout, sentence: Sentence, span: Span, rule: RuleData, speaker: str | None
    ) -> tuple[str, str | None]:
        """Give whom the words describe, and the child's name where that is who it is."""
        low = layout.folded.forward(span.start) - sentence.start
        high = layout.folded.forward(span.end) - sentence.start
        quote = layout.quote_around(span)
        text = sentence.text if quote else sentence.spoken
        if quote and speaker == "child" and self._my.search(text[low:high]):
            return "child", layout.glimpse(_child, layout, sentence, [])  # "the man is 'my boyfriend'"
        mentions = self._others(layout, sentence, low, quote)
        chosen = self._clauses.of(mentions, low, high, text, rule, speaker)
        if (
            chosen is not None
            and chosen.subject == "service"
            and (self._reason.search(text[:low].rstrip()) or self._due.search(text[low:high]))
        ):
            chosen = None  # "closed due to …": a service did it for something that is said of the child
        if chosen is not None and chosen.group == "writer":
            return ("child" if quote or speaker == "child" else "service"), None
        if chosen is not None:
            person = self._person(layout, sentence, chosen, mentions, text, speaker, rule)
        else:
            person = self._goes_on(layout, sentence, low) if _of_parents(rule) else None
        if person is None:  # nobody is named: a child's note is about the child
            return "child", layout.glimpse(_child, layout, sentence, mentions)
        name = person.words if person.group == "name" and person.subject == "child" else None
        subject = "parent" if "parent" in rule.about and _of_no_role(layout, person) else person.subject
        return subject, name or layout.glimpse(_child, layout, sentence, mentions)

    def _others(self, layout: Layout, sentence: Sentence, low: int, quote: Span | None) -> list[Mention]:
        """Give the people in a sentence whom the words at `low` may describe."""
        mentions = self._people.mentions(layout, sentence, quoted=quote is not None)
        said = [  # whoever speaks is not the one described, unless it is the child
            frame.cue
            for frame in self._frames.heard(layout, sentence)
            if frame.cue[1] <= low < frame.end and frame.speaker not in (None, "child")
        ]
        mentions = [item for item in mentions if not any(a <= item.start and item.end <= b for a, b in said)]
        begin = max(layout.folded.forward(quote.start) - sentence.start, 0) if quote else 0
        if quote and self._impersonal.match(sentence.text, begin):
            mentions = [item for item in mentions if item.start >= begin]  # 'Dad aware, "it is his choice"'
        return mentions

    def _goes_on(self, layout: Layout, sentence: Sentence, low: int) -> Mention | None:
        """Give the parent whom the sentence before is about, where nobody stands before words said only of parents."""
        alone = all(item.start >= low for item in self._people.mentions(layout, sentence))
        previous = layout.previous(sentence) if alone else None
        people = self._people.mentions(layout, previous) if previous else []
        subjects = [item for item in people if not (item.owner or item.object)]
        return subjects[0] if subjects and all(item.subject == "parent" for item in subjects) else None

    def _person(
        self,
        layout: Layout,
        sentence: Sentence,
        chosen: Mention,
        mentions: list[Mention],
        text: str,
        speaker: str | None,
        rule: RuleData,
    ) -> Mention | None:
        """Give whom a mention stands for, or none where that is the child of the note."""
        if chosen.group != "pronoun":
            return chosen if chosen.subject != "unknown" else None
        if speaker in _OTHERS and chosen.words not in ("his", "their"):
            # "she" in somebody else's words about a child is the child; of mum who was spoken of it is mum
            return _parent_before(mentions, chosen) if _of_parents(rule) else None
        if speaker == "child" and ends(self._resumes, text[: chosen.start].rstrip()):
            return None  # "Kai said that he works for a man and that he …"
        seeks: Seeks = "described" if "parent" in rule.about else "child"
        person = self._antecedents.of(layout, sentence, chosen, mentions, seeks=seeks)
        if (person is None or person.subject == "other-adult") and _of_parents(rule):
            everybody = self._people.mentions(layout, sentence)  # "mum says he rings and she lets him in"
            person = self._antecedents.grown(layout, sentence, chosen, everybody) or person
        if person is None or person.subject in ("unknown", "service"):
            return None
        if chosen.gender == "any" and person.group == "name" and person.subject == "other-adult":
            return None  # "he and Marcus … they …"
        grown = person.subject == "parent" or person.group == "titled"
        return None if grown and self._clauses.another(text, person, chosen) else person


def _of_parents(rule: RuleData) -> bool:
    """Say whether the words of a rule are said of parents and not of children."""
    return "parent" in rule.about and "child" not in rule.about


def _parent_before(mentions: list[Mention], pronoun: Mention) -> Mention | None:
    """Give the parent whom somebody's words name before a pronoun: "notes describe mum as tired, and she …"."""
    fit = [
        item
        for item in mentions
        if item.subject == "parent"
        and not item.owner
        and item.end <= pronoun.start
        and item.gender in (None, "any", pronoun.gender)
    ]
    return fit[-1] if fit else None


def _of_no_role(layout: Layout, person: Mention) -> bool:
    """Say whether Mrs Ode is somebody whose role the note does not tell."""
    return (
        person.group == "titled" and person.subject == "other-adult" and person.words.split()[-1] not in layout.adults
    )


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
