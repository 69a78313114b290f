"""What passes between readers, the check and renderers: a note that was read, or a reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from careword.book import Book
from careword.findings import Finding, Silence
from careword.text import Document


@dataclass(frozen=True, slots=True)
class Note:
    """One note as it was read. `record` names it inside an export: its id, or `row 12`."""

    path: str
    record: str | None
    document: Document
    size: int = 0  # bytes, for the progress bar


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read or checked. `told` says that a person has already been told why."""

    path: str
    message: str
    line: int | None = None
    told: bool = False

    def __str__(self) -> str:
        """Write it as `path:line: message`."""
        return f"{self.path}: {self.message}" if self.line is None else f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing about a file that was read, such as its encoding."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A note with the verdicts to show, in order of place, and the rulebook that reached them.

    `fails` says that one of the findings is serious enough for exit code 1.
    """

    note: Note
    book: Book
    findings: tuple[Finding, ...]
    silences: tuple[Silence, ...]
    fails: bool = False
