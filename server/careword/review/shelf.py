"""Where a note was read from in, its text out, read anew each time: the store has none, and nothing here keeps one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from careword.note import Note, Unread
from careword.readers.read import read
from careword.readers.sources import Source, find
from careword.review.engine import Engine
from careword.review.places import Places
from careword.text import Document


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no text to show; the message says why, plainly."""

    message: str


class Shelf:
    """Reads notes back."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._places = engine, Places()

    def text(self, path: str, record: str | None) -> Document | Missing:
        """Read a note from its source; a path may go on inside an archive or a message."""
        file = next((place for place in (Path(path), *Path(path).parents) if place.is_file()), None)
        if file is None:
            return Missing("The file that this note was read from is no longer there, so its words cannot be shown.")
        fields = self._engine.fields(file.parent)
        by_place = self._places.text(file, record, fields) if record is not None and str(file) == path else None
        if by_place is not None:
            return by_place
        for source in find([str(file)]):
            if isinstance(source, Unread):
                return Missing(f"The file that this note was read from cannot be read now: {source.message}.")
            return self._in(source, path, record)
        return Missing("The file that this note was read from cannot be read now.")

    def _in(self, source: Source, path: str, record: str | None) -> Document | Missing:
        fault = ""
        for item in read(source, self._engine.fields(source.folder)):
            if isinstance(item, Note) and item.path == path and item.record == record:
                return item.document
            if isinstance(item, Unread):
                fault = item.message
        if fault and record is None:
            return Missing(f"The file that this note was read from cannot be read now: {fault}.")
        return Missing("This record is no longer in the file that it was read from.")
