"""A turn of phrase that is harmless of anybody else, and is said of the child here: the child is named, not guessed."""

from __future__ import annotations

from careword.book import Book
from careword.findings import Candidate, Context
from careword.layout import Layout, Sentence
from careword.people import People

_SHORTHAND = 3  # words before the found ones in a sentence of note style, where the child is left out
_CHILD = ("pronoun", "child", "name")


class AboutChild:
    """Asked about an idiom."""

    def __init__(self, book: Book, people: People) -> None:
        self._people = people
        self._objects = [book.cue("grammar", name) for name in ("her", "his", "him")]

    def holds(self, layout: Layout, candidate: Candidate, _context: Context) -> bool:
        """Say whether the child stands in this sentence or the one before."""
        sentence = layout.sentence_at(candidate.span.start)
        if sentence is None:
            return False
        low, high = (layout.folded.forward(place) - sentence.start for place in candidate.span)
        before = layout.sentences[max(sentence.number - 1, 0) : sentence.number]
        return (
            self._named(layout, sentence)
            or self._shorthand(layout, sentence, low, high)
            or any(self._named(layout, item) for item in before)
        )

    def _shorthand(self, layout: Layout, sentence: Sentence, low: int, high: int) -> bool:
        few = len(sentence.text[:low].split()) < _SHORTHAND
        return few and not any(item.end <= high for item in self._people.mentions(layout, sentence))

    def _named(self, layout: Layout, sentence: Sentence) -> bool:
        return any(words.search(sentence.text) for words in self._objects) or any(
            item.group in _CHILD and item.subject in ("child", "unknown")
            for item in self._people.mentions(layout, sentence, quoted=True)
        )
