"""Something that happened to a child, in a note in which no sentence says what it means for the child."""

from __future__ import annotations

from careword.book import Book
from careword.findings import Candidate, Context
from careword.layout import Layout
from careword.structure.whole import first

_NOTE = 80  # words that a note has in which there was room for its meaning
_GROUPS = ("M", "H", "P", "U")


class WithoutImpact:
    """Asked about an event in the writer's own words."""

    def __init__(self, book: Book) -> None:
        self._events = book.cue("structure", "event")
        self._meaning = [book.cue("analysis", name) for name in _GROUPS] + [book.cue("structure", "effect")]

    def holds(self, layout: Layout, candidate: Candidate, context: Context) -> bool:
        """Say whether it is the note's first event, and nothing in the note says what events mean for the child."""
        segment = layout.segment_at(candidate.span.start)
        return (
            context.analysis == "none"
            and (segment is None or segment.kind != "row")
            and layout.whole().words >= _NOTE
            and first(layout, candidate, self._events)
            and not any(layout.everywhere(words) for words in self._meaning)
        )
