"""A source in, its notes out, with whatever could not be read and whatever is worth knowing about the encoding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careword.note import Note, Remark, Unread
from careword.readers.decode import UnreadableError, decode
from careword.readers.sources import Source, plain, standard_input
from careword.text import Document


def read(source: Source, fields: Mapping[str, str]) -> Iterator[Note | Unread | Remark]:
    """Read a source. `fields` gives the names of a record's fields where a configuration says them."""
    try:
        if source.suffix == ".jsonl":
            from careword.readers.jsonl import records

            yield from records(source, fields)
            return
        data = standard_input().read() if source.file is None else source.file.read_bytes()
        text, read_as = decode(data)
    except OSError as fault:
        yield Unread(source.path, f"cannot be read: {plain(fault)}")
    except UnreadableError as fault:
        yield Unread(source.path, str(fault))
    else:
        if read_as:
            yield Remark(source.path, f"read as {read_as}")
        yield Note(source.path, None, Document(text), len(data))
