"""A visit to a child, in a note in which the child says nothing, shows nothing and is not seen."""

from __future__ import annotations

from careword.book import Book
from careword.findings import Candidate, Context
from careword.layout import Layout
from careword.structure.whole import entry, first, place

_OPENING = 200  # code points at the head of a note in which it says what it is a note of


class WithoutChild:
    """Asked about the words by which a note calls itself a visit."""

    def __init__(self, book: Book) -> None:
        self._visit = book.cue("structure", "visit")
        self._there = [book.cue("structure", name) for name in ("child-shown", "child-away")]
        self._speaks = book.cue("structure", "somebody-speaks")
        self._adult = book.cue("structure", "adult-speaks")

    def holds(self, layout: Layout, candidate: Candidate, _context: Context) -> bool:
        """Say whether the note is one of a visit, and long enough, and the child is nowhere in it."""
        return (
            place(layout, candidate) < _OPENING
            and first(layout, candidate, self._visit)
            and not entry(layout)
            and not layout.whole().quoting
            and not any(layout.everywhere(words) for words in self._there)
            and not self._somebody_else_speaks(layout)
        )

    def _somebody_else_speaks(self, layout: Layout) -> bool:
        """Say whether anybody speaks in the note who is not plainly an adult: that may be the child."""
        adults = {end for _, end in layout.everywhere(self._adult)}
        return any(end not in adults for _, end in layout.everywhere(self._speaks))
