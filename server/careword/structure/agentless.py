"""Harm in the passive, and nobody who does it in this sentence or the ones beside it."""

from __future__ import annotations

from careword.book import Book
from careword.findings import Candidate, Context
from careword.frames import Frames
from careword.layout import Layout, Sentence
from careword.people import Mention, People

_OTHERS = ("professional", "titled", "document", "writer", "child", "mother", "parent")


class Agentless:
    """Asked about words by which harm comes to a child."""

    def __init__(self, book: Book, people: People, frames: Frames) -> None:
        self._people, self._frames = people, frames
        self._actor = book.cue("structure", "actor")

    def holds(self, layout: Layout, candidate: Candidate, _context: Context) -> bool:
        """Say whether nobody is there who could have done it: no name, no person, no "by somebody"."""
        sentence = layout.sentence_at(candidate.span.start)
        if sentence is None:
            return False
        low = layout.folded.forward(candidate.span.start) - sentence.start
        before = [item for item in self._people.mentions(layout, sentence) if item.end <= low and item.group == "name"]
        harmed = before[-1].words if before else None
        return not any(self._acts(layout, item, harmed) for item in layout.around(sentence, "near"))

    def _acts(self, layout: Layout, sentence: Sentence, harmed: str | None) -> bool:
        if layout.found(sentence, self._actor):
            return True
        told = [frame.cue for frame in self._frames.of(layout, sentence)]
        return any(
            _may_act(item, harmed) and not any(low <= item.start and item.end <= high for low, high in told)
            for item in self._people.mentions(layout, sentence)
        )


def _may_act(person: Mention, harmed: str | None) -> bool:
    """Say whether a mention is of somebody other than the child and those who write, report, help and bring up.

    Whoever only stands as an object ("she lives with her nan", "in Derby") does nothing in that sentence.
    """
    if person.object:
        return False
    if person.group == "name" and person.subject == "unknown":
        return harmed is not None and person.words != harmed  # with "she" as the one harmed, the name may be hers
    if person.group == "pronoun":
        return False  # whoever it stands for is named, or is the child
    return person.group not in _OTHERS and person.subject != "child" and not person.owner
