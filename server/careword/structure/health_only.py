"""Care for a child's sexual health with no word, anywhere in the note, of what lies behind the need."""

from __future__ import annotations

from careword.book import Book
from careword.findings import Candidate, Context
from careword.layout import Layout


class HealthOnly:
    """Asked about advice, contraception or a test."""

    def __init__(self, book: Book) -> None:
        self._explored = book.cue("structure", "explored")

    def holds(self, layout: Layout, _candidate: Candidate, _context: Context) -> bool:
        """Say whether nothing in the note speaks of consent, exploitation, the other person or a safeguarding step."""
        return not layout.everywhere(self._explored)
