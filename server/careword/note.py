"""What passes between readers, the check and renderers: a note that was read, or a reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from careword.book import Book
from careword.findings import Finding, Silence
from careword.keep import Keep
from careword.place import Place, SourceMap
from careword.text import Document

_LONG = ("cell", "field")  # may hold a whole note, so the line inside it is named as well
_HEAD = 2000  # code points in which a line end shows that a cell has lines


@dataclass(frozen=True, slots=True)
class Note:
    """One note as it was read. `record` names it inside an export: its id, or `row 12`.

    `places` leads back to the file where the note's own lines and columns are not those of the file.
    """

    path: str
    record: str | None
    document: Document
    size: int = 0  # bytes, for the progress bar
    places: SourceMap | None = None
    keeps: tuple[Keep, ...] = ()  # decisions that stand in the note itself

    def place_of(self, offset: int) -> Place:
        """Give the place in the file where a person would look for an offset of the note."""
        if self.places is None:
            line, column = self.document.line_column(offset)
            return Place(f"line {line}, column {column}", offset=offset, line=line, column=column)
        place = self.places.at(offset)
        if place.column is not None:  # a line of the file may be as long as the file
            return replace(place, label=f"{place.label}, column {place.column}")
        if place.kind not in _LONG:
            return place
        start, end = self.places.block(offset)
        line = self.document.line_column(offset)[0] - self.document.line_column(start)[0] + 1
        body = self.document.text[start : min(end or len(self.document.text), start + _HEAD)]
        body = body.rpartition("\n\n# ")[0] or body  # the heading of the next column is no line of this one
        many = line > 1 or "\n" in body.strip()
        return replace(place, line=line, label=f"{place.label}, line {line}" if many else place.label)


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read or checked. `told` says that a person has already been told why.

    `foreign` says that, as far as can be told, the file was never one of notes: settings of a program, for example.
    """

    path: str
    message: str
    line: int | None = None
    told: bool = False
    foreign: bool = False

    def __str__(self) -> str:
        """Write it as `path:line: message`."""
        return f"{self.path}: {self.message}" if self.line is None else f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing about a file that was read, such as its encoding."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A source was read to its end; everything that came of it has come before."""


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
