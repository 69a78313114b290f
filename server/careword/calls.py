"""Sentences in, with whom a call or a letter is that they tell of out: "T/C from nan.", "the caller"."""

from __future__ import annotations

from collections.abc import Iterable

from careword.book import Book
from careword.layout import Layout, Sentence
from careword.people import Mention, People
from careword.reading import NEAR

_CALLED = 20  # code points after "T/C from" in which the one who is called is named: "Kai's nan"
_ADULTS = ("parent", "professional")
_FAR = 5  # sentences back; a verdict may look seven back (live/reach.py)
_BACK = 3  # sentences before a paragraph in which it is looked for who was called
_UNSURE = ("titled", "name", "child")  # Mr Ode may be a parent or a teacher


class Calls:
    """Finds who is called and who calls."""

    def __init__(self, book: Book, people: People) -> None:
        self._people = people
        self._rings = book.cue("attribution", "rings")
        self._call_of, self._from = book.cue("attribution", "call-of"), book.cue("attribution", "from")

    def called(self, layout: Layout, sentences: Iterable[Sentence], *, sure: bool = True) -> Mention | None:
        """Give whom a call is with that some sentences tell of: "T/C from nan.", "Call with DC Ode".

        `sure` leaves out who may as well be a parent as a worker.
        """
        for earlier in sentences:
            if (rang := self._rang(layout, earlier)) is not None:
                return rang
            for found in self._call_of.within(earlier.spoken, earlier.vocabulary):
                people = self._people.mentions(layout, earlier)
                near = [item for item in people if found.end() < item.end and item.start - found.end() <= _CALLED]
                if near and (whom := next((item for item in near if not item.owner), None)) and whom.speaker:
                    return None if sure and _unsure(whom) else whom
        return None

    def _rang(self, layout: Layout, sentence: Sentence) -> Mention | None:
        """Give the parent or worker who rang: "Mrs Ode rang about Friday."."""
        for found in self._rings.within(sentence.spoken, sentence.vocabulary):
            for item in self._people.mentions(layout, sentence):
                if item.end == found.start() - 1 and item.speaker in _ADULTS and not (item.owner or _unsure(item)):
                    return item
        return None

    def who(self, layout: Layout, sentences: Iterable[Sentence]) -> str | None:
        """Give whom "the caller" stands for: the parent or worker who is named a few sentences before."""
        for earlier in sentences:
            for item in self._people.mentions(layout, earlier):
                if item.speaker in _ADULTS and not (item.owner or item.group == "document"):
                    return item.speaker
        return None

    def opened(self, layout: Layout, sentence: Sentence) -> str | None:
        """Give who called, where the paragraph opens with "T/C from nan": a "Says …" in it is theirs."""
        first, *others = layout.paragraph(sentence)
        if first.number == sentence.number:
            return None
        since = [item for item in others if item.number < sentence.number]
        if any(self._call_of.within(item.spoken, item.vocabulary) for item in since):
            return None  # "T/C to B. … Said …"
        for found in self._from.within(first.spoken, first.vocabulary):
            mention = next(
                (item for item in self._people.mentions(layout, first) if 0 <= item.start - found.end() <= NEAR), None
            )
            if mention is not None and mention.speaker:
                return mention.speaker
        return None


def _unsure(person: Mention) -> bool:
    """Say whether somebody who is named may be a parent or a worker."""
    return person.group in _UNSURE and person.gender is not None and person.speaker != "parent"


def above(layout: Layout, sentence: Sentence) -> list[Sentence]:
    """Give the few sentences before the paragraph of a sentence, the nearest first, where they are near enough."""
    number = sentence.number
    while number > 0 and sentence.number - number < _FAR and layout.previous(layout.sentences[number]) is not None:
        number -= 1
    return [layout.sentences[at] for at in range(number - 1, max(number - _BACK, sentence.number - _FAR, 0) - 1, -1)]
