"""A file and words in it in, its annotated copy out, with what differs between the two."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from careword.annotate.copies import Copy, annotated
from careword.annotate.remark import Remark
from careword.note import Note
from careword.readers.formats import FORMATS, opener

DATE = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Made:
    """A copy, beside what it was made of."""

    before: bytes
    copy: Copy

    @property
    def data(self) -> bytes:
        """The bytes of the copy."""
        return self.copy.data

    @property
    def changed(self) -> set[str]:
        """The parts of a package that are new or different; none may be gone, and their order stays."""
        old, new = parts(self.before), parts(self.data)
        assert list(new)[: len(old)] == list(old)
        return {name for name in new if new[name] != old.get(name)}


def parts(data: bytes) -> dict[str, bytes]:
    """Give the parts of a package in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def notes(suffix: str, data: bytes) -> list[Note]:
    """Read a file."""
    return [item for item in opener(FORMATS[suffix])(f"a{suffix}", io.BytesIO(data), {}) if isinstance(item, Note)]


def remarks(suffix: str, data: bytes, words: Sequence[str]) -> list[Remark]:
    """Make a remark for words wherever they stand; `a…b` are words that reach from one to the other."""
    out = []
    for note in notes(suffix, data):
        text = note.document.text
        for wanted in words:
            first, _, last = wanted.partition("…")
            start = text.find(first)
            while start >= 0:
                end = text.index(last, start) + len(last) if last else start + len(first)
                where, said = note.place_of(start).label, ("Is it so?", f"On {' '.join(wanted.split())}: “x” & <y>")
                assert note.places is not None
                ends = note.places.at(start), note.places.at(end - 1)
                out.append(Remark(*ends, where, text[start:end], said))
                start = text.find(first, end)
    return out


def made(suffix: str, data: bytes, *words: str) -> Made:
    """Annotate a file at words."""
    found = remarks(suffix, data, words)
    assert found
    return Made(data, annotated(data, suffix, found, DATE))
