"""A condition that makes a child's conduct the cause: "if she stayed in, none of this would happen"."""

from __future__ import annotations

from careword.antecedent import Antecedents
from careword.book import Book
from careword.findings import Candidate, Context
from careword.layout import Layout, Sentence
from careword.people import Mention, People

_NEXT = 12  # code points after "if" within which its subject begins
_FORMS = {"f": ("she", "her"), "m": ("he", "his", "only-object")}  # groups of cues/grammar.yaml


class ChildCondition:
    """Asked about harm that would stop, or would not have come about."""

    def __init__(self, book: Book, people: People, antecedents: Antecedents) -> None:
        self._people, self._antecedents = people, antecedents
        self._opener = book.cue("structure", "condition")
        self._forms = {gender: [book.cue("grammar", name) for name in names] for gender, names in _FORMS.items()}
        self._done_to = book.cue("structure", "done-to-the-child")

    def holds(self, layout: Layout, candidate: Candidate, context: Context) -> bool:
        """Say whether its sentence holds a condition of which the child is the subject, and the child's is the act."""
        sentence = layout.sentence_at(candidate.span.start)
        if sentence is None:
            return False
        mentions = self._people.mentions(layout, sentence, quoted=True)
        for found in layout.found(sentence, self._opener):
            person = next((item for item in mentions if 0 <= item.start - found.end() <= _NEXT), None)
            if (
                person is not None
                and not person.owner
                and self._child(layout, sentence, person, mentions, context)
                and not self._done_to.match(sentence.text, person.end + 1)
            ):
                return True
        return False

    def _child(
        self, layout: Layout, sentence: Sentence, person: Mention, mentions: list[Mention], context: Context
    ) -> bool:
        if person.group == "pronoun":
            if context.speaker not in (None, "child"):
                return self._harmed(sentence, person)  # "she" in somebody else's words about a child is the child
            other = self._antecedents.of(layout, sentence, person, mentions, seeks="described")
            return (other is None or other.subject in ("child", "unknown", "service")) and self._harmed(
                sentence, person
            )
        return person.subject == "child" or (person.group == "name" and person.subject == "unknown")

    def _harmed(self, sentence: Sentence, person: Mention) -> bool:
        """Say whether "if she …" may mean the one who is harmed: not where the sentence goes on about "him" alone."""
        rest = f"{sentence.text[: person.start]} {sentence.text[person.end :]}"
        spoken_of = {gender for gender, forms in self._forms.items() if any(words.search(rest) for words in forms)}
        return not spoken_of or person.gender not in self._forms or person.gender in spoken_of
