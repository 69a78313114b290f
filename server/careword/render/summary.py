"""Checked notes in, counts out, as the machine formats carry them and as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass, field

from careword.book import Book
from careword.findings import SEVERITIES
from careword.note import Checked, Unread


@dataclass(slots=True)
class Summary:
    """Counts of what was checked and shown."""

    notes: int = 0
    words: int = 0
    with_findings: int = 0
    findings: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))
    unread: int = 0

    def add(self, checked: Checked) -> None:
        """Count a note."""
        self.notes += 1
        self.words += checked.note.document.words
        self.with_findings += bool(checked.findings)
        for finding in checked.findings:
            self.findings[finding.severity] += 1

    def machine(self) -> dict[str, int]:
        """Give the counts of `careword-findings/1`."""
        return {"notes": self.notes, "words": self.words, **self.findings}

    def sentence(self) -> str:
        """Say the counts in a line."""
        total = sum(self.findings.values())
        unread = f" {count(self.unread, 'input')} could not be read." if self.unread else ""
        if not self.notes:
            return f"Nothing was checked.{unread}"
        words = count(self.words, "word")
        if not total:
            return f"Nothing to look at in {count(self.notes, 'note')} ({words}).{unread}"
        kinds = ", ".join(_kind(severity, number) for severity, number in self.findings.items() if number)
        where = f"{self.with_findings} of {count(self.notes, 'note')}" if self.notes > 1 else "1 note"
        return f"{count(total, 'finding')} in {where} ({words}): {kinds}.{unread}"


@dataclass(frozen=True, slots=True)
class End:
    """What is known when everything was read."""

    summary: Summary
    errors: list[Unread]
    books: list[Book]


def count(number: int, noun: str) -> str:
    """Write a number with its noun: 1 note, 1,204 notes."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _kind(severity: str, number: int) -> str:
    return f"{number:,} information" if severity == "information" else count(number, severity)
