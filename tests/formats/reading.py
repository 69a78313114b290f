"""A file's bytes in, what came of reading it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from careword.note import Note, Remark, Unread
from careword.readers.read import read
from careword.readers.sources import Source


@dataclass(frozen=True)
class Came:
    """What came of a file."""

    notes: list[Note]
    unread: list[str]
    remarks: list[str]

    @property
    def texts(self) -> list[str]:
        """The texts of the notes."""
        return [note.document.text for note in self.notes]

    @property
    def text(self) -> str:
        """The text of the one note."""
        (note,) = self.notes
        return note.document.text

    def place(self, words: str) -> str:
        """Say where words stand, in the first note that has them."""
        note = next(note for note in self.notes if words in note.document.text)
        return note.place_of(note.document.text.index(words)).label


def came(path: Path, data: bytes, names: Mapping[str, str | tuple[str, ...]] | None = None) -> Came:
    """Write a file and read it."""
    path.write_bytes(data)
    items = list(read(Source(path.name, path, path.suffix), names or {}))
    return Came(
        [item for item in items if isinstance(item, Note)],
        [str(item) for item in items if isinstance(item, Unread)],
        [f"{item.path}: {item.message}" for item in items if isinstance(item, Remark)],
    )
