"""A sentence in, the frames over it that stand beside its words out: "in nan's eyes …", "… (DSL, 3/5)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careword.book import Book
from careword.people import Mention
from careword.reading import Frame, Reading, ends, set_off

_CITED = re.compile(r"(?:[ ,]*\d[\d/. ]*\)|\])[ .]*\Z")  # what stands after them


class Beside:
    """Finds who is named for a whole sentence without a verb of speaking."""

    def __init__(self, book: Book) -> None:
        self._trailing, self._lens = book.cue("attribution", "trailing"), book.cue("attribution", "lens")
        self._appears, self._on_record = book.cue("attribution", "appears"), book.cue("attribution", "on-record")
        self._sees_it = book.cue("attribution", "sees-it")
        self._lens_before, self._as = book.ending("attribution", "lens-before"), book.ending("attribution", "as")

    def of(self, reading: Reading) -> Iterator[Frame]:
        """Give the frames of "in nan's eyes …", "as nan sees it …", "… - nan's words", "… appears on page 2"."""
        for found in reading.find(self._trailing):
            last = reading.last(found.end())
            if last and last[0].speaker and set_off(reading.layout, reading.sentence, found.start()):
                yield Frame(last[0].speaker, 0, found.start(), (found.start(), last[1]), found.start())
        for found in reading.find(self._appears):
            if (record := self.record(reading, found.end())) is not None:
                yield Frame("professional", 0, found.start(), (found.start(), record.end), found.start())
        sees = {found.start() for found in reading.find(self._sees_it)}
        for mention in reading.mentions:
            place = None
            if mention.speaker:
                place = self._owned(reading, mention) if mention.owner else self._named(reading, mention, sees)
            if place is not None:
                over, cue = place
                yield Frame(mention.speaker, 0, over, cue, mention.start)

    def record(self, reading: Reading, at: int) -> Mention | None:
        """Find the record in "it says on the log that …"."""
        record = next((item for item in reading.mentions if item.start >= at and item.group == "document"), None)
        return record if record and self._on_record.fullmatch(reading.text[at : record.start].strip()) else None

    def _owned(self, reading: Reading, mention: Mention) -> tuple[int, tuple[int, int]] | None:
        """Give how far "in nan's eyes" or "- nan's words" reaches, and its place."""
        text, start = reading.text, mention.start
        lens = self._lens.match(text, mention.end + 3) if text.startswith("'s ", mention.end) else None
        if lens is None:
            return None
        before = ends(self._lens_before, text[:start].rstrip())
        if before is not None:
            return len(text), (before.start(), lens.end())
        last = not text[lens.end() :].strip(" .)") and set_off(reading.layout, reading.sentence, start)
        return (start, (start, lens.end())) if last else None

    def _named(self, reading: Reading, mention: Mention, sees: set[int]) -> tuple[int, tuple[int, int]] | None:
        """Give how far "as nan sees it" or "[nan]" reaches, and its place."""
        text, start, end = reading.text, mention.start, mention.end
        before = ends(self._as, text[:start].rstrip()) if end + 1 in sees else None
        if before is not None:
            return len(text), (before.start(), end)
        return (start, (start, end)) if self._cited(reading, mention) else None

    @staticmethod
    def _cited(reading: Reading, mention: Mention) -> bool:
        """Say whether somebody stands in brackets at the end, with a date: "(DSL, 3/5).", "[police]."."""
        document, folded, start = reading.layout.document.text, reading.layout.folded, reading.sentence.start
        first, last = folded.back(start + mention.start), folded.back(start + mention.end - 1) + 1
        rest = _CITED.match(document[last : reading.sentence.span.end])
        return first > 0 and document[first - 1] in "([" and rest is not None
