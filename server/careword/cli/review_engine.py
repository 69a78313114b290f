"""What the review pages ask of the check, answered with the settings in force in each folder."""

from __future__ import annotations

import threading
from pathlib import Path

from careword.book import Book
from careword.cli.desk import Desk, SetupError
from careword.cli.judging import judged
from careword.config import ConfigError, Settings
from careword.findings import Finding
from careword.readers.formats import Names
from careword.text import Document


class DeskEngine:
    """Checks notes for the pages as `careword check` does."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._one = desk, threading.Lock()

    def findings(self, document: Document, folder: Path) -> list[Finding]:
        """Check a note; a configuration or a note that cannot be used gives nothing."""
        with self._one:  # a linter is used by one at a time
            try:
                result = judged(self._desk, document, folder)
            except SetupError:
                return []
        return [item for item in result if isinstance(item, Finding)] if not isinstance(result, str) else []

    def book(self, folder: Path) -> Book:
        """Give the rulebook in force in a folder, or the one that careword ships."""
        with self._one:
            try:
                return self._desk.of(folder).book
            except SetupError:
                return self._desk.book(Settings())

    def fields(self, folder: Path) -> Names:
        """Give the names of a record's fields."""
        try:
            return self._desk.settings(folder).records
        except ConfigError:
            return {}
