"""What the pages ask of the check: verdicts on a text, the rulebook in force, the names of a record's fields."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from careword.book import Book
from careword.findings import Finding
from careword.readers.formats import Names
from careword.text import Document


class Engine(Protocol):
    """Checks notes with the settings of the folder that they stand in. Whoever starts the review gives it one."""

    def findings(self, document: Document, folder: Path) -> list[Finding]:
        """Check a note; nothing, where it cannot be checked."""

    def book(self, folder: Path) -> Book:
        """Give the rulebook in force in a folder."""

    def fields(self, folder: Path) -> Names:
        """Give the names of a record's fields, where a configuration says them."""
