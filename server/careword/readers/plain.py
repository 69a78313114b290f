"""A plain text or Markdown file in, one note out, letter for letter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from careword.note import Note, Remark
from careword.readers.decode import decode
from careword.readers.formats import Names
from careword.readers.limits import whole
from careword.text import Document


def notes(path: str, stream: IO[bytes], names: Names) -> Iterator[Note | Remark]:
    """Read a file as one note."""
    del names
    data = whole(stream)
    text, read_as = decode(data)
    if read_as:
        yield Remark(path, f"read as {read_as}")
    yield Note(path, None, Document(text), len(data))
