"""A pronoun in, whom it stands for out: somebody before it in the sentence, else the subject of a sentence before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from careword.book import Book
from careword.layout import Layout, Sentence
from careword.people import Mention, People

_BACK = 4  # sentences that a chain of pronouns may reach back
_NEVER = ("pronoun", "writer", "document", "other-adult")  # whom "she" or "he" is not taken to stand for
_WORKERS = ("professional", "titled", "name")

Seeks = Literal["speaker", "described", "child"]  # who spoke, whom words describe, whom words about children describe


class Antecedents:
    """Finds whom pronouns stand for."""

    def __init__(self, book: Book, people: People) -> None:
        self._people = people
        self._contacts = book.cue("attribution", "contacts")
        self._from = book.cue("attribution", "from")
        self._owned = tuple((book.cue("grammar", name), book.cues["grammar"][name].gender) for name in ("her", "his"))
        self._acts = book.cue("grammar", "verb-like")
        self._about = book.shaped("grammar", "topic-before", after=r" \Z")
        self._company = book.ending("grammar", "company")
        self._left, self._clause_before = book.cue("grammar", "left"), book.ending("attribution", "clause-before")
        self._several = book.ending("grammar", "several")

    def of(
        self,
        layout: Layout,
        sentence: Sentence,
        pronoun: Mention,
        mentions: list[Mention],
        *,
        seeks: Seeks = "speaker",
    ) -> Mention | None:
        """Find whom a pronoun stands for; `mentions` are the people of its sentence.

        `seeks` says what for: who spoke; whom words describe, where a "he" in somebody's words goes on as "he"; or whom
        words describe that are said of children, where somebody else has to be the one whom a sentence is about.
        """
        described = seeks != "speaker"
        here = [
            item
            for item in mentions
            if item.end <= pronoun.start
            and self._fits(item, pronoun)
            and (not _works(item) or (described and item.group == "titled" and item.gender and not item.object))
        ]
        if any(self._has_left(sentence, item, pronoun) for item in here):
            return None  # "After mum had gone she said …"
        subjects = [item for item in here if not item.object and not item.owner]
        if subjects:
            met = _works(subjects[-1]) or (described and self._other(sentence, subjects[-1], here[-1], pronoun))
            return here[-1] if met else subjects[-1]  # "when Mrs Ode asked Kai to stop he …"
        chain = [
            item
            for item in mentions
            if item.end <= pronoun.start and item.group == "pronoun" and not item.object and _agrees(item, pronoun)
        ]
        if chain and here and here[-1].object:
            return self.of(layout, sentence, chain[0], mentions, seeks=seeks)  # "he went with the man …, he …"
        if here and not here[-1].owner:
            return here[-1]
        return self._before(layout, sentence, pronoun, seeks)

    def _before(self, layout: Layout, sentence: Sentence, pronoun: Mention, seeks: Seeks) -> Mention | None:
        """Find in the sentences before one whom a pronoun stands for, along a chain of pronouns."""
        last = sentence
        for earlier in self._back(layout, sentence):
            people = [item for item in self._people.mentions(layout, earlier) if item.group != "writer"]
            people = [item for item in people if not self._came_along(earlier, item)]
            subjects = [
                item
                for item in people
                if not item.object and not item.owner and (item.group == "pronoun" or item.group not in _NEVER)
            ]
            if _goes_back(people, subjects, pronoun, seeks):
                last = earlier
                continue
            fitting = self._fitting(people, subjects, pronoun, earlier, last, seeks)
            if fitting is not None:
                return None if seeks == "child" and self._strays(fitting) else fitting
        return None

    def _fitting(
        self,
        people: list[Mention],
        subjects: list[Mention],
        pronoun: Mention,
        earlier: Sentence,
        last: Sentence,
        seeks: Seeks,
    ) -> Mention | None:
        """Find the one of an earlier sentence's people for whom a pronoun may stand; of `subjects` before others."""
        described = seeks != "speaker"
        works = not described and all(map(_works, subjects))
        those = [item for item in (people if works or not subjects else subjects) if item.group not in _NEVER]
        if not described:
            return next((item for item in those if self._may(item, pronoun, earlier, last)), None)
        those = [item for item in those if not self._belongs(item, pronoun, earlier)]
        may = (item for item in those if self._may(item, pronoun, earlier, last, described=True))
        fitting = self._topic(people, pronoun, earlier) or next(may, None)
        if fitting is None or (seeks == "child" and self._strays(fitting)):
            return fitting
        if seeks != "child" and fitting.subject != "other-adult":
            return fitting
        # "Mr Ode believes Kai is …. He …": what goes on is about the one who was spoken of
        children = (item for item in subjects if item.subject == "child" and self._may(item, pronoun, earlier, last))
        return next(children, fitting)

    @staticmethod
    def _strays(person: Mention) -> bool:
        """Say whether the child is meant and not somebody of a sentence before: "in a car, driver not seen. He …"."""
        stranger = person.group == "exploiter" or person.speaker == "exploiter"
        return stranger or (person.object and person.subject in ("parent", "other-adult"))

    @staticmethod
    def _back(layout: Layout, sentence: Sentence) -> Iterator[Sentence]:
        """Give the sentences before one in its paragraph, the nearest first."""
        earlier: Sentence | None = sentence
        for _ in range(_BACK):
            earlier = layout.previous(earlier) if earlier else None
            if earlier is not None:
                yield earlier

    def _may(
        self, person: Mention, pronoun: Mention, earlier: Sentence, last: Sentence, *, described: bool = False
    ) -> bool:
        """Say whether somebody of an earlier sentence may be meant; a worker only as the sender of a call."""
        if person.owner or not self._fits(person, pronoun):
            return False
        if (
            person.group == "name"
            and person.speaker == "unknown"
            and not self._acts.match(earlier.spoken, person.end + 1)
        ):
            return False  # "New trainers. He …": a capital letter makes no name of it
        if not _works(person) or (person.subject == "other-adult" and person.group != "name"):
            return not (described and person.group == "parent" and self._of_another(earlier, pronoun))
        return not (person.object and described) and self._called(earlier, last)

    def _other(self, sentence: Sentence, subject: Mention, met: Mention, pronoun: Mention) -> bool:
        """Say whether "he" is the one met: "Kayla lives with her boyfriend … and he …"."""
        if met.owner or subject.gender != "any" or met.gender != pronoun.gender:
            return False
        text = sentence.spoken[subject.end : met.start]
        return any(gender not in ("any", pronoun.gender) and words.search(text) for words, gender in self._owned)

    def _topic(self, people: list[Mention], pronoun: Mention, earlier: Sentence) -> Mention | None:
        """Find the one whom a call or a talk was about: "mum rang about Kayla. She …"."""
        if not people or people[0].subject == "child" or people[0].group in ("name", "pronoun"):
            return None
        last = people[-1]
        about = last.object and self._fits(last, pronoun) and self._about.search(earlier.spoken[: last.start])
        return last if about and last.speaker == "child" else None

    def grown(self, layout: Layout, sentence: Sentence, pronoun: Mention, mentions: list[Mention]) -> Mention | None:
        """Find the parent nearest before a pronoun for whom it may stand."""
        here = [item for item in mentions if item.end <= pronoun.start]
        for people in (here, *(self._people.mentions(layout, item) for item in self._back(layout, sentence))):
            for item in reversed(people):
                if item.subject == "parent" and item.gender == pronoun.gender and not (item.owner or item.object):
                    return item
        return None

    def _of_another(self, earlier: Sentence, pronoun: Mention) -> bool:
        """Say whether a sentence tells of another one: "the host ended it because of his …" goes on about the boy."""
        return any(gender == pronoun.gender and words.search(earlier.spoken) for words, gender in self._owned)

    def _belongs(self, person: Mention, pronoun: Mention, earlier: Sentence) -> bool:
        """Say whether somebody is named as another's: "his foster carer … he …" goes on about the boy."""
        owner = next((words for words, gender in self._owned if gender == pronoun.gender), None)
        if owner is None:
            return False
        text = earlier.spoken
        before = text[: person.start].rpartition(" ")[0].rpartition(" ")[2]
        return owner.match(person.words) is not None or (person.object and owner.fullmatch(before) is not None)

    def _has_left(self, sentence: Sentence, person: Mention, pronoun: Mention) -> bool:
        """Say whether a clause before a pronoun says that a grown-up had gone: "Once her nan had left …"."""
        left = self._left.match(sentence.spoken, person.end + 1) if person.subject == "parent" else None
        if left is None or left.end() >= pronoun.start:
            return False
        return self._clause_before.search(sentence.spoken[: person.start].rstrip()) is not None

    def _came_along(self, earlier: Sentence, person: Mention) -> bool:
        """Say whether another child is named as company: "Came in with a friend"."""
        return person.speaker in ("peer", "sibling") and bool(
            self._company.search(earlier.spoken[: person.start].rstrip())
        )

    def _fits(self, person: Mention, pronoun: Mention) -> bool:
        if person.group in _NEVER:
            return False
        if pronoun.gender in (None, "any"):
            return True
        return person.gender in (None, "any", pronoun.gender) and not self._several.search(person.words)

    def _called(self, earlier: Sentence, sentence: Sentence) -> bool:
        """Say whether the sentence right before tells of a call or a letter, whose sender "she" then is."""
        near = earlier.number == sentence.number - 1
        return near and bool(self._contacts.search(earlier.spoken) or self._from.search(earlier.spoken))


def _goes_back(people: list[Mention], subjects: list[Mention], pronoun: Mention, seeks: Seeks) -> bool:
    """Say whether a sentence goes on about the one whom a pronoun stands for, so that the name stands before it."""
    if not subjects:
        return False
    parent = subjects[0].subject == "parent" and subjects[0].gender != pronoun.gender
    if seeks != "speaker" and parent:  # "his mum rang him. He …"
        return any(item.group == "pronoun" and item.gender == pronoun.gender for item in people)
    return subjects[0].group == "pronoun" and _agrees(subjects[0], pronoun)


def _works(person: Mention) -> bool:
    """Say whether somebody is here for work; a title alone does not say so of a parent."""
    known = person.group == "name" and person.speaker == "professional"
    return known or (person.group in _WORKERS and person.speaker in (None, "professional"))


def _agrees(one: Mention, other: Mention) -> bool:
    return "any" in (one.gender, other.gender) or one.gender == other.gender
